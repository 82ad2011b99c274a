"""Reads a workbook or a folder of CSV for the gate, whose findings are led back to its cells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.records.findings import RecordFinding
from graph.records.record_document import RecordDocument, document_of
from graph.records.record_reader import record_document
from graph.records.to_graph import RecordGraph
from graph.records.tree import Place
from graph.sheets.cells import Workbook
from graph.sheets.csv_reader import ENDS, read_folder
from graph.sheets.from_sheets import from_sheets
from graph.sheets.sheet_layout import knows_heading
from graph.sheets.xlsx_reader import read_workbook
from graph.texts import N_
from graph.validation.context import CurrentGraphs

# Those that are no workbook of today are taken for one too, to say how to make one of them.
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def is_sheet(path: Path) -> bool:
    """Whether a file is a workbook or a sheet by the end of its name, or a folder holds CSV."""
    if path.is_dir():
        return any(each.suffix.lower() in ENDS for each in path.iterdir())
    return path.suffix.lower() in (*WORKBOOKS, *ENDS[:2])


def read_sheets(path: Path) -> Workbook:
    """The cells of a workbook, of a folder of CSV, or of one file of it.

    Raises:
        UnreadableFile: it cannot be read.
        LimitMet: too many cells are filled.
        LibraryMissing: the library for workbooks is not installed.
        OSError: it cannot be opened.
    """
    if path.suffix.lower() in WORKBOOKS and not path.is_dir():
        return read_workbook(path)
    return read_folder(path, knows_heading)


def read_sheet_document(path: Path, current: CurrentGraphs, lang: str) -> RecordDocument:
    """Read a workbook or a folder of CSV for the gate; what is wrong in it is in the document.

    Args:
        path: the workbook or folder. The document it is about is looked for beside it, or in it.
        current: the graphs whose things it may name.
        lang: the language to name sheets and columns in.

    Raises:
        UnreadableFile: it cannot be read at all; so do the errors of :func:`read_sheets`.
    """
    read = from_sheets(read_sheets(path), lang)
    name = str(path)
    if read.record is None:
        what = N_("Nothing is filled in.")
        expected = N_("Fill in the sheet of the source first.")
        empty = RecordFinding(Place(name), "", "", what, expected)
        return document_of(RecordGraph("", (), (*read.findings, empty)), name)
    folder = path if path.is_dir() else path.parent
    document = record_document(read.record, current, folder=folder)
    made = replace(document.made, findings=(*read.findings, *document.made.findings))
    return document_of(made, name)
