"""Writes what can be given to Wikidata: what ``venskab quickstatements`` does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection

import typer

from api.cli.language_option import translate
from api.cli.options import limits_of, waiting
from graph.data.shipped import open_home
from graph.engine.embedded import EmbeddedEngine
from graph.network.fact_reader import read_facts
from graph.quickstatements.command_lines import commands
from graph.quickstatements.given_report import report
from graph.quickstatements.known_pairs import known_pairs
from graph.quickstatements.tie_claims import read_claims
from graph.quickstatements.wikidata_statements import GivenBack, give_back
from graph.settings import Settings
from graph.texts import N_


def run(settings: Settings, *, new: bool, in_json: bool) -> None:
    """Print the commands, and on standard error what is left out.

    Raises:
        NotFound: what is new is asked for, and no list of Wikidata is loaded.
    """
    with waiting(N_("Reading …")):
        with open_home(settings.home) as ledger:
            known = known_pairs(ledger) if new else set[tuple[str, str]]()
        given = asyncio.run(_given(settings, known))
    if in_json:
        typer.echo(json.dumps(report(given), ensure_ascii=False, indent=1))
        return
    typer.echo(commands(given.statements), nl=False)
    for reason, names in given.left_out.items():
        _count(reason, len(names))
    for reason, count in given.unsaid.items():
        _count(reason, count)


async def _given(settings: Settings, known: Collection[tuple[str, str]]) -> GivenBack:
    engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    try:
        return give_back(await read_facts(engine), await read_claims(engine), known)
    finally:
        await engine.close()


def _count(reason: str, count: int) -> None:
    if count:
        told = N_("{count} left out: {reason}", count=count, reason=reason)
        typer.echo(translate(told), err=True)
