"""``venskab date``: what a date or a term that somebody wrote is read as."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.language_option import spoken
from api.cli.options import day_of


def date(
    words: Annotated[list[str], typer.Argument(metavar="PHRASE", help="As it was written.")],
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help='The day of the source: "last week" is near it.'),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--text-lang",
            metavar="CODE",
            help="The language of the source; by default the one that is spoken here.",
        ),
    ] = "",
    term: Annotated[
        bool, typer.Option("--term", help="Read a length of time, such as 4 years.")
    ] = False,
) -> None:
    """Tell what a date or a term that somebody wrote is read as, or why it is a question.

    Exit status: 0 for a reading, 1 for a question.
    """
    from api.cli.date_run import run

    read = run(" ".join(words), language or spoken(), day_of(on), term=term)
    raise typer.Exit(0 if read else 1)
