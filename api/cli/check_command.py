"""``venskab check``: the whole graph looked over, in one report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.options import HomeOption, read_settings

FAULTS: Final = 1


class CheckFormat(StrEnum):
    """The forms of the report."""

    text = "text"
    json = "json"


FormatOption = Annotated[
    CheckFormat, typer.Option("--format", "-f", help="How the report is written.")
]
DocumentsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder with the sources' texts: look the quotations up in them too."
    ),
]


def check(
    *,
    documents: DocumentsOption = None,
    shown: FormatOption = CheckFormat.text,
    home: HomeOption = None,
) -> None:
    """Look the whole graph over: shapes, evidence, links and quality.

    Exit status 0: it is in order; 1: there is a fault; 2: it could not be looked over.
    """
    from api.cli.check_run import run

    if not run(read_settings(home=home), documents, shown.value):
        raise typer.Exit(FAULTS)
