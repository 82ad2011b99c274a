"""``venskab evidence``: is every quotation where the graph says it is?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings

app = command_group("Check the evidence against the documents.")


@app.callback()
def group() -> None:
    """Check the evidence against the documents."""


@app.command("check")
def check_command(
    documents: Annotated[
        Path, typer.Option("--documents", metavar="DIR", help="Folder with the sources' texts.")
    ],
    home: HomeOption = None,
) -> None:
    """Look every quotation up in its document; one line a claim, then the counts.

    Exit status: 0 when all were found, 1 when any was not, 2 when the folder cannot be used.
    """
    from api.cli.evidence_run import run

    if not run(read_settings(home=home).home, documents):
        raise typer.Exit(1)
