"""``venskab validate``: files judged by the gate; nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.options import read_settings, waiting
from api.cli.report_options import FormatOption, LangOption, Shown
from api.locale.language import Lang, from_locale
from graph.data.shipped import DATA
from graph.engine.formats import TRIG
from graph.engine.safe_parser import Document, read_file, read_quads
from graph.validation.gate import Report, validate

VIOLATIONS: Final = 1


def validate_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    lang: LangOption = None,
    shown: FormatOption = Shown.text,
) -> None:
    """Judge files as a load would, beside the shipped graph and one another; change nothing.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML, by the end of the name. Exit status 0:
    they conform; 1: a violation would keep them out; 2: a file that cannot be read.
    """
    limit = read_settings().input_megabytes << 20
    with waiting("Checking"):
        documents = [read_file(file, limit_bytes=limit) for file in files]
        reports = list(_reports(documents))
    typer.echo(_WRITE[shown](reports, lang.value if lang else from_locale()), nl=False)
    if not all(report.conforms for report in reports):
        raise typer.Exit(VIOLATIONS)


def _reports(documents: Sequence[Document]) -> Iterator[Report]:
    """One report a file, which may lean on all the others and on the shipped graph."""
    # A graph given here stands in for the shipped one: the gate sees to that. It has the ontology.
    shipped = [
        line
        for path in sorted(DATA.rglob("*.trig"))
        for line in read_quads(path.read_bytes(), TRIG.media_type, base=None, default_graph=None)
    ]
    for document in documents:
        others = (each.lines for each in documents if each is not document)
        reference = [*shipped, *(line for lines in others for line in lines)]
        text = Path(document.name).read_text("utf-8", errors="replace")
        yield validate(document.lines, reference=reference).located(text, document.name)


def _text(reports: Sequence[Report], lang: Lang) -> str:
    gap = "\n" if any(report.results for report in reports) else ""
    return gap.join(report.as_text(lang) for report in reports)


def _json(reports: Sequence[Report], lang: Lang) -> str:
    told = {
        "conforms": all(report.conforms for report in reports),
        "reports": [report.as_dict(lang) for report in reports],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _turtle(reports: Sequence[Report], lang: Lang) -> str:
    del lang  # the graph has both languages
    results = [result for report in reports for result in report.results]
    return Report(all(report.conforms for report in reports), results).as_graph()


_WRITE: Final = {Shown.text: _text, Shown.json: _json, Shown.turtle: _turtle}
