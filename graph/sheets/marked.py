"""A workbook given back with its faulty cells coloured and commented, and a list of the faults."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.sheets.cells import Workbook
from graph.sheets.libraries import need

_AUTHOR: Final = "venskab"
_COLOUR: Final = "FFFFC7CE"
_WIDTHS: Final = (24, 10, 80)
_COMMENT_WIDTH: Final = 360
_COMMENT_HEIGHT: Final = 140


@dataclass(frozen=True, slots=True)
class CellMark:
    """What is said of a cell, in the reader's language.

    Attributes:
        sheet: the sheet's name.
        cell: its coordinate; blank where the sheet itself is meant.
        text: what is wrong and how to mend it.
    """

    sheet: str
    cell: str
    text: str


def write_marked(
    workbook: Workbook, marks: Iterable[CellMark], out: Path, headings: tuple[str, str, str, str]
) -> None:
    """Write a copy of a workbook with its marks; those of an earlier copy are taken away.

    Args:
        workbook: what was read; of a folder of CSV a workbook is made.
        marks: what is said of which cells.
        out: the file to write; macros are left out of it.
        headings: the name of the sheet that lists the marks, and of its three columns.

    Raises:
        OSError: it cannot be written.
        LibraryMissing: openpyxl is not installed.
    """
    openpyxl = need("openpyxl")
    if Path(workbook.file).suffix.lower() in {".xlsx", ".xlsm"}:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(workbook.file, keep_links=False)
    else:
        book = _copied(openpyxl, workbook)
    by_cell: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in marks:
        by_cell[each.sheet, each.cell].append(each.text)
    _clear(book)
    for (sheet, cell), texts in by_cell.items():
        if cell and sheet in book.sheetnames:
            _mark(book[sheet][cell], "\n".join(texts))
    _list(book, by_cell, headings)
    book.save(out)


def _copied(openpyxl: Any, workbook: Workbook) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, sheet in workbook.sheets.items():
        # Excel takes no longer name.
        page = book.create_sheet(name[:31])
        for number, row in sheet.rows.items():
            for column, cell in row.items():
                put_text(page.cell(number, column), cell.text)
    return book


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell of openpyxl as nothing but text: no formula, number or date."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"


def _clear(book: Any) -> None:
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    for page in book.worksheets:
        for cell in (each for row in page.iter_rows() for each in row):
            if cell.fill.start_color.rgb == _COLOUR:
                cell.fill = PatternFill()
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None


def _mark(cell: Any, text: str) -> None:
    from openpyxl.cell import MergedCell  # noqa: PLC0415
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    if isinstance(cell, MergedCell):
        # It is none of its own; the list of marks has it.
        return
    cell.fill = PatternFill("solid", start_color=_COLOUR)
    said = f"{cell.comment.text}\n\n{text}" if cell.comment else text
    cell.comment = Comment(said, _AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)


def _list(
    book: Any, by_cell: dict[tuple[str, str], list[str]], headings: tuple[str, str, str, str]
) -> None:
    """The first sheet: every mark, with a link to its cell."""
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    name, *columns = headings
    if name in book.sheetnames:
        book.remove(book[name])
    if not by_cell:
        return
    page = book.create_sheet(name, 0)
    page.append(columns)
    for number, ((sheet, cell), texts) in enumerate(by_cell.items(), 2):
        for column, text in enumerate((sheet, cell, "\n".join(texts)), 1):
            if text:
                put_text(page.cell(number, column), text)
        if cell and sheet in book.sheetnames:
            link = page.cell(number, 2)
            quoted = sheet.replace("'", "''")
            link.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!{cell}")
            link.style = "Hyperlink"
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    book.active = 0
