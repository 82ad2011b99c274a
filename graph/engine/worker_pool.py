"""The web process's handle on one zygote: it starts it, asks it for workers and ends it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.engine.base import Limits
from graph.engine.process import frames
from graph.engine.process.channel import Channel
from graph.engine.process.prepared import Prepared, prepare
from graph.errors import VenskabError
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

_LOG: Final = logging.getLogger("venskab.engine")


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


class WorkerPool:
    """One zygote with the index of one generation, and the workers forked from it."""

    def __init__(self, zygote: Prepared, about: dict[str, Any]) -> None:
        self._zygote = zygote
        self.idle: list[Worker] = []
        self.busy = 0
        self.generation: str = about["generation"]
        self.head: int = about["head"]
        self.made: str = about["made"]
        self.tier = Tier(about["tier"])
        self.graphs: int = about["graphs"]
        self.quads: int = about["quads"]
        self.seconds: float = about["seconds"]
        self.damaged: tuple[str, ...] = tuple(about["damaged"])

    @classmethod
    async def start(
        cls,
        ledger: Path,
        as_of: int | None = None,
        tier: Tier = DEFAULT,
        *,
        merged: bool = True,
    ) -> WorkerPool:
        """Start a zygote and wait until its index is built: see :func:`graph.engine.index.build`.

        Raises:
            VenskabError: the index could not be built.
        """
        wanted = {"ledger": str(ledger), "as_of": as_of, "tier": tier, "merged": merged}
        try:
            zygote, about = await prepare("graph.engine.zygote", wanted)
        except frames.Closed as error:
            raise VenskabError(N_("The index could not be built: its process ended.")) from error
        if "error" in about:
            await zygote.close()
            raise VenskabError(N_("The index could not be built: {reason}.", reason=about["error"]))
        if about["damaged"]:
            _LOG.error("The ledger cannot read, and nothing shows: %s", ", ".join(about["damaged"]))
        return cls(zygote, about)

    async def fork(self, limits: Limits, spool: Path) -> Worker:
        """Fork a worker (8 ms at a million triples)."""
        options = {
            "memory": limits.memory,
            "result": limits.result,
            "short": limits.short,
            "spool": str(spool),
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
        return Worker(*await self._zygote.fork(options), spool)

    async def bury(self, worker: Worker) -> int:
        """Kill a worker, remove its spool, and say how it ended (minus the signal, or status)."""
        worker.buried = True
        status = await self._zygote.bury(worker.pid, worker.channel)
        worker.spool.unlink(missing_ok=True)
        return status

    async def close(self) -> None:
        """End the zygote and all its idle workers."""
        for worker in self.idle:
            worker.channel.close()
            worker.spool.unlink(missing_ok=True)
        self.idle.clear()
        await self._zygote.close()
