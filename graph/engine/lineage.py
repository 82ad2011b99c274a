"""The generations of one index: a first zygote, and all that follows from it by what is different.

A small index is in the memory of the zygote, and the next generation is a copy of it that takes up
what changed. A large one is on disk: an indexer follows the ledger, and each generation is a
snapshot that workers open.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final

from graph.engine.index_folder import folder_of
from graph.engine.process import frames
from graph.engine.process.channel import Channel
from graph.engine.process.prepared import Prepared, prepare
from graph.engine.temporary_folder import TemporaryFolder
from graph.engine.worker_pool import WorkerPool
from graph.errors import VenskabError
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

_LOG: Final = logging.getLogger("venskab.engine")
_PROGRAM: Final = "graph.engine.zygote"
# Quads that may have been taken out of an index in memory, which keeps them, whatever its size.
_NEVER_WORN: Final = 20_000
# Indexers that are started for one state, where one after the other is killed.
_INDEXERS: Final = 3
# Quads of the index that a statement of the ledger can lead to, before it is moved to the disk.
_GROWN: Final = 4


class Lineage:
    """A first zygote and those that came of it: it waits for their end, so it ends last."""

    def __init__(self, first: Prepared, wanted: frames.Header) -> None:
        self._first = first
        self._wanted = wanted
        self._pools = 0
        self._place: TemporaryFolder | None = None
        self._indexer: tuple[int, Channel] | None = None
        # A past state never changes: its index needs nobody who keeps it.
        self._follows = wanted["as_of"] is None

    @classmethod
    async def begin(cls, wanted: frames.Header) -> WorkerPool:
        """Start a zygote and wait until there is an index.

        Args:
            wanted: ``ledger`` (path), ``as_of``, ``tier``, ``merged`` as
                :func:`graph.engine.index.build` has them; and ``in_memory``, the number of
                statements up to which the index is in memory, or None for always.

        Raises:
            VenskabError: the index could not be built.
        """
        first, about = await _made(prepare(_PROGRAM, wanted))
        lineage = cls(first, wanted)
        if "generation" in about:
            return lineage._pool(first, about)
        try:
            return await lineage._lent(wanted["as_of"], wanted["tier"])
        except (VenskabError, OSError) as error:
            await lineage._end()
            _LOG.warning("The index is not kept on disk, and held in memory: %s", error)
            return await cls.begin(wanted | {"in_memory": None})
        except BaseException:
            await lineage._end()
            raise

    async def following(self, pool: WorkerPool, as_of: int | None, tier: Tier) -> WorkerPool:
        """The pool of another state of the ledger: of one and what changed, or made anew.

        Args:
            pool: the one, which is of this lineage.
            as_of: number of the last change of the state; None means now.
            tier: which graphs.

        Raises:
            VenskabError: the index could not be made.
        """
        try:
            if pool.store:
                return await self._lent(as_of, tier)
            if self._may_follow(pool, tier):
                wanted = self._wanted | {"as_of": as_of, "tier": tier}
                return self._pool(*await _made(pool.zygote.succeed(wanted)))
        except VenskabError as error:
            _LOG.warning("The index cannot follow the ledger, and is made anew: %s", error)
        return await self.begin(self._wanted | {"as_of": as_of, "tier": tier})

    def _may_follow(self, pool: WorkerPool, tier: Tier) -> bool:
        # What was taken out of an index in memory is never freed; and what follows from lists hangs
        # on all of them, so it is worked out anew.
        most = self._wanted["in_memory"]
        grown = most is not None and pool.quads > _GROWN * most
        of_evidence = tier is pool.tier is DEFAULT
        return of_evidence and not grown and pool.removed <= max(pool.quads, _NEVER_WORN)

    def _pool(self, zygote: Prepared, about: dict[str, Any]) -> WorkerPool:
        self._pools += 1
        return WorkerPool(self, zygote, about)

    async def _lent(self, as_of: int | None, tier: Tier) -> WorkerPool:
        about = await self._answer({"as_of": as_of, "tier": tier})
        for said in about.get("said", ()):
            _LOG.warning("%s", said)
        if not self._follows:
            await self._bury()
        return self._pool(self._first, _checked(about))

    async def _answer(self, asked: frames.Header) -> frames.Header:
        """What the indexer says; where it was killed, another begins where that one left off."""
        for _ in range(_INDEXERS):
            try:
                return (await (await self._asked()).ask(asked))[0]
            except frames.Closed:
                await self._bury()
        raise _ended()

    async def _asked(self) -> Channel:
        """The connection to the indexer, which is started where there is none."""
        if self._indexer is None:
            ledger = Path(self._wanted["ledger"])
            if self._place is None:
                self._place = await asyncio.to_thread(_place, folder_of(ledger))
            self._indexer = await self._first.fork(
                {
                    "index": True,
                    "ledger": str(ledger),
                    "place": str(self._place.path),
                    "follows": self._follows,
                }
            )
        return self._indexer[1]

    async def _bury(self) -> None:
        indexer, self._indexer = self._indexer, None
        if indexer is not None:
            with contextlib.suppress(frames.Closed):
                await self._first.bury(*indexer)

    async def leave(self, pool: WorkerPool) -> None:
        """End what nobody but the pool needed."""
        self._pools -= 1
        if pool.zygote is not self._first:
            await pool.zygote.close()
        if pool.store is not None:
            await asyncio.to_thread(shutil.rmtree, pool.store, ignore_errors=True)
        if not self._pools:
            await self._end()

    async def _end(self) -> None:
        await self._bury()
        await self._first.close()
        if self._place is not None:
            await asyncio.to_thread(self._place.close)


def _place(folder: Path) -> TemporaryFolder:
    folder.mkdir(exist_ok=True)
    return TemporaryFolder(folder)


async def _made(
    making: Coroutine[Any, Any, tuple[Prepared, dict[str, Any]]],
) -> tuple[Prepared, dict[str, Any]]:
    try:
        zygote, about = await making
    except frames.Closed as error:
        raise _ended() from error
    try:
        return zygote, _checked(about)
    except VenskabError:
        await zygote.close()
        raise


def _checked(about: dict[str, Any]) -> dict[str, Any]:
    if "error" in about:
        raise VenskabError(N_("The index could not be built: {reason}.", reason=about["error"]))
    if about.get("damaged"):
        _LOG.error("The ledger cannot read, and nothing shows: %s", ", ".join(about["damaged"]))
    return about


def _ended() -> VenskabError:
    return VenskabError(N_("The index could not be built: its process ended."))
