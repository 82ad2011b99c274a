"""Networks in a notebook: open a home folder, ask, and have a graph of networkx in hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph.data.shipped import open_home
from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.network.fact_reader import read_facts
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.tie_facts import TieFacts
from graph.network.tie_network import Network
from graph.settings import Settings
from graph.tiers import DEFAULT, Tier


def facts_of_home(
    home: Path | None = None,
    limits: Limits | None = None,
    progress: Callable[[str, float, float], None] = lambda *_: None,
    tier: Tier = DEFAULT,
) -> TieFacts:
    """Read the facts of a home folder; a new folder gets the shipped graph.

    Args:
        home: the folder; default: that of the settings.
        limits: limits of the queries; default: the engine's.
        progress: told what is read now, the number of steps done, and of all.
        tier: of which graphs: the evidence, what lists say, or both.

    Raises:
        VenskabError: the ledger cannot be read, or a limit is too low for the graph.
    """
    folder = home or Settings().home
    open_home(folder).close()
    ledger = Settings(home=folder).ledger_path
    # A notebook runs in an event loop of its own, beside which this one needs a thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_read(ledger, limits, progress, tier))).result()


async def _read(
    ledger: Path,
    limits: Limits | None,
    progress: Callable[[str, float, float], None],
    tier: Tier,
) -> TieFacts:
    engine = await EmbeddedEngine.start(ledger, limits, tier=tier)
    try:
        return await read_facts(engine, progress)
    finally:
        await engine.close()


def network(home: Path | None = None, **parameters: str) -> Network:
    """The network that parameters ask for, from a home folder.

    ``network(layer="visit", country="DK,GL").to_networkx()``; the parameters are those of
    ``venskab network`` and ``/network.gexf``: see :class:`graph.network.selection.Selection`.
    A notebook that asks often reads once with :func:`facts_of_home` and calls
    :func:`graph.network.projection.project`.

    Raises:
        BadParameter: an unknown parameter, or a value that cannot be.
    """
    selection = Selection.read(parameters.items())
    return project(facts_of_home(home), selection)
