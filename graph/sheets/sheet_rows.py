"""The rows of a sheet: what stands under which heading, and what is wrong with the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.sheets.cells import CellRemark, Sheet, SheetCell, coordinate
from graph.sheets.sheet_layout import (
    OWN,
    SheetColumn,
    SheetSection,
    column_of,
    is_example,
    unknown_heading,
)
from graph.texts import N_

# Above its headings a sheet may have a title; headings further down are not looked for.
_HEADINGS_WITHIN: Final = 10
_ROW: Final = re.compile(r"\d+$")


@dataclass(frozen=True)
class SheetRow:
    """A row that says something.

    Attributes:
        number: its number, from 1.
        cells: by column of the form, what stands in it, with its coordinate; in order.
    """

    number: int
    cells: tuple[tuple[SheetColumn, str, str], ...]


@dataclass(frozen=True)
class CellNote:
    """What is said of a cell, before anything of a record is known.

    Attributes:
        sheet: the name of the sheet.
        cell: its coordinate; blank for the sheet.
        remark: what is said.
        value: what stands in the cell.
        heading: what stands above it; blank if nothing does.
    """

    sheet: str
    cell: str
    remark: CellRemark
    value: str = ""
    heading: str = ""


@dataclass
class ReadSheet:
    """A sheet as rows of a section.

    Attributes:
        section: the section of the record that it holds.
        headings: by number of its column, what each says.
        rows: those that say something.
        notes: what is said of its cells.
    """

    section: SheetSection
    headings: dict[int, SheetColumn] = field(default_factory=dict)
    rows: list[SheetRow] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)


def read_rows(sheet: Sheet, section: SheetSection, lang: str) -> ReadSheet:
    """The rows of a sheet.

    Args:
        sheet: its cells.
        section: the section of the record that it holds.
        lang: the language to name columns in.
    """
    read = ReadSheet(section)
    head = _head(sheet, section)
    if head is None:
        if sheet.rows:
            _say(read, sheet, "", _no_headings(section, lang))
        return read
    own = _read_headings(read, sheet, head, lang)
    said: set[int] = set()
    for number, row in sheet.rows.items():
        if number > head and not _is_example(row):
            cells = tuple(_cells(read, sheet, number, row, own | said))
            said |= row.keys() - read.headings.keys()
            if cells:
                read.rows.append(SheetRow(number, cells))
    read.notes.extend(_notes(sheet, head))
    return read


def _head(sheet: Sheet, section: SheetSection) -> int | None:
    """The number of the row that most looks like headings; None if none has a known one."""
    rows = list(sheet.rows.items())[:_HEADINGS_WITHIN]
    known = {
        number: sum(column_of(section, cell.text) is not None for cell in row.values())
        for number, row in rows
    }
    best = max(known, key=lambda number: (known[number], -number), default=None)
    return best if best is not None and known[best] else None


def _no_headings(section: SheetSection, lang: str) -> CellRemark:
    what = N_(
        "The sheet has no headings of “{sheet}” in its first ten rows.",
        sheet=section.sheet_name(lang),
    )
    return CellRemark(what, N_("Copy the first row of this sheet from a new template."))


def _read_headings(read: ReadSheet, sheet: Sheet, head: int, lang: str) -> set[int]:
    """Read what the columns are; the numbers of those that are the writer's own."""
    own: set[int] = set()
    seen: set[tuple[str, str]] = set()
    for number, cell in sheet.rows[head].items():
        column = column_of(read.section, cell.text)
        at = coordinate(head, number)
        if cell.text.startswith(OWN):
            own.add(number)
        elif column is None:
            own.add(number)
            _say(read, sheet, at, CellRemark(*unknown_heading(read.section, cell.text, lang)), cell)
        elif (key := (column.key, column.lang)) in seen:
            own.add(number)
            _say(read, sheet, at, _TWICE, cell)
        else:
            seen.add(key)
            read.headings[number] = column
    return own


_TWICE: Final = CellRemark(
    N_("Two columns have this heading."), N_("Put their cells into one column.")
)
_UNHEADED: Final = CellRemark(
    N_("There is no heading above this cell."),
    N_("Write one, or one that begins with # to keep the column for yourself."),
)


def _is_example(row: dict[int, SheetCell]) -> bool:
    return is_example(row[min(row)].text)


def _cells(
    read: ReadSheet, sheet: Sheet, number: int, row: dict[int, SheetCell], passed: set[int]
) -> Iterator[tuple[SheetColumn, str, str]]:
    """What the cells of a row say, in the order of the columns; what is wrong is said."""
    for place, cell in sorted(row.items()):
        at = coordinate(number, place)
        column = read.headings.get(place)
        if column is None:
            if place not in passed:
                _say(read, sheet, at, _UNHEADED, cell)
            continue
        if cell.remark:
            _say(read, sheet, at, cell.remark, cell, column.heading("en"))
        if cell.text:
            yield column, cell.text, at


def _notes(sheet: Sheet, head: int) -> Iterator[CellNote]:
    """What a reader of the file said of the sheet and of cells below its headings."""
    for at, remarks in sheet.remarks.items():
        row = _ROW.search(at)
        if row is None or int(row[0]) >= head:
            yield from (CellNote(sheet.name, at, each) for each in remarks)


def _say(
    read: ReadSheet,
    sheet: Sheet,
    at: str,
    remark: CellRemark,
    cell: SheetCell | None = None,
    heading: str = "",
) -> None:
    read.notes.append(CellNote(sheet.name, at, remark, cell.text if cell else "", heading))
