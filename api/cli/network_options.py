"""Options of the commands that measure, export and draw networks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.figure_output import FigureFormat
from graph.texts import N_


class Per(StrEnum):
    """The parts that measures are taken of."""

    whole = "whole"
    node = "node"
    country = "country"
    year = "year"


class PlotKind(StrEnum):
    """The kinds of plots."""

    map = "map"
    network = "network"
    matrix = "matrix"
    chord = "chord"
    growth = "growth"
    degrees = "degrees"
    survival = "survival"


EdgeListOption = Annotated[
    Path | None,
    typer.Option(
        "--edge-list",
        metavar="FILE",
        help=N_("Measure this list of ties instead: two columns, comments by % or #."),
        show_default=False,
    ),
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help=N_(
            "Which ties: layer, form, area, kind, country, ends, since, until, on, status, "
            "certainty, mention, municipalities, parties, lang."
        ),
    ),
]
PerOption = Annotated[Per, typer.Option(help=N_("What to measure: the whole, or each one."))]
MeasureOption = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", "-m", metavar="NAME", help=N_("Take these measures only; repeatable.")
    ),
]
FormatOption = Annotated[
    FigureFormat, typer.Option("--format", "-f", help=N_("How the measures are written."))
]
TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help=N_("File to write; its suffix says the format."))
]
