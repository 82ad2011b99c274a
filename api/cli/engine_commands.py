"""``venskab engine``: the SPARQL server that answers in place of the embedded engine."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.language_option import say
from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings
from graph.errors import BadParameter
from graph.texts import N_

app = command_group("A SPARQL server that answers in place of the embedded engine: feed it.")

AddressArgument = Annotated[
    str | None,
    typer.Argument(metavar="URL", help="Its address; default: VENSKAB_ENGINE.", show_default=False),
]


@app.callback()
def group() -> None:
    """A SPARQL server that answers in place of the embedded engine: feed it.

    Its other addresses, name and password are VENSKAB_ENGINE_… in the environment.
    """


@app.command()
def sync(
    address: AddressArgument = None,
    *,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Remove whatever else is in it, and write all anew."),
    ] = False,
    home: HomeOption = None,
) -> None:
    """Make it hold the newest state of the ledger: what changed, or all where that is not known."""
    settings = read_settings(home=home, engine=address)
    if not settings.engine:
        raise BadParameter(
            N_("There is no address of an engine."),
            hint=N_("Give one, or set VENSKAB_ENGINE."),
        )
    from api.cli.engine_run import sync_engine

    found = sync_engine(settings, replace=replace)
    if found.whole:
        say("Wrote all {added:,} statements.", added=found.added)
    else:
        say(
            "Wrote what changed: {added:,} statements added, {removed:,} removed.",
            added=found.added,
            removed=found.removed,
        )
    say("The engine holds change {head} of the ledger.", head=found.head)
