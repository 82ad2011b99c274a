"""What is worked out before anybody asks is all that the first page of a list needs."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from api.generation.generations import PresentGeneration
from api.locale.language import DATA_LANGUAGES
from api.server.warm_up import WarmUp
from graph.collections.json_terms import property_of
from graph.collections.query_reader import read
from graph.collections.registry import COLLECTIONS
from graph.engine.base import Limits, PinnableEngine
from graph.engine.embedded import EmbeddedEngine
from graph.ledger import Ledger, Withdraw
from graph.prefixes import BASE
from graph.settings import Settings

PATIENCE = 600.0
LEFT = f"{BASE}graph/source/sermersooq-aalborg-2019"


async def first_pages(now: PresentGeneration) -> dict[str, int]:
    """The first page of every list; how many things are on each."""
    with now.pinned() as held:
        for each in COLLECTIONS.values():
            shown = [column for column in each.columns if column.shown and not column.reverse]
            await held.resources.directory.names(property_of(column.key) for column in shown)
        pages = [
            await held.resources.page(read(each, ()), lang)
            for each in COLLECTIONS.values()
            for lang in DATA_LANGUAGES
        ]
        await held.statistics.overview()
        await held.names.search("Nuuk")
    return {page.selection.collection.name: page.total for page in pages}


async def make_ready(
    warm_up: WarmUp, now: PresentGeneration, before: dict[str, int], coming: PinnableEngine
) -> None:
    """Make a change ready; who asks meanwhile is answered whole of the state before."""
    await warm_up.ready(coming)
    assert await first_pages(now) == before


async def journey(home: Path) -> None:
    path = home / "ledger.sqlite"
    engine = await EmbeddedEngine.start(path, Limits())
    now = PresentGeneration(engine, Settings(home=home))
    warm_up = WarmUp(now, PATIENCE)
    try:
        warm_up.begin()
        await warm_up.done()
        ready = engine.state.misses
        before = await first_pages(now)
        assert ready > 0
        assert engine.state.misses == ready
        with Ledger.open(path) as ledger:
            ledger.apply([Withdraw(LEFT)], actor="test")
        assert await engine.refresh(partial(make_ready, warm_up, now, before))
        # Who asks first after a change waits for none of it, and is told of the new state.
        ready = engine.state.misses
        after = await first_pages(now)
        assert engine.state.misses == ready
        assert after["agreements"] < before["agreements"]
        with Ledger.open(path) as ledger:
            ledger.restore(LEFT, ledger.history(LEFT)[0].hash or "", actor="test")
        # One that may not wait answers at once; who asks for what is not ready waits for it.
        hasty = WarmUp(now, 0)
        assert await engine.refresh(hasty.ready)
        assert await first_pages(now) == before
        await hasty.close()
    finally:
        await warm_up.close()
        await engine.close()


def test_the_first_page_of_a_list_waits_for_nothing(new_home: Path) -> None:
    asyncio.run(journey(new_home))
