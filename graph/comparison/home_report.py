"""Compares the registers of a home folder: for the command and for notebooks."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph.comparison.comparison_report import ComparisonReport, compare
from graph.comparison.gathering import gather
from graph.data.shipped import open_home
from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.errors import NotFound
from graph.ledger.lookup import change_of
from graph.network.fact_reader import Progress, read_facts
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import Tier


def report_of_home(
    home: Path | None = None,
    limits: Limits | None = None,
    *,
    as_of: str | None = None,
    progress: Progress = lambda *_: None,
) -> ComparisonReport:
    """Compare the registers of a home folder; a new folder gets the shipped graph.

    Args:
        home: the folder; default: that of the settings.
        limits: limits of the queries; default: the engine's.
        as_of: a release, a day or a change; default: now.
        progress: told what is done now, the number of steps done, and of all.

    Raises:
        NotFound: no list is loaded.
        VenskabError: the ledger cannot be read, or a limit is too low for the graph.
    """
    folder = home or Settings().home
    with open_home(folder) as ledger:
        change = change_of(ledger, as_of) if as_of else None
    path = Settings(home=folder).ledger_path
    # A notebook runs in an event loop of its own, beside which this one needs a thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_compare(path, limits, change, progress))).result()


async def _compare(
    ledger: Path, limits: Limits | None, change: int | None, progress: Progress
) -> ComparisonReport:
    engine = await EmbeddedEngine.start(ledger, limits, as_of=change, tier=Tier.ALL)
    try:
        found = await gather(engine, await read_facts(engine, progress))
    finally:
        await engine.close()
    if not found.registers:
        raise NotFound(
            N_("No list is loaded to compare with."),
            hint=N_(
                "Load the two that come with Venskab: venskab list add wikidata-2016 pairs-2026"
            ),
        )
    return compare(found)
