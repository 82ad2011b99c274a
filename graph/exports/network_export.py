"""The network that an export holds: all partnerships there ever were, as pairs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.licenses import DEFAULT
from graph.network.fact_reader import read_facts
from graph.network.projection import project
from graph.network.tie_network import Network
from graph.tiers import DEFAULT as EVIDENCE
from graph.tiers import Tier

# Nobody else waits for the engine of an export, so it may take its time.
_LIMITS: Final = Limits(seconds=3600.0, memory=8 << 30, result=8 << 30, cache=0)


def read_network(
    ledger: Path, head: int, *, licence: str = DEFAULT, tier: Tier = EVIDENCE
) -> Network:
    """Read the network by an engine of its own.

    Args:
        ledger: the ledger's file.
        head: number of the last change that it holds.
        licence: IRI of the licence of the data.
        tier: of which graphs it is.

    Raises:
        VenskabError: the ledger cannot be read.
    """
    return replace(asyncio.run(_read(ledger, head, tier)), licence=licence)


async def _read(ledger: Path, head: int, tier: Tier) -> Network:
    engine = await EmbeddedEngine.start(ledger, _LIMITS, as_of=head, tier=tier)
    try:
        return project(await read_facts(engine))
    finally:
        await engine.close()
