"""Folders of CSV: a file a sheet, in the encoding and with the separator that Excel wrote."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.errors import LimitMet, UnreadableFile
from graph.sheets.cells import CellRemark, Sheet, SheetCell, Workbook
from graph.sheets.container import check_size
from graph.sheets.excel_values import written
from graph.sheets.xlsx_reader import MOST_CELLS
from graph.texts import N_

ENDS: Final = (".csv", ".tsv", ".txt")
_SEPARATORS: Final = (";", ",", "\t", "|")
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAVE_AS: Final = N_("Save the file as “CSV UTF-8”.")
_WESTERN: Final = CellRemark(
    N_("The file is not UTF-8; it is read as Windows-1252, as Danish Excel writes it."),
    error=False,
)
_LONGEST_CELL: Final = 100_000


def read_folder(path: Path, known: Callable[[str], bool]) -> Workbook:
    """The filled cells of each CSV file of a folder, or of one such file.

    Args:
        path: the folder, or the file.
        known: knows the heading of a column; what parts the most known headings is the separator.

    Raises:
        UnreadableFile: there is no such file in it, or one cannot be read.
        LimitMet: more cells are filled than are read at all.
        OSError: one cannot be opened.
    """
    files = _files(path) if path.is_dir() else [path]
    sheets: dict[str, Sheet] = {}
    left = MOST_CELLS
    for each in files:
        sheet = sheets[each.stem] = read_file(each, known)
        left -= sum(map(len, sheet.rows.values()))
        if left < 0:
            what = N_("The folder has more than {most} filled cells.", most=MOST_CELLS)
            raise LimitMet("cells", str(MOST_CELLS), what)
    return Workbook(str(path), sheets)


def _files(folder: Path) -> list[Path]:
    found = [each for each in sorted(folder.iterdir()) if each.suffix.lower() in ENDS]
    if not found:
        raise UnreadableFile(
            N_("There is no CSV file in this folder."),
            where=str(folder),
            hint=N_("Its files end in .csv and are named as the sheets of the template."),
        )
    return found


def read_file(path: Path, known: Callable[[str], bool]) -> Sheet:
    """The filled cells of a CSV file; rows are counted as a spreadsheet program counts them.

    Raises:
        UnreadableFile: it is no text, or its quotation marks do not match.
        OSError: it cannot be opened.
    """
    check_size(path)
    sheet = Sheet(path.stem, str(path))
    text = _decoded(path, sheet)
    first, _break, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared.lower().startswith("sep=") and len(declared) == len("sep=;"):
        # The line is Excel's and no row of the sheet.
        separator, text = declared[-1], rest
    else:
        separator = max(_SEPARATORS, key=lambda each: _parts(text, each, known))
    _fill(sheet, text, separator)
    return sheet


def _decoded(path: Path, sheet: Sheet) -> str:
    raw = path.read_bytes()
    encoding = next((_MARKS[mark] for mark in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        sheet.remark("", _WESTERN)
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        raise UnreadableFile(
            N_("The file is in an encoding that is not known."), where=str(path), hint=_SAVE_AS
        )
    return text


def _parts(text: str, separator: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """How many known headings a separator makes of the first line with something in it."""
    lines = (line for line in text.splitlines() if line.strip(' ;,\t|"'))
    headings = next(csv.reader([next(lines, "")], delimiter=separator))
    return sum(map(known, headings)), len(headings)


def _fill(sheet: Sheet, text: str, separator: str) -> None:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = written(value)
                if cell != SheetCell(""):
                    sheet.put(number, column, cell)
    except csv.Error as error:
        raise UnreadableFile(
            N_("Line {line} is no CSV: {said}.", line=rows.line_num, said=str(error)),
            where=sheet.file,
            hint=N_("Look for a quotation mark that is not closed."),
        ) from error
