"""Reads what a load is given: sheets, a record or RDF, by the end of its name."""

from __future__ import annotations

from pathlib import Path

from api.cli.language_option import spoken
from graph.engine.safe_parser import ParsedDocument
from graph.records.record_reader import read_record_or_rdf
from graph.sheets.sheet_reader import is_sheet, read_sheet_document
from graph.validation.context import CurrentGraphs
from graph.validation.loader import Options


def read_input(path: Path, options: Options, current: CurrentGraphs) -> ParsedDocument:
    """Read a file, or a folder of CSV, for a load.

    Raises:
        UnreadableFile: it cannot be read.
    """
    if is_sheet(path):
        return read_sheet_document(path, current, spoken())
    return read_record_or_rdf(path, options, current)
