"""``venskab why``: why a thing has the status it has on a day, and who says so."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.options import HomeOption, TierOption, day_of, read_settings
from graph.tiers import DEFAULT


class WhyFormat(StrEnum):
    """The forms of the answer."""

    text = "text"
    json = "json"


def why(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING", help="An IRI, or short: agreement/sermersooq-aalborg-2019."
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day; by default today.")
    ] = "",
    shown: Annotated[
        WhyFormat, typer.Option("--format", "-f", help="How the answer is written.")
    ] = WhyFormat.text,
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Tell why a thing has the status it has on a day, and who says so.

    What holds, certainly or possibly, since when, and each reason with its day and its source.
    """
    from api.cli.why_run import run

    day = day_of(on) or date.today()
    run(read_settings(home=home), thing, day, tier, in_json=shown is WhyFormat.json)
