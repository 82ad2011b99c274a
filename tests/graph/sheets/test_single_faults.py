"""One fault in sheets that are right is told at its cell, with what to do, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.data.shipped import shipped_graphs
from graph.engine.nquads import statements
from graph.records.fields import ValueKind
from graph.records.of_graph import of_graph
from graph.records.to_graph import to_graph
from graph.sheets.cells import Sheet, SheetCell, Workbook, coordinate
from graph.sheets.excel_values import shown, written
from graph.sheets.from_sheets import from_sheets
from graph.sheets.sheet_layout import ColumnRole, SheetColumn
from graph.sheets.sheet_pages import SheetPage, pages_of
from graph.sheets.to_sheets import to_sheets
from tests.graph.sheets.test_both_forms import as_read
from tests.shared import in_full

# What no value of the kind can be.
WRONG: Final = {
    ValueKind.CONCEPT: "xyzzy",
    ValueKind.DATE: "2019-13-45",
    ValueKind.DURATION: "for evigt",
    ValueKind.BOOLEAN: "perhaps",
    ValueKind.INTEGER: "a dozen",
    ValueKind.DECIMAL: "a half",
    ValueKind.THING: "No Such Thing At All",
    ValueKind.LANGUAGE: "Klingon",
    ValueKind.COUNTRY: "Atlantis",
    ValueKind.IRI: "no address",
}
WRONG_OF_PASSAGE: Final = {
    "start": "early",
    "end": "late",
    "supports": "no such field",
    "by": "no one",
}
SMALL: Final = (
    "klaksvik-vinarbyir",
    "fjardabyggd-vinabaeir",
    "skien-nordic-twin-towns",
    "thisted-2014-nordic-friendships",
    "visir-2008-mayor-visits-faroes",
    "soer-varanger-2023-severomorsk",
    "nordlys-tromsoe-sermersooq",
    "kristiansund-twin-towns",
    "sermersooq-2019-tromsoe-visit",
    "gladsaxe-relation-narsaq-kujalleq",
)


@dataclass(frozen=True)
class Fault:
    """One cell with what is put into it."""

    name: str
    pages: list[SheetPage]
    sheet: str
    row: int
    column: int
    cell: SheetCell

    @property
    def at(self) -> str:
        return f"{self.sheet}!{coordinate(self.row, self.column)}"


def wrong_text(column: SheetColumn) -> str | None:
    """A text that the column cannot have; None where any text will do."""
    if column.role is ColumnRole.NAME:
        return None
    if column.field and column.field.value in WRONG:
        return WRONG[column.field.value]
    return WRONG_OF_PASSAGE.get(column.key) if column.field is None else None


def faults() -> Iterator[Fault]:
    """Each cell of small sources with what it cannot hold, or with what a program made of it."""
    for source in SMALL:
        graph = f"https://w3id.org/venskab/graph/source/{source}"
        record = of_graph(statements(shipped_graphs()[graph]), graph, nest=False)
        pages = list(pages_of(to_sheets(record, "da")))
        for page in pages:
            name, width = page.section.sheet_name("da"), len(page.columns)
            yield Fault("heading", pages, name, 1, width, SheetCell("nonsense word"))
            yield Fault("no heading", pages, name, 2, width + 2, SheetCell("x"))
            for number, row in enumerate(page.rows, 2):
                for place, column in enumerate(page.columns, 1):
                    for kind, cell in spoilt(column) if row[place - 1] else ():
                        yield Fault(kind, pages, name, number, place, cell)


def spoilt(column: SheetColumn) -> Iterator[tuple[str, SheetCell]]:
    """What a cell of a column cannot be, with the name of the fault."""
    if wrong := wrong_text(column):
        yield column.key, SheetCell(wrong)
        yield "guessed", shown(datetime(2026, 8, 12), "d-mmm")
    elif column.role is ColumnRole.FIELD:
        yield "failed", written("#REF!")
        if not column.lang:
            yield "brace", SheetCell("{is: [")


def with_fault(fault: Fault) -> Workbook:
    book = as_read(fault.pages, "da")
    sheet: Sheet = book.sheets[fault.sheet]
    sheet.rows[fault.row][fault.column] = fault.cell
    return book


def test_every_single_fault_is_told_at_its_cell() -> None:
    every = list(faults())
    assert len(every) >= 500
    kinds = {each.name for each in every}
    assert len(kinds) >= 20
    missed = []
    for each in every if in_full() else every[::20]:
        read = from_sheets(with_fault(each), "da")
        assert read.record
        found = [*read.findings, *to_graph(read.record).findings]
        told = [one for one in found if not one.note]
        at = {one.place.cell for one in told}
        if at != {each.at} or not all(one.expected or one.example for one in told):
            missed.append((each.name, each.at, [one.sentence() for one in told]))
    assert missed == []
