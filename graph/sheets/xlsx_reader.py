"""Workbooks of Excel, read cell by cell by openpyxl; macros are never run, links never followed.

A sheet is streamed, so that memory is bounded by what is filled and not by what is formatted. The
parser that openpyxl uses for that is asked itself, for openpyxl's own read-only sheets know neither
hidden rows nor merged cells, and give a formula or its value but never both.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from graph.errors import LimitMet, UnreadableFile
from graph.sheets.cells import CellRemark, Sheet, SheetCell, Workbook, coordinate
from graph.sheets.container import check_size, check_workbook
from graph.sheets.excel_values import shown
from graph.sheets.libraries import need
from graph.texts import N_

# As many as a record of the greatest length has; the gate judges them in less than 1 GB.
MOST_CELLS: Final = 50_000
_NO_VALUE: Final = CellRemark(
    N_("The formula has no stored value."),
    N_("Open the file in a spreadsheet program and save it, or write the value itself."),
)
_ELSEWHERE: Final = CellRemark(
    N_("The formula takes its value from another workbook, which nobody can check here."),
    N_("Write the value itself."),
)
_FORMULA: Final = CellRemark(
    N_("The cell holds a formula; its value as last saved is taken."), error=False
)
_MERGED: Final = CellRemark(
    N_("These cells are merged; only the first of them holds a value."),
    N_("Unmerge them and write the value in each cell where it holds."),
)
_HIDDEN_ROW: Final = CellRemark(N_("The row is hidden; it is read like the others."), error=False)
_HIDDEN_COLUMN: Final = CellRemark(
    N_("The column is hidden; it is read like the others."), error=False
)
HIDDEN_SHEET: Final = CellRemark(
    N_("The sheet is hidden; it is read like the others."), error=False
)


def read_workbook(path: Path) -> Workbook:
    """The filled cells of a workbook.

    Args:
        path: a file of the form .xlsx or .xlsm.

    Raises:
        UnreadableFile: it is no such workbook, protected, damaged or too large.
        LimitMet: more cells are filled than are read at all.
        LibraryMissing: openpyxl is not installed.
        OSError: it cannot be opened.
    """
    check_size(path)
    with path.open("rb") as file:
        check_workbook(path, file)
        with _damage_as_error(path):
            return Workbook(str(path), _sheets(path, file))


@contextmanager
def _damage_as_error(path: Path) -> Generator[None]:
    """A file that a program has written wrongly, at which openpyxl fails in any way it likes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (LimitMet, UnreadableFile, OSError):
        raise
    except Exception as error:
        raise UnreadableFile(
            N_("The workbook is damaged."),
            where=str(path),
            hint=N_("Open it in a spreadsheet program and save it again."),
        ) from error


def _sheets(path: Path, file: IO[bytes]) -> dict[str, Sheet]:
    book = need("openpyxl").load_workbook(file, read_only=True, data_only=True, keep_links=False)
    sheets: dict[str, Sheet] = {}
    left = MOST_CELLS
    for each in book.worksheets:
        sheet = sheets[each.title] = Sheet(each.title, str(path))
        if each.sheet_state != "visible":
            sheet.remark("", HIDDEN_SHEET)
        left = _fill(sheet, each, left)
    return sheets


def _fill(sheet: Sheet, source: Any, left: int) -> int:
    """Read the cells of a sheet; how many more may be read after it.

    Raises:
        LimitMet: it holds more than that.
    """
    with source._get_source() as xml:
        parser = _parser(source, xml)
        for number, cells in parser.parse():
            for stored in cells:
                _put(sheet, source, stored)
            left -= len(sheet.rows.get(number, ()))
            if left < 0:
                raise LimitMet(
                    "cells",
                    str(MOST_CELLS),
                    N_("The workbook has more than {most} filled cells.", most=MOST_CELLS),
                    hint=N_("Split it; a list of that size is better imported than typed."),
                )
    _remark_merged(sheet, parser)
    _remark_hidden(sheet, parser)
    return left


def _parser(source: Any, xml: IO[bytes]) -> Any:
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser  # noqa: PLC0415

    class Parser(WorkSheetParser):  # type: ignore[misc]
        """Gives the formula of a cell beside its value."""

        def parse_cell(self, element: Any) -> dict[str, Any]:
            stored: dict[str, Any] = super().parse_cell(element)
            formula = element.find(FORMULA_TAG)
            stored["formula"] = None if formula is None else formula.text or "="
            return stored

    book = source.parent
    return Parser(
        xml,
        source._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _put(sheet: Sheet, source: Any, stored: dict[str, Any]) -> None:
    value, formula = stored["value"], stored["formula"]
    row, column = stored["row"], stored["column"]
    if formula is None:
        if value is not None:
            sheet.put(row, column, shown(value, _format(source, stored)))
        return
    if "[" in formula:
        sheet.put(row, column, SheetCell("", _ELSEWHERE))
    elif value is None:
        sheet.put(row, column, SheetCell("", _NO_VALUE))
    else:
        cell = shown(value, _format(source, stored))
        sheet.put(row, column, cell if cell.remark else SheetCell(cell.text, _FORMULA))


def _format(source: Any, stored: dict[str, Any]) -> str:
    """The number format of a cell; only numbers and dates are shown by one."""
    if isinstance(stored["value"], str):
        return ""
    from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415

    known = ("row", "column", "value", "data_type", "style_id")
    return str(ReadOnlyCell(source, *(stored[each] for each in known)).number_format)


def _remark_merged(sheet: Sheet, parser: Any) -> None:
    for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
        if sheet.rows.get(merged.min_row, {}).get(merged.min_col):
            sheet.remark(coordinate(merged.min_row, merged.min_col), _MERGED)


def _remark_hidden(sheet: Sheet, parser: Any) -> None:
    """Say of each hidden row and column that holds something that it is read all the same."""
    for number, attributes in parser.row_dimensions.items():
        if attributes.get("hidden") in {"1", "true"} and (row := sheet.rows.get(int(number))):
            sheet.remark(coordinate(int(number), min(row)), _HIDDEN_ROW)
    filled = {column for row in sheet.rows.values() for column in row}
    for attributes in parser.column_dimensions.values():
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            for column in sorted(each for each in filled if first <= each <= last):
                sheet.remark(coordinate(1, column), _HIDDEN_COLUMN)
