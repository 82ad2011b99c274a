"""A graph written as sheets and read again is the same graph, as workbook and as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.data.shipped import shipped_graphs
from graph.engine.nquads import lines, statements
from graph.identifiers import source_graph
from graph.records.of_graph import of_graph
from graph.records.to_graph import to_graph
from graph.sheets.cells import Sheet, Workbook
from graph.sheets.csv_reader import read_folder
from graph.sheets.csv_writer import write_folder
from graph.sheets.excel_values import written
from graph.sheets.from_sheets import from_sheets
from graph.sheets.sheet_layout import knows_heading
from graph.sheets.sheet_pages import SheetPage, pages_of
from graph.sheets.to_sheets import to_sheets
from graph.sheets.workbook_writer import write_workbook
from graph.sheets.xlsx_reader import read_workbook
from tests.shared import needs

SHIPPED = {
    graph: said
    for graph, said in shipped_graphs().items()
    if "/graph/source/" in graph or "/graph/curation/" in graph
}
LARGE = source_graph("sermersooq-aalborg-2019")


def pages(graph: str, lang: str) -> list[SheetPage]:
    record = of_graph(statements(SHIPPED[graph]), graph, nest=False)
    return list(pages_of(to_sheets(record, lang)))


def as_read(made: list[SheetPage], lang: str) -> Workbook:
    """Sheets as they are read, without a file between."""
    sheets: dict[str, Sheet] = {}
    for page in made:
        sheet = Sheet(page.section.sheet_name(lang), "f")
        rows = [[each.heading(lang) for each in page.columns], *page.rows]
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                sheet.put(number, column, written(text))
        sheets[sheet.name] = sheet
    return Workbook("f", sheets)


def graph_of(workbook: Workbook) -> list[str]:
    read = from_sheets(workbook, "en")
    assert [each.sentence() for each in read.findings if not each.note] == []
    assert read.record
    made = to_graph(read.record)
    assert made.findings == ()
    return lines(made.statements)


@pytest.mark.parametrize("graph", SHIPPED, ids=lambda graph: graph.partition("/graph/")[2])
def test_graph_sheet_graph_is_the_same(graph: str) -> None:
    for lang in ("da", "en"):
        assert graph_of(as_read(pages(graph, lang), lang)) == sorted(SHIPPED[graph])


def test_few_cells_need_the_form_of_a_record() -> None:
    """What no cell can say stays the exception: a thing that is no thing of its field."""
    cells = [
        text
        for graph in SHIPPED
        for page in pages(graph, "en")
        for row in page.rows
        for text in row
    ]
    odd = [text for text in cells if text.startswith(("{", "[{"))]
    assert len([text for text in cells if text]) > 6_000
    assert len(odd) < 130
    assert len([text for text in odd if not text.startswith('{"iri": "')]) < 3


@needs("openpyxl")
def test_a_workbook_holds_the_same_graph(tmp_path: Path) -> None:
    write_workbook(pages(LARGE, "da"), tmp_path / "a.xlsx", "da", str)
    assert graph_of(read_workbook(tmp_path / "a.xlsx")) == sorted(SHIPPED[LARGE])


def test_a_folder_of_csv_holds_the_same_graph(tmp_path: Path) -> None:
    write_folder(pages(LARGE, "da"), tmp_path / "csv", "da")
    assert graph_of(read_folder(tmp_path / "csv", knows_heading)) == sorted(SHIPPED[LARGE])


def test_words_in_place_say_the_same_of_things() -> None:
    """In the example the words stand in the rows; only names and positions of passages differ."""
    record = of_graph(statements(SHIPPED[LARGE]), LARGE, nest=False)
    made = list(pages_of(to_sheets(record, "da", in_place=True)))

    def claims(said: list[str]) -> list[str]:
        return [each for each in said if "/id/evidence/" not in each]

    assert claims(graph_of(as_read(made, "da"))) == claims(sorted(SHIPPED[LARGE]))
    passages = next(each for each in made if each.section.sheet_name("da") == "Tekststeder")
    assert 0 < len(passages.rows) < 20
