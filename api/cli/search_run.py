"""Searches and lists what is found: what ``venskab search`` does once its words are read."""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple

import typer

from api.cli.language_option import spoken
from api.cli.options import limits_of, waiting
from api.cli.terminal_tables import print_table
from api.locale.language import Lang
from api.locale.translation import _
from api.search.results_text import TYPE_WORDS, as_json, reasons
from graph.data.shipped import open_home
from graph.engine.embedded import EmbeddedEngine
from graph.search.name_search import Found, NameSearch
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import Tier


class Wanted(NamedTuple):
    """What is searched for.

    Attributes:
        text: a name.
        kind: the type of the things; blank for any.
        limit: most hits.
        tier: in which graphs.
    """

    text: str
    kind: str
    limit: int
    tier: Tier


def run(settings: Settings, wanted: Wanted, *, in_json: bool) -> bool:
    """Print the hits of a name; whether there are any."""
    chosen = spoken()
    with waiting(N_("Searching …")):
        with open_home(settings.home):
            pass
        found = asyncio.run(_search(settings, wanted))
    if in_json:
        hits = [as_json(hit, chosen) for hit in found.hits]
        typer.echo(json.dumps(hits, ensure_ascii=False, indent=1))
    else:
        _print_table(found, chosen)
    return bool(found.hits)


async def _search(settings: Settings, wanted: Wanted) -> Found:
    limits = limits_of(settings)
    engine = await EmbeddedEngine.start(settings.ledger_path, limits, tier=wanted.tier)
    try:
        return await NameSearch(engine).search(wanted.text, kind=wanted.kind, limit=wanted.limit)
    finally:
        await engine.close()


def _print_table(found: Found, lang: Lang) -> None:
    rows = [
        (
            hit.thing.label(lang)[0],
            _(TYPE_WORDS[hit.thing.type], lang),
            hit.name,
            reasons(hit, lang),
            hit.thing.iri,
        )
        for hit in found.hits
    ]
    print_table((N_("found"), N_("type"), N_("name"), N_("why"), "id"), rows)
