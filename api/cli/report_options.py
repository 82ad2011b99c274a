"""Options of the commands that tell what the gate says: the language and the form of the report."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """Language of the report."""

    da = "da"
    en = "en"


class Shown(StrEnum):
    """The forms of a report."""

    text = "text"
    json = "json"
    turtle = "turtle"


LangOption = Annotated[
    Language | None, typer.Option(help="Language of the report.", show_default="by the locale")
]
GraphOption = Annotated[
    str | None,
    typer.Option("--graph", metavar="GRAPH", help="Graph for statements that name none."),
]
FormatOption = Annotated[
    Shown, typer.Option("--format", "-f", help="How the report is written; turtle is SHACL's own.")
]
