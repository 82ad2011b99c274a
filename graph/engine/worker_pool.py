"""The web process's handle on one zygote: it starts it, asks it for workers and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
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
_PROGRAM: Final = "graph.engine.zygote"
# Quads that may have been taken out of an index in memory, which keeps them, whatever its size.
_NEVER_WORN: Final = 20_000


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


@dataclass
class _Lineage:
    """A first zygote and those that came of it: it waits for their end, so it ends last.

    Attributes:
        first: the zygote that was started.
        wanted: what it was told to build.
        pools: number of pools that are open.
    """

    first: Prepared
    wanted: frames.Header
    pools: int = 0


class WorkerPool:
    """One zygote with the index of one generation, and the workers forked from it."""

    def __init__(self, lineage: _Lineage, zygote: Prepared, about: dict[str, Any]) -> None:
        self._lineage = lineage
        lineage.pools += 1
        self._zygote = zygote
        self.idle: list[Worker] = []
        self.busy = 0
        self.generation: str = about["generation"]
        self.head: int = about["head"]
        self.made: str = about["made"]
        self.tier = Tier(about["tier"])
        self.graphs: int = about["graphs"]
        self.quads: int = about["quads"]
        self._removed: int = about["removed"]
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
        zygote, about = await _made(prepare(_PROGRAM, wanted))
        return cls(_Lineage(zygote, wanted), zygote, about)

    async def following(self, as_of: int | None, tier: Tier) -> WorkerPool:
        """The pool of another state of the ledger: of this one and what changed, or made anew.

        Args:
            as_of: number of its last change; None means now.
            tier: which graphs.

        Raises:
            VenskabError: the index could not be made.
        """
        wanted = self._lineage.wanted | {"as_of": as_of, "tier": tier}
        # What was taken out of an index in memory is never freed; and what follows from lists hangs
        # on all of them, so it is worked out anew.
        of_evidence = tier is self.tier is DEFAULT
        if of_evidence and self._removed <= max(self.quads, _NEVER_WORN):
            try:
                zygote, about = await _made(self._zygote.succeed(wanted))
                return WorkerPool(self._lineage, zygote, about)
            except VenskabError as error:
                _LOG.warning("%s It is built anew.", error)
        zygote, about = await _made(prepare(_PROGRAM, wanted))
        return WorkerPool(_Lineage(zygote, wanted), zygote, about)

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
        """End its idle workers and the zygote."""
        for worker in self.idle:
            with contextlib.suppress(frames.Closed):
                await self.bury(worker)
        self.idle.clear()
        self._lineage.pools -= 1
        first = self._lineage.first
        if self._zygote is not first:
            await self._zygote.close()
        if not self._lineage.pools:
            await first.close()


async def _made(
    making: Coroutine[Any, Any, tuple[Prepared, dict[str, Any]]],
) -> tuple[Prepared, dict[str, Any]]:
    try:
        zygote, about = await making
    except frames.Closed as error:
        raise VenskabError(N_("The index could not be built: its process ended.")) from error
    if "error" in about:
        await zygote.close()
        raise VenskabError(N_("The index could not be built: {reason}.", reason=about["error"]))
    if about["damaged"]:
        _LOG.error("The ledger cannot read, and nothing shows: %s", ", ".join(about["damaged"]))
    return zygote, about
