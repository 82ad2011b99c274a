"""Judges sheets and marks their faulty cells: what ``venskab sheet check`` does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from api.cli.input_reader import read_input
from api.cli.language_option import say, spoken
from api.cli.report_options import ReportFormat
from api.cli.sheet_run import check_free
from api.cli.validate_run import run
from api.locale.language import Lang
from api.locale.translation import translator
from graph.settings import Settings
from graph.sheets.marked import CellMark, write_marked
from graph.sheets.sheet_layout import FAULTS, name_beside
from graph.sheets.sheet_reader import read_sheets
from graph.texts import N_
from graph.validation.loader import LoadOutcome, Options


def check_sheets(
    file: Path, settings: Settings, *, add: bool, shown: ReportFormat, marked: Path | None
) -> bool:
    """Print the verdict on sheets, and write them with their marks; whether they conform.

    Raises:
        UnreadableFile: the sheets cannot be read.
        UnusableInput: there is something of the name of ``marked`` already.
    """
    if marked:
        check_free(marked)
    options = Options(limit_bytes=settings.input_megabytes << 20, add=add, read=read_input)
    outcome = run([file], settings, options, shown)
    if marked:
        lang = spoken()
        put = translator(lang)
        headings = (
            name_beside(FAULTS, lang),
            put(N_("Sheet")),
            put(N_("Cell")),
            put(N_("What is wrong")),
        )
        write_marked(read_sheets(file), _marks(outcome, lang), marked, headings)
        say("Written to {path}.", path=marked, err=shown is not ReportFormat.text)
    return outcome.conforms


def _marks(outcome: LoadOutcome, lang: Lang) -> Iterator[CellMark]:
    for report in outcome.reports:
        for one in report.results:
            if one.cell:
                sheet, _, cell = one.cell.rpartition("!") if "!" in one.cell else (one.cell, "", "")
                yield CellMark(sheet, cell, one.sentences(lang, translator(lang)))
