"""``venskab evidence``: is every quotation where the graph says it is, and where do words stand?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings


class PlaceFormat(StrEnum):
    """The forms of a place in a text."""

    text = "text"
    json = "json"


app = command_group("Check the evidence against the documents, and find words in them.")


@app.callback()
def group() -> None:
    """Check the evidence against the documents, and find words in them."""


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


@app.command("locate")
def locate_command(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Words of the document.")],
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="A file (text, HTML, DOCX, PDF), or the name of a source."
        ),
    ],
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DIR", help="Folder with the sources' texts."),
    ] = None,
    shown: Annotated[
        PlaceFormat, typer.Option("--format", "-f", help="How the places are written.")
    ] = PlaceFormat.text,
    home: HomeOption = None,
) -> None:
    """Find words in a document: every place, or the passage that is most like them.

    Exit status: 0 when they are there, 1 when they are not, 2 when the document cannot be read.
    """
    from api.cli.locate_run import run

    settings = read_settings(home=home, documents=documents)
    if not run(settings, words, source, in_json=shown is PlaceFormat.json):
        raise typer.Exit(1)
