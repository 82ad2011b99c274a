"""Tells why a thing has its status: what ``venskab why`` does once its words are read."""

from __future__ import annotations

import asyncio
import json
from datetime import date

import typer

from api.cli.language_option import spoken
from api.cli.options import limits_of, waiting
from api.html.why_text import as_json, said
from graph.data.shipped import open_home
from graph.descriptions.why import Why
from graph.descriptions.why import why as why_it_is
from graph.engine.embedded import EmbeddedEngine
from graph.errors import NotFound
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import Tier
from queries.parameters import expand


def run(settings: Settings, thing: str, day: date, tier: Tier, *, in_json: bool) -> None:
    """Print the reasons for the status of a thing on a day.

    Raises:
        NotFound: no graph says anything of the thing.
    """
    chosen = spoken()
    with waiting(N_("Looking …")):
        with open_home(settings.home):
            pass
        found = asyncio.run(_why(settings, expand(thing), day, tier))
    if found is None:
        raise NotFound(
            N_("No graph says anything of <{iri}>.", iri=expand(thing)),
            hint=N_("Find its name by: venskab search WORDS."),
        )
    if in_json:
        typer.echo(json.dumps(as_json(found, chosen), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(said(found, chosen).lines(chosen)))


async def _why(settings: Settings, iri: str, day: date, tier: Tier) -> Why | None:
    engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings), tier=tier)
    try:
        return await why_it_is(engine, iri, day)
    finally:
        await engine.close()
