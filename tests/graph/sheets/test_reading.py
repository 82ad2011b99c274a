"""Workbooks and CSV as people save them: what a spreadsheet program did to a value is seen."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from graph.errors import LimitMet, UnreadableFile
from graph.sheets.cells import Sheet, SheetCell, coordinate
from graph.sheets.container import MOST_STORED, MOST_UNPACKED
from graph.sheets.csv_reader import read_folder
from graph.sheets.xlsx_reader import MOST_CELLS, read_workbook
from tests.shared import needs

pytestmark = needs("openpyxl")


def saved(path: Path, fill: Callable[[Any], object], edit: dict[str, Any] | None = None) -> Path:
    """A workbook with one sheet ``S``; ``edit`` changes parts of the file by name."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "S"
    fill(book)
    book.save(path)
    if edit:
        with ZipFile(path) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        with ZipFile(path, "w", ZIP_DEFLATED) as packed:
            for name, content in parts.items():
                packed.writestr(name, edit[name](content) if name in edit else content)
    return path


def cells(sheet: Sheet) -> dict[str, SheetCell]:
    return {coordinate(r, c): cell for r, row in sheet.rows.items() for c, cell in row.items()}


def one(tmp_path: Path, value: object, number_format: str = "General") -> SheetCell:
    """What a single value with a format is read as."""

    def fill(book: Any) -> None:
        book.active["B3"] = value
        book.active["B3"].number_format = number_format

    return cells(read_workbook(saved(tmp_path / "one.xlsx", fill)).sheets["S"])["B3"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (datetime(2015, 8, 12), "dd-mm-yyyy", "2015-08-12"),
        (date(2015, 8, 12), '[$-406]d. mmmm yyyy;"dag"', "2015-08-12"),
        (datetime(2019, 12, 1), "mmm-yy", "2019-12"),
        (datetime(2019, 1, 1), "yyyy", "2019"),
        (datetime(2019, 12, 5, 13, 30), "dd-mm-yyyy hh:mm", "2019-12-05T13:30:00"),
        (751, "0000", "0751"),
        (751, "General", "751"),
        (2019.0, "General", "2019"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "true"),
        (" Aarhus\u00a0Kommune\u200b\n", "@", "Aarhus Kommune"),
        ("XX. december_x000D_\n2019", "@", "XX. december\n2019"),
        ("0751", "@", "0751"),
    ],
)
def test_a_value_is_read_as_it_is_shown(
    tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    assert one(tmp_path, value, number_format) == SheetCell(text)


@pytest.mark.parametrize(
    ("value", "number_format", "says"),
    [
        (datetime(2026, 8, 12), "d-mmm", "shows no year here; 2026-08-12 is its own guess"),
        (datetime(1900, 2, 1), "dd-mm-yyyy", "cannot count days before March 1900"),
        (time(1, 30), "hh:mm", "made a time of day of this: 01:30:00"),
        (0.5, "0%", "a percentage of this: 0.5"),
        (1234567890123456, "General", "The number 1.2346e+15 was rounded"),
        ("1,23E+15", "@", "The number 1,23E+15 was rounded"),
        ("#N/A", "General", "The formula failed: #N/A"),
        ("#NAVN?", "General", "The formula failed: #NAVN?"),
        ("########", "General", "too narrow"),
    ],
)
def test_a_value_that_was_changed_is_an_error(
    tmp_path: Path, value: object, number_format: str, says: str
) -> None:
    cell = one(tmp_path, value, number_format)
    assert cell.text == ""
    assert cell.remark
    assert cell.remark.error
    assert cell.remark.hint
    assert says in cell.remark.what


@pytest.mark.parametrize(("epoch", "day"), [("1900", "2015-08-12"), ("1904", "2019-08-13")])
def test_days_are_counted_from_1900_or_from_1904(tmp_path: Path, epoch: str, day: str) -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = 42228
        book.active["A1"].number_format = "yyyy-mm-dd"

    def from_1904(xml: bytes) -> bytes:
        assert b"<workbookPr" in xml
        return xml.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)

    edit = {"xl/workbook.xml": from_1904} if epoch == "1904" else None
    sheet = read_workbook(saved(tmp_path / "days.xlsx", fill, edit)).sheets["S"]
    assert cells(sheet) == {"A1": SheetCell(day)}


def test_formulas_hidden_and_merged_cells_are_told_at_their_cell(tmp_path: Path) -> None:
    """A formula's stored value is taken; none, or one of another workbook, is an error."""

    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["name", "signed", "area"])
        sheet["A2"], sheet["A3"], sheet["A4"] = "=1+1", "=1+1", "=[1]Ark1!A1"
        sheet["A5"], sheet["B5"], sheet["C6"] = "hidden", "merged", "plain"
        sheet.merge_cells("B5:B7")
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Skjult").sheet_state = "hidden"

    def stored(xml: bytes) -> bytes:
        assert xml.count(b"<f>1+1</f>") == 2
        return re.sub(rb"<f>1\+1</f><v ?/?>(</v>)?", b"<f>1+1</f><v>2</v>", xml, count=1)

    path = saved(tmp_path / "f.xlsx", fill, {"xl/worksheets/sheet1.xml": stored})
    sheets = read_workbook(path).sheets
    read = cells(sheets["S"])
    assert {at: cell.text for at, cell in read.items() if cell.text} == {
        "A1": "name", "B1": "signed", "C1": "area", "A2": "2", "A5": "hidden", "B5": "merged",
        "C6": "plain",
    }  # fmt: skip
    assert [
        (at, cell.remark.error, str(cell.remark.what)) for at, cell in read.items() if cell.remark
    ] == [
        ("A2", False, "The cell holds a formula; its value as last saved is taken."),
        ("A3", True, "The formula has no stored value."),
        (
            "A4",
            True,
            "The formula takes its value from another workbook, which nobody can check here.",
        ),
    ]
    assert {at: [str(each.what) for each in told] for at, told in sheets["S"].remarks.items()} == {
        "B5": ["These cells are merged; only the first of them holds a value."],
        "A5": ["The row is hidden; it is read like the others."],
        "C1": ["The column is hidden; it is read like the others."],
    }
    assert [str(each.what) for each in sheets["Skjult"].remarks[""]] == [
        "The sheet is hidden; it is read like the others."
    ]


def test_a_hundred_thousand_rows_are_refused_and_formatted_ones_cost_nothing(
    tmp_path: Path,
) -> None:
    """Cells that are only formatted are none; too many filled ones are one sentence."""

    def rows(filled: int) -> Callable[[bytes], bytes]:
        cell = b'<c r="A%d" s="0"><v>%d</v></c>'
        made = b"".join(
            b'<row r="%d">%s<c r="B%d" s="0"/></row>'
            % (n, cell % (n, n) if n <= filled else b"", n)
            for n in range(1, 100_001)
        )
        return lambda xml: re.sub(
            b"<sheetData ?/>|<sheetData></sheetData>", b"<sheetData>%s</sheetData>" % made, xml
        )

    path = tmp_path / "rows.xlsx"
    saved(path, lambda book: None, {"xl/worksheets/sheet1.xml": rows(3)})
    assert sorted(read_workbook(path).sheets["S"].rows) == [1, 2, 3]

    saved(path, lambda book: None, {"xl/worksheets/sheet1.xml": rows(100_000)})
    with pytest.raises(LimitMet, match="more than 50000 filled cells"):
        read_workbook(path)

    path = tmp_path / "S.csv"
    path.write_text("a;b\n" * (MOST_CELLS // 2 + 1), encoding="utf-8")
    with pytest.raises(LimitMet, match="more than 50000 filled cells"):
        read_folder(path, lambda word: word == "a")


def bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(MOST_UNPACKED // (1 << 20) + 1):
                member.write(bytes(1 << 20))


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 << 20)


def locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def document(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def entities(path: Path) -> None:
    def declare(xml: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml[xml.find(b"<worksheet") :]

    saved(path, lambda book: book.active.append(["x"]), {"xl/worksheets/sheet1.xml": declare})


def torn(path: Path) -> None:
    saved(path, lambda book: book.active.append(["x"]), {"xl/workbook.xml": lambda xml: xml[:200]})


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (bomb, "The workbook unpacks to 122 MB in 2 parts; at most 120 MB in 2000 parts are read."),
        (large, f"The file has 100 MB; at most {MOST_STORED >> 20} MB are read."),
        (locked, "This workbook is protected by a password, or of Excel before 2007."),
        (document, "This is no Excel workbook of the form .xlsx or .xlsm."),
        (entities, "The workbook is damaged."),
        (torn, "The workbook is damaged."),
        (lambda path: path.write_bytes(b""), "This is no workbook, or a damaged one."),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_costs_no_memory(
    tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    path = tmp_path / "bad.xlsx"
    make(path)
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(path)
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()
    assert says in refused.value.what
    assert "\n" not in refused.value.sentence()
    assert str(path) in refused.value.where
    assert refused.value.hint


def test_macros_are_left_alone(tmp_path: Path) -> None:
    """A workbook with macros is read like any other; nothing of them is even unpacked."""
    path = saved(tmp_path / "macros.xlsm", lambda book: book.active.append(["x"]))
    with ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not even a macro")
    assert cells(read_workbook(path).sheets["S"]) == {"A1": SheetCell("x")}


KNOWN = {"navn", "underskrevet"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_any_encoding_and_with_any_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    """The separator is what parts known headings, whatever else stands in the cells."""
    rows = f'navn{separator}underskrevet\r\n"Århus; 3, 4"{separator}"12. 8.\n2015"\r\n\r\nx\r\n'
    (tmp_path / "Aftale.csv").write_bytes(rows.encode(encoding))
    sheet = read_folder(tmp_path, KNOWN.__contains__).sheets["Aftale"]
    assert {at: cell.text for at, cell in cells(sheet).items()} == {
        "A1": "navn", "B1": "underskrevet", "A2": "Århus; 3, 4", "B2": "12. 8.\n2015", "A4": "x",
    }  # fmt: skip
    assert [str(each.what) for each in sheet.remarks.get("", ())] == (
        ["The file is not UTF-8; it is read as Windows-1252, as Danish Excel writes it."]
        if encoding == "cp1252"
        else []
    )


def test_a_csv_that_says_its_separator_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "Aftale.csv"
    path.write_text("sep=|\nnavn|underskrevet\na;b|c\n", encoding="utf-8")
    sheet = read_folder(path, KNOWN.__contains__).sheets["Aftale"]
    assert {at: cell.text for at, cell in cells(sheet).items()} == {
        "A1": "navn", "B1": "underskrevet", "A2": "a;b", "B2": "c",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'navn;underskrevet\n"open;2015\n', "Line 2 is no CSV: unexpected end of data."),
        (b"\x81\x8d\x8f", "in an encoding that is not known"),
        (b"na\0vn", "in an encoding that is not known"),
    ],
)
def test_a_csv_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "Aftale.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_folder(path, KNOWN.__contains__)
    assert says in refused.value.what
    assert refused.value.where == str(path)


def test_a_folder_without_csv_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no CSV file in this folder"):
        read_folder(tmp_path, KNOWN.__contains__)
