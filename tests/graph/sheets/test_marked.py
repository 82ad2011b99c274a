"""A workbook comes back with its faulty cells coloured and commented, and without old marks."""

from __future__ import annotations

from pathlib import Path

from graph.sheets.cells import Workbook
from graph.sheets.csv_reader import read_folder
from graph.sheets.marked import CellMark, write_marked
from graph.sheets.xlsx_reader import read_workbook
from tests.graph.sheets.test_reading import saved
from tests.shared import needs

pytestmark = needs("openpyxl")

HEADINGS = ("Fejl", "Ark", "Celle", "Fejl")


def test_marks_stand_at_their_cells_and_go_when_they_are_mended(tmp_path: Path) -> None:
    import openpyxl

    path = saved(tmp_path / "in.xlsx", lambda book: book.active.append(["navn", "=1+1", "x"]))
    marks = [
        CellMark("S", "C1", "wrong. Mend it."),
        CellMark("S", "C1", "also wrong."),
        CellMark("S", "", "no heading."),
        CellMark("gone", "A1", "elsewhere."),
    ]
    out = tmp_path / "out.xlsx"
    write_marked(read_workbook(path), marks, out, HEADINGS)
    book = openpyxl.load_workbook(out)
    assert book["S"]["C1"].comment.text == "wrong. Mend it.\nalso wrong."
    assert book["S"]["C1"].fill.start_color.rgb == "FFFFC7CE"
    assert book["S"]["B1"].value == "=1+1"
    assert book.sheetnames[0] == "Fejl"
    assert list(book["Fejl"].values) == [
        ("Ark", "Celle", "Fejl"),
        ("S", "C1", "wrong. Mend it.\nalso wrong."),
        ("S", None, "no heading."),
        ("gone", "A1", "elsewhere."),
    ]
    assert book["Fejl"]["B2"].hyperlink.location == "'S'!C1"

    write_marked(read_workbook(out), [], tmp_path / "again.xlsx", HEADINGS)
    again = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert again.sheetnames == ["S"]
    assert again["S"]["C1"].comment is None
    assert again["S"]["C1"].fill.fill_type is None


def test_a_merged_cell_can_be_marked(tmp_path: Path) -> None:
    path = saved(tmp_path / "in.xlsx", lambda book: book.active.merge_cells("A1:B2"))
    write_marked(read_workbook(path), [CellMark("S", "B2", "x")], tmp_path / "out.xlsx", HEADINGS)
    assert (tmp_path / "out.xlsx").exists()


def test_a_workbook_is_made_of_csv_and_nothing_in_it_is_a_formula(tmp_path: Path) -> None:
    import openpyxl

    (tmp_path / "Aftale.csv").write_text('navn;x\n"=HYPERLINK(""a"")";0751\n', encoding="utf-8")
    book: Workbook = read_folder(tmp_path, lambda word: word == "navn")
    out = tmp_path / "out.xlsx"
    write_marked(book, [CellMark("Aftale", "A2", "x")], out, HEADINGS)
    made = openpyxl.load_workbook(out)["Aftale"]
    assert [cell.data_type for cell in made[2]] == ["s", "s"]
    assert [cell.value for cell in made[2]] == ['=HYPERLINK("a")', "0751"]
