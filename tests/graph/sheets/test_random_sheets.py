"""Whatever stands in the cells, and however a file is damaged: findings or one error, no crash."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LimitMet, UnreadableFile
from graph.records.to_graph import to_graph
from graph.sheets.cells import Sheet, Workbook
from graph.sheets.csv_reader import read_folder
from graph.sheets.excel_values import written
from graph.sheets.from_sheets import from_sheets
from graph.sheets.sheet_layout import knows_heading, sections
from graph.sheets.sheet_pages import template_pages
from graph.sheets.workbook_writer import write_workbook
from graph.sheets.xlsx_reader import read_workbook
from tests.shared import in_full, needs

RUNS: Final = 3_000 if in_full() else 100
TABS: Final = [section.sheet_name("da") for section in sections()]
WORDS: Final = (
    "navn", "name", "betegnelse (da)", "dato", "underskrevet", "parter", "part", "person", "embede",
    "ordene i kilden", "sted i kilden", "sprog", "titel", "titel (da)", "klasse", "start",
    "da", "dansk", "venskabsby", "2019-12-XX", "{is: x, says: y}", "[{is: x}]", "{", "{iri: <a b>}",
    "a", "b; c", "x\ny", "vsk:signed", "eksempel: x", "#", "municipality/aarhus-kommune", "a-b",
    "støtter", ";",
)  # fmt: skip
CELL: Final = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
ROWS: Final = st.lists(st.lists(CELL, max_size=6), max_size=6)


@settings(max_examples=RUNS, deadline=None)
@given(st.dictionaries(st.one_of(st.sampled_from(TABS), st.text(max_size=6)), ROWS, max_size=4))
def test_any_cells_give_findings_and_no_crash(tabs: dict[str, list[list[str]]]) -> None:
    tabs = {"Kilde": [["navn", "sprog"], ["a", "da"]], **tabs}
    sheets = {name: Sheet(name, "f.xlsx") for name in tabs}
    for name, rows in tabs.items():
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                sheets[name].put(number, column, written(text))
    read = from_sheets(Workbook("f.xlsx", sheets), "da")
    for one in [*read.findings, *(to_graph(read.record).findings if read.record else ())]:
        assert one.place.cell or one.place.file == "f.xlsx"
        assert one.sentence()


@cache
def empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t.xlsx")
        write_workbook(list(template_pages("da", str))[:2], path, "da", str)
        return path.read_bytes()


def only_refused(read: Callable[[Path], object], name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            read(path)
        except (UnreadableFile, LimitMet) as refused:
            assert refused.sentence().count("\n") == 0


@needs("openpyxl")
@settings(max_examples=RUNS // 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_a_damaged_workbook_is_refused(at: int, scrap: bytes) -> None:
    whole = empty()
    place = at % len(whole)
    only_refused(read_workbook, "t.xlsx", whole[:place] + scrap + whole[place + len(scrap) :])


@settings(max_examples=RUNS // 10, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_csv_or_refused(data: bytes) -> None:
    only_refused(lambda path: read_folder(path, knows_heading), "Aftale.csv", data)
