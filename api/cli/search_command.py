"""``venskab search``: find things by any name that the graph gives them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.cli.options import HomeOption, TierOption, read_settings
from api.search.results_text import MOST, USUAL
from graph.errors import BadParameter
from graph.search.match import TYPES
from graph.texts import N_
from graph.tiers import DEFAULT


class HitFormat(StrEnum):
    """The forms of a list of hits."""

    table = "table"
    json = "json"


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="A name, or part of it.")],
    kind: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="Only these, such as municipality.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="Most hits.")] = USUAL,
    shown: Annotated[
        HitFormat, typer.Option("--format", "-f", help="How the hits are written.")
    ] = HitFormat.table,
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Find things by any name that the graph gives them, also misspelled; best first.

    Exit status: 0 when something was found, 1 when nothing was.
    """
    if kind and kind not in TYPES:
        raise BadParameter(
            N_("There is no type {kind}.", kind=kind),
            hint=N_("Take {known}.", known=", ".join(TYPES)),
        )
    from api.cli.search_run import Wanted, run

    in_json = shown is HitFormat.json
    wanted = Wanted(" ".join(words), kind, limit, tier)
    found = run(read_settings(home=home), wanted, in_json=in_json)
    raise typer.Exit(0 if found else 1)
