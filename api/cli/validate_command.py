"""``venskab validate``: files judged by the gate; nothing is changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.language_option import spoken
from api.cli.load_command import AddOption
from api.cli.options import HomeOption, read_settings
from api.cli.progress_bar import progress_bar
from api.cli.report_options import FormatOption, GraphOption, ReportFormat
from api.locale.language import Lang
from api.validation.preview_text import advice, as_text, needs_asking
from graph.data.shipped import open_home
from graph.ledger.short_names import graph_iri
from graph.validation.loader import LoadOutcome, Options, judge_files
from graph.validation.report import ValidationReport

VIOLATIONS: Final = 1


def validate_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    graph: GraphOption = None,
    add: AddOption = False,
    shown: FormatOption = ReportFormat.text,
    home: HomeOption = None,
) -> None:
    """Judge files as a load would, beside the ledger's graphs, and tell what it would change.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML, by the end of the name. Exit status 0:
    they conform; 1: a violation would keep them out; 2: a file that cannot be read.
    """
    settings = read_settings(home=home)
    options = Options(
        default_graph=graph_iri(graph) if graph else None,
        limit_bytes=settings.input_megabytes << 20,
        add=add,
    )
    with open_home(settings.home) as ledger, progress_bar() as progress:
        judged = judge_files(ledger, files, options=options, progress=progress)
    typer.echo(_WRITE[shown](judged, spoken()), nl=False)
    if not judged.conforms:
        raise typer.Exit(VIOLATIONS)


def _text(judged: LoadOutcome, lang: Lang) -> str:
    reports = judged.reports
    gap = "\n" if any(report.results for report in reports) else ""
    told = [gap.join(report.as_text(lang) for report in reports)]
    told += [f"{sentence}\n" for sentence in advice(judged.to_add, lang)]
    if judged.preview:
        preview = judged.preview.as_dict(lang)
        told.append(as_text(preview, lang))
        told += [f"{sentence}\n" for sentence in [needs_asking(preview, lang)] if sentence]
    return "\n".join(told)


def _json(judged: LoadOutcome, lang: Lang) -> str:
    told = {
        "conforms": judged.conforms,
        "reports": [report.as_dict(lang) for report in judged.reports],
        "advice": advice(judged.to_add, lang),
        "preview": judged.preview and judged.preview.as_dict(lang),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _turtle(judged: LoadOutcome, lang: Lang) -> str:
    del lang  # the graph has both languages, and only what was found
    results = [result for report in judged.reports for result in report.results]
    return ValidationReport(judged.conforms, results).as_graph()


_WRITE: Final = {ReportFormat.text: _text, ReportFormat.json: _json, ReportFormat.turtle: _turtle}
