"""``venskab validate``: files judged by the gate; nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.load_command import AddOption
from api.cli.options import HomeOption, read_settings
from api.cli.report_options import FormatOption, GraphOption, ReportFormat

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

    Sheets (XLSX, a folder of CSV), records (YAML), Turtle, TriG, N-Triples, N-Quads, JSON-LD and
    RDF/XML, by the end of the name. Exit status 0: they conform; 1: a violation would keep them
    out; 2: a file that cannot be read.
    """
    from api.cli.input_reader import read_input
    from api.cli.validate_run import run
    from graph.ledger.short_names import graph_iri
    from graph.validation.loader import Options

    settings = read_settings(home=home)
    options = Options(
        default_graph=graph_iri(graph) if graph else None,
        limit_bytes=settings.input_megabytes << 20,
        add=add,
        read=read_input,
    )
    if not run(files, settings, options, shown).conforms:
        raise typer.Exit(VIOLATIONS)
