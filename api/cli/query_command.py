"""``venskab query``: ask the graph without a server."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.answer_format import AnswerFormat
from api.cli.options import HomeOption, TierOption
from graph.tiers import DEFAULT


def query(
    what: Annotated[
        str,
        typer.Argument(metavar="TEXT|FILE.rq|NAME", help="SPARQL, a file, or a question's name."),
    ],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="Parameter of a question."),
    ] = None,
    shown: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How the answer is written.")
    ] = AnswerFormat.table,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE|DATE",
            help="Ask the graph as it was released, or at the end of that day.",
        ),
    ] = None,
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Ask one query and print its answer."""
    from api.cli.query_answer import StateChoice, print_answer

    print_answer(what, param or (), shown, StateChoice(as_of, tier), home)
