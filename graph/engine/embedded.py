"""The embedded engine: queries run in forked workers that can be killed.

The web process never evaluates a query. It hands the text to a worker, waits until the deadline,
and kills the worker when the deadline passes or the client goes away. Why: DESIGN section 3.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from graph.engine.base import BY_NAME, EngineState, Kind, Limits, Prepare, Request, Result
from graph.engine.cache import Cache
from graph.engine.index_content import point_of
from graph.engine.lineage import Lineage
from graph.engine.process import frames
from graph.engine.query_check import check
from graph.engine.query_errors import died, error_of, time_met
from graph.engine.query_queue import QueryQueue
from graph.engine.snapshot import Snapshot
from graph.engine.temporary_folder import TemporaryFolder
from graph.engine.worker_pool import Worker, WorkerPool
from graph.errors import UnreadableFile, VenskabError
from graph.ledger import Ledger
from graph.ledger.schema import is_there
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

# Characters of a query above which looking at it takes milliseconds: not on the event loop.
LONG: Final = 4096


class EmbeddedEngine:
    """Answers queries over the ledger's graphs from memory. Make one with :meth:`start`."""

    def __init__(
        self,
        ledger: Path,
        limits: Limits,
        as_of: int | None,
        *,
        tier: Tier = DEFAULT,
        merged: bool = True,
    ) -> None:
        self.limits = limits
        self._ledger = ledger
        self._as_of = as_of
        self._tier = tier
        self._merged = merged
        self._folder = TemporaryFolder()
        self._names = itertools.count()
        self._queue = QueryQueue(limits)
        self._cache = Cache(limits.cache)
        self._refreshing = asyncio.Lock()
        self._current: Snapshot
        self._snapshots: set[Snapshot] = set()
        self._tasks: set[asyncio.Task[object]] = set()

    @classmethod
    async def start(
        cls,
        ledger: Path,
        limits: Limits | None = None,
        *,
        as_of: int | None = None,
        tier: Tier = DEFAULT,
        merged: bool = True,
    ) -> EmbeddedEngine:
        """Build the index of ``ledger`` (after change ``as_of``; default: now) and be ready.

        Args:
            ledger: the ledger's file.
            limits: those of its queries; default: the usual ones.
            as_of: number of a change.
            tier: which graphs of the ledger.
            merged: see :func:`graph.engine.index.build`.

        Raises:
            VenskabError: the ledger cannot be read.
        """
        engine = cls(ledger, limits or Limits(), as_of, tier=tier, merged=merged)
        await engine._make_ready(await engine._pool(as_of), None)
        return engine

    async def _pool(self, as_of: int | None = None, tier: Tier | None = None) -> WorkerPool:
        wanted = {
            "ledger": str(self._ledger),
            "as_of": as_of,
            "tier": tier or self._tier,
            "merged": self._merged,
            "in_memory": self.limits.in_memory,
        }
        return await Lineage.begin(wanted)

    @contextmanager
    def pinned(self) -> Generator[Snapshot]:
        """The generation of now, which stays the same and answers for as long as the block lasts.

        Whoever asks several queries for one answer asks them of it.
        """
        with self._current.held() as snapshot:
            yield snapshot

    @property
    def generation(self) -> str:
        """Name of the state of the data; the same on every machine for the same data."""
        return self._current.generation

    @property
    def head(self) -> int:
        """Number of the last change of the ledger that it holds."""
        return self._current.head

    @property
    def gone(self) -> bool:
        """True when the newest generation cannot be asked any more: never."""
        return False

    @property
    def about(self) -> dict[str, float]:
        """Graphs, quads and the seconds it took to load them."""
        pool = self._current.pool
        return {"graphs": pool.graphs, "quads": pool.quads, "seconds": pool.seconds}

    @property
    def state(self) -> EngineState:
        """The load of the engine, and the counts of its cache."""
        pool, cache = self._current.pool, self._cache
        return EngineState(
            busy=sum(snapshot.pool.busy for snapshot in self._snapshots),
            idle=len(pool.idle),
            waiting=self._queue.waiting,
            hits=cache.hits,
            misses=cache.misses,
            kept=cache.size,
            quads=pool.quads,
            graphs=pool.graphs,
            damaged=pool.damaged,
        )

    def cached(self, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of the newest generation, if any."""
        return self._current.cached(request)

    def kept(self, generation: str, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of a generation, if there is one."""
        return self._cache.short(generation, request)

    async def query(self, request: Request) -> Result:
        """Answer one query of the newest generation, whole; see :meth:`Snapshot.query`."""
        return await self._current.query(request)

    async def ask(self, snapshot: Snapshot, request: Request) -> Result:
        """Answer one query of a generation that is held; see :meth:`Snapshot.query`."""
        if cached := self._cache.get(snapshot.generation, request):
            return cached
        if snapshot.closed:
            raise VenskabError(N_("That state of the data is not held any longer."))
        if len(request.text) > LONG:
            await asyncio.to_thread(check, request.text, self.limits)
        else:
            check(request.text, self.limits)
        started = time.monotonic()
        seconds = min(request.seconds or self.limits.seconds, self.limits.seconds)
        await self._queue.enter(seconds)
        try:
            result = await self._answer(snapshot, request, started, seconds)
        finally:
            self._queue.leave()
        self._cache.put(request, result)
        return result

    async def _answer(
        self, snapshot: Snapshot, request: Request, started: float, seconds: float
    ) -> Result:
        nursery = snapshot.pool
        worker = nursery.idle.pop() if nursery.idle else await self._fork(snapshot)
        nursery.busy += 1
        alive = False
        try:
            async with asyncio.timeout(max(0.01, started + seconds - time.monotonic())):
                reply, body = await worker.channel.ask(_job(request), request.text.encode())
            alive = not reply.get("spilled") and reply.get("error") != "memory"
            return self._result(nursery, worker, request, reply, body, time.monotonic() - started)
        except TimeoutError as error:
            raise time_met(seconds) from error
        except frames.Closed as error:
            raise died(await asyncio.shield(nursery.bury(worker)), self.limits) from error
        finally:
            if alive and nursery is snapshot.pool:
                nursery.busy -= 1
                nursery.idle.append(worker)
            else:
                self._later(self._settle(snapshot, nursery, worker))

    async def _fork(self, snapshot: Snapshot) -> Worker:
        spool = self._folder.path / f"{next(self._names)}"
        try:
            nursery = snapshot.pool
            return await nursery.fork(self.limits, spool)
        except frames.Closed as error:
            self._later(self._revive(snapshot, nursery))
            raise self._queue.refusal(N_("The engine is starting again.")) from error

    def _later(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _revive(self, snapshot: Snapshot, dead: WorkerPool) -> None:
        """Start the processes of a generation again, of the same state whatever came since."""
        async with self._refreshing:
            if snapshot.pool is dead and not snapshot.closed:
                snapshot.pool = await self._pool(snapshot.head, dead.tier)
                await dead.close()
                self.let_go(snapshot)

    def let_go(self, snapshot: Snapshot) -> None:
        """End the processes of a generation that is not the newest, when nobody holds it."""
        if snapshot.retired and not snapshot.in_use and not snapshot.closed:
            snapshot.closed = True
            self._snapshots.discard(snapshot)
            self._later(snapshot.pool.close())

    async def _settle(self, snapshot: Snapshot, pool: WorkerPool, worker: Worker) -> None:
        """Bury a worker that was stopped or used up."""
        if not worker.buried:
            with contextlib.suppress(frames.Closed):
                await pool.bury(worker)
        pool.busy -= 1
        self.let_go(snapshot)

    def _result(
        self,
        nursery: WorkerPool,
        worker: Worker,
        request: Request,
        reply: frames.Header,
        body: bytes,
        seconds: float,
    ) -> Result:
        if "error" in reply:
            raise error_of(reply, self.limits, request.text)
        path = None
        if reply["spilled"]:
            path = worker.spool.rename(worker.spool.with_suffix(".answer"))
        return Result(
            kind=Kind(reply["kind"]),
            format=BY_NAME[reply["format"]],
            body=None if path else body,
            path=path,
            size=reply["size"],
            seconds=seconds,
            generation=nursery.generation,
            rows=reply["rows"],
        )

    async def newest(self) -> tuple[int, str]:
        """Number of the ledger's last change that concerns this engine, and when it was made.

        Raises:
            VenskabError: the ledger cannot be read.
        """
        return await asyncio.to_thread(self._read_point)

    async def refresh(
        self, ready: Prepare | None = None, *, to: tuple[int, str] | None = None
    ) -> bool:
        """Take up what changed in the ledger, in a new generation beside the running one.

        The old one goes on for whoever holds it, and ends with the last of them.

        Args:
            ready: what is done with the new generation before it answers anybody else.
            to: the state that is built, as :meth:`newest` tells of one; default: the newest.

        Returns:
            Whether this engine held another.

        Raises:
            VenskabError: the ledger cannot be read, or the index not be built; the old
                generation goes on.
        """
        async with self._refreshing:
            point = to or await self.newest()
            old = self._current
            if self._as_of is not None or point == (old.head, old.made):
                return False
            pool = await old.pool.following(to[0] if to else None, self._tier)
            if to and to != (pool.head, pool.made):
                await pool.close()
                raise UnreadableFile(
                    N_("the ledger was replaced by another file."), where=str(self._ledger)
                )
            await self._make_ready(pool, ready)
            old.retired = True
            self._cache.clear(self.generation)
            self.let_go(old)
            return True

    async def _make_ready(self, pool: WorkerPool, ready: Prepare | None) -> None:
        """Answer with a new generation as soon as it is made ready."""
        coming = Snapshot(self, pool)
        # Among those that are there, so that whoever ends the engine meanwhile ends it too.
        self._snapshots.add(coming)
        try:
            if ready is not None:
                await ready(coming)
        except BaseException:
            coming.retired = True
            self.let_go(coming)
            raise
        self._current = coming

    def _read_point(self) -> tuple[int, str]:
        # There are no changes that undo all others.
        if is_there(self._ledger):
            with Ledger.open(self._ledger) as ledger:
                if ledger.head() or not self._current.head:
                    head, made, _ = point_of(ledger, None, self._tier)
                    return head, made
        raise UnreadableFile(
            N_("the ledger is not there, or nothing is in it."),
            where=str(self._ledger),
            hint=N_("Put it back; a server takes it up by itself."),
        )

    async def close(self) -> None:
        """End all processes and remove the spool."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for snapshot in self._snapshots:
            await snapshot.pool.close()
        self._folder.close()


def _job(request: Request) -> dict[str, Any]:
    return {
        "formats": [accepted.name for accepted in request.formats],
        "default_graphs": list(request.default_graphs),
        "named_graphs": list(request.named_graphs),
    }
