"""``venskab search``: find things by any name that the graph gives them."""

from __future__ import annotations

import asyncio
import json
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.language_option import spoken
from api.cli.options import HomeOption, limits_of, read_settings, waiting
from api.cli.tables import print_table
from api.locale.language import Lang
from api.locale.translation import _
from api.search.results_text import MOST, TYPE_WORDS, USUAL, as_json, reasons
from graph.data.shipped import open_home
from graph.engine.embedded import EmbeddedEngine
from graph.errors import BadParameter
from graph.search.match import TYPES
from graph.search.name_search import Found, NameSearch
from graph.settings import Settings
from graph.texts import N_


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
    settings, chosen = read_settings(home=home), spoken()
    with waiting(N_("Searching …")):
        with open_home(settings.home):
            pass
        found = asyncio.run(_search(settings, " ".join(words), kind, limit))
    if shown is HitFormat.json:
        hits = [as_json(hit, chosen) for hit in found.hits]
        typer.echo(json.dumps(hits, ensure_ascii=False, indent=1))
    else:
        _print_table(found, chosen)
    raise typer.Exit(0 if found.hits else 1)


async def _search(settings: Settings, text: str, kind: str, limit: int) -> Found:
    engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    try:
        return await NameSearch(engine).search(text, kind=kind, limit=limit)
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
