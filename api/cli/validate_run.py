"""Judges files and tells the verdict: what ``venskab validate`` does once its words are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer

from api.cli.language_option import spoken
from api.cli.progress_bar import progress_bar
from api.cli.report_options import ReportFormat
from api.cli.taken_names import names_in_json, taken_names
from api.locale.language import Lang
from api.locale.translation import in_every_language, translator
from api.validation.preview_text import advice, as_text, needs_asking
from graph.data.shipped import open_home
from graph.settings import Settings
from graph.validation.loader import LoadOutcome, Options, judge_files
from graph.validation.report import ValidationReport


def run(
    files: Sequence[Path], settings: Settings, options: Options, shown: ReportFormat
) -> LoadOutcome:
    """Print the verdict on the files, and give it back."""
    with open_home(settings.home) as ledger, progress_bar() as progress:
        judged = judge_files(ledger, files, options=options, progress=progress)
    typer.echo(_WRITE[shown](judged, spoken()), nl=False)
    return judged


def _text(judged: LoadOutcome, lang: Lang) -> str:
    reports = judged.reports
    gap = "\n" if any(report.results for report in reports) else ""
    told = [gap.join(report.as_text(lang, translator(lang)) for report in reports)]
    told += taken_names(judged.documents, lang)
    told += [f"{sentence}\n" for sentence in advice(judged.to_add, lang)]
    if judged.preview:
        preview = judged.preview.as_dict(lang)
        told.append(as_text(preview, lang))
        told += [f"{sentence}\n" for sentence in [needs_asking(preview, lang)] if sentence]
    return "\n".join(told)


def _json(judged: LoadOutcome, lang: Lang) -> str:
    told = {
        "conforms": judged.conforms,
        "reports": [report.as_dict(lang, translator(lang)) for report in judged.reports],
        "advice": advice(judged.to_add, lang),
        "names": names_in_json(judged.documents, lang),
        "preview": judged.preview and judged.preview.as_dict(lang),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _turtle(judged: LoadOutcome, lang: Lang) -> str:
    del lang  # the graph has every language, and only what was found
    results = [result for report in judged.reports for result in report.results]
    return ValidationReport(judged.conforms, results).as_graph(in_every_language)


_WRITE: Final = {ReportFormat.text: _text, ReportFormat.json: _json, ReportFormat.turtle: _turtle}
