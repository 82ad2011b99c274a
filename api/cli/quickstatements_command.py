"""``venskab quickstatements``: the ties that can be given to Wikidata, and why others cannot."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.cli.options import HomeOption, read_settings


class GivenFormat(StrEnum):
    """The forms of what is given."""

    text = "text"
    json = "json"


def quickstatements(
    *,
    new: Annotated[
        bool, typer.Option("--new", help="Leave out what a loaded list of Wikidata has already.")
    ] = False,
    shown: Annotated[
        GivenFormat,
        typer.Option("--format", "-f", help="Commands as text, or all with what is left out."),
    ] = GivenFormat.text,
    home: HomeOption = None,
) -> None:
    """Write the ties as QuickStatements for Wikidata, with dates and references; nothing is sent.

    What is left out, and why, is counted on standard error.
    """
    from api.cli.quickstatements_run import run

    run(read_settings(home=home), new=new, in_json=shown is GivenFormat.json)
