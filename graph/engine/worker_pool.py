"""The web process's handle on the workers of one generation."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from graph.engine.base import Limits
from graph.engine.process import frames
from graph.engine.process.channel import Channel
from graph.engine.process.prepared import Prepared
from graph.tiers import Tier


@dataclass
class Worker:
    """A process that answers one query at a time.

    Attributes:
        pid: its process.
        channel: the connection to it.
        spool: file that it writes an answer to when the answer is long.
        buried: whether it was ended and its end is known.
    """

    pid: int
    channel: Channel
    spool: Path
    buried: bool = False


class PoolOwner(Protocol):
    """What a pool belongs to, and is told of its end."""

    async def following(self, pool: WorkerPool, as_of: int | None, tier: Tier) -> WorkerPool:
        """The pool of another state of the ledger."""

    async def leave(self, pool: WorkerPool) -> None:
        """End what nobody but the pool needed."""


class WorkerPool:
    """The workers of one generation, and the zygote that they are forked from.

    Args:
        lineage: the zygotes that this one is among.
        zygote: that of this generation, which holds its index or none.
        about: what the index is; with a ``path``, workers open it there.

    Attributes:
        zygote: as it was given.
        store: folder of the index, where it is on disk.
        removed: quads that were taken out of the index since it was loaded.
    """

    def __init__(self, lineage: PoolOwner, zygote: Prepared, about: dict[str, Any]) -> None:
        self._lineage = lineage
        self.zygote = zygote
        self.store = Path(about["path"]) if "path" in about else None
        self.idle: list[Worker] = []
        self.busy = 0
        self.generation: str = about["generation"]
        self.head: int = about["head"]
        self.made: str = about["made"]
        self.tier = Tier(about["tier"])
        self.graphs: int = about["graphs"]
        self.quads: int = about["quads"]
        self.removed: int = about["removed"]
        self.seconds: float = about["seconds"]
        self.damaged: tuple[str, ...] = tuple(about["damaged"])

    async def following(self, as_of: int | None, tier: Tier) -> WorkerPool:
        """The pool of another state of the ledger: of this one and what changed, or made anew.

        Args:
            as_of: number of its last change; None means now.
            tier: which graphs.

        Raises:
            VenskabError: the index could not be made.
        """
        return await self._lineage.following(self, as_of, tier)

    async def fork(self, limits: Limits, spool: Path) -> Worker:
        """Fork a worker (8 ms at a million triples)."""
        options = {
            "memory": limits.memory,
            "result": limits.result,
            "short": limits.short,
            "spool": str(spool),
            "store": str(self.store or ""),
        }
        # Shielded: a client that goes away must not leave half a reply in the channel.
        making = asyncio.ensure_future(self._make(options, spool))
        try:
            return await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(self._adopt)
            raise

    def _adopt(self, made: asyncio.Task[Worker]) -> None:
        if not made.cancelled() and made.exception() is None:
            self.idle.append(made.result())

    async def _make(self, options: dict[str, Any], spool: Path) -> Worker:
        return Worker(*await self.zygote.fork(options), spool)

    async def bury(self, worker: Worker) -> int:
        """Kill a worker, remove its spool, and say how it ended (minus the signal, or status)."""
        worker.buried = True
        status = await self.zygote.bury(worker.pid, worker.channel)
        worker.spool.unlink(missing_ok=True)
        return status

    async def close(self) -> None:
        """End its idle workers and the zygote."""
        for worker in self.idle:
            with contextlib.suppress(frames.Closed):
                await self.bury(worker)
        self.idle.clear()
        await self._lineage.leave(self)
