"""Options of the commands that tell what the gate says: the form of the report."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graph.texts import N_


class ReportFormat(StrEnum):
    """The forms of a report."""

    text = "text"
    json = "json"
    turtle = "turtle"


GraphOption = Annotated[
    str | None,
    typer.Option("--graph", metavar="GRAPH", help=N_("Graph for statements that name none.")),
]
FormatOption = Annotated[
    ReportFormat,
    typer.Option("--format", "-f", help=N_("How the report is written; turtle is SHACL's own.")),
]
