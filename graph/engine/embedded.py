"""The embedded engine: queries run in forked workers that can be killed.

The web process never evaluates a query. It hands the text to a worker, waits until the deadline,
and kills the worker when the deadline passes or the client goes away. Why: DESIGN section 3.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final

from graph.engine import wire
from graph.engine.base import BY_NAME, Kind, Limits, Request, Result, State, Unacceptable
from graph.engine.cache import Cache
from graph.engine.query_check import check
from graph.engine.worker_pool import Worker, WorkerPool
from graph.errors import BadQuery, LimitMet, UnreadableFile
from graph.ledger import Ledger
from graph.texts import N_

# Characters of a query above which looking at it takes milliseconds: not on the event loop.
LONG: Final = 4096


class EmbeddedEngine:
    """Answers queries over the ledger's graphs from memory. Make one with :meth:`start`."""

    def __init__(self, ledger: Path, limits: Limits, as_of: int | None) -> None:
        self.limits = limits
        self._ledger = ledger
        self._as_of = as_of
        self._folder = tempfile.TemporaryDirectory(prefix="venskab-spool-")
        self._names = itertools.count()
        self._places = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._cache = Cache(limits.cache)
        self._refreshing = asyncio.Lock()
        self._nursery: WorkerPool
        self._tasks: set[asyncio.Task[object]] = set()

    @classmethod
    async def start(
        cls, ledger: Path, limits: Limits | None = None, *, as_of: int | None = None
    ) -> EmbeddedEngine:
        """Build the index of ``ledger`` (after change ``as_of``; default: now) and be ready.

        Raises:
            VenskabError: the ledger cannot be read.
        """
        engine = cls(ledger, limits or Limits(), as_of)
        engine._nursery = await WorkerPool.start(ledger, as_of)
        return engine

    @property
    def generation(self) -> str:
        """Name of the state of the data; the same on every machine for the same data."""
        return self._nursery.generation

    @property
    def head(self) -> int:
        """Number of the last change of the ledger that it holds."""
        return self._nursery.head

    @property
    def about(self) -> dict[str, float]:
        """Graphs, quads and the seconds it took to load them."""
        nursery = self._nursery
        return {"graphs": nursery.graphs, "quads": nursery.quads, "seconds": nursery.seconds}

    @property
    def state(self) -> State:
        """The load of the engine, and the counts of its cache."""
        nursery, cache = self._nursery, self._cache
        return State(
            busy=nursery.busy,
            idle=len(nursery.idle),
            waiting=self._waiting,
            hits=cache.hits,
            misses=cache.misses,
            kept=cache.size,
            quads=nursery.quads,
            graphs=nursery.graphs,
        )

    def cached(self, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of this generation, if there is one."""
        return self._cache.short(self.generation, request)

    async def query(self, request: Request) -> Result:
        """Answer one query, whole.

        Raises:
            BadQuery: does not parse, or asks for what is closed here.
            LimitMet: a limit was met.
            Unacceptable: no accepted format carries this kind of result.
        """
        if cached := self._cache.get(self.generation, request):
            return cached
        if len(request.text) > LONG:
            await asyncio.to_thread(check, request.text, self.limits)
        else:
            check(request.text, self.limits)
        started = time.monotonic()
        seconds = min(request.seconds or self.limits.seconds, self.limits.seconds)
        await self._enter(seconds)
        try:
            result = await self._answer(request, started, seconds)
        finally:
            self._places.release()
        self._cache.put(request, result)
        return result

    async def _enter(self, seconds: float) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        if self._waiting >= self.limits.queue:
            raise self._busy(N_("{queue} queries are waiting already.", queue=self.limits.queue))
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise self._busy(
                N_("No worker became free within {seconds:g} s.", seconds=seconds)
            ) from error
        finally:
            self._waiting -= 1

    def _busy(self, what: str) -> LimitMet:
        value = f"{self.limits.workers} queries at a time, {self.limits.queue} waiting"
        return LimitMet("queue", value, what, hint=N_("Ask again shortly."), retry_after=5)

    async def _answer(self, request: Request, started: float, seconds: float) -> Result:
        nursery = self._nursery
        worker = nursery.idle.pop() if nursery.idle else await self._fork(nursery)
        nursery.busy += 1
        alive = False
        try:
            async with asyncio.timeout(max(0.01, started + seconds - time.monotonic())):
                reply, body = await worker.channel.ask(_job(request), request.text.encode())
            alive = not reply.get("spilled") and reply.get("error") != "memory"
            return self._result(nursery, worker, reply, body, time.monotonic() - started)
        except TimeoutError as error:
            raise _time_met(seconds) from error
        except wire.Closed as error:
            raise self._died(await asyncio.shield(nursery.bury(worker))) from error
        finally:
            if alive and not nursery.retired:
                nursery.busy -= 1
                nursery.idle.append(worker)
            else:
                self._later(_settle(nursery, worker))

    async def _fork(self, nursery: WorkerPool) -> Worker:
        spool = Path(self._folder.name) / f"{next(self._names)}"
        try:
            return await nursery.fork(self.limits, spool)
        except wire.Closed as error:
            self._later(self._revive(nursery))
            raise self._busy(N_("The engine is starting again.")) from error

    def _later(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _revive(self, dead: WorkerPool) -> None:
        async with self._refreshing:
            if self._nursery is dead:
                self._nursery = await WorkerPool.start(self._ledger, self._as_of)
                await dead.close()

    def _result(
        self, nursery: WorkerPool, worker: Worker, reply: wire.Header, body: bytes, seconds: float
    ) -> Result:
        if "error" in reply:
            raise self._error(reply)
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

    def _error(self, reply: wire.Header) -> Exception:
        match reply["error"]:
            case "unacceptable":
                return Unacceptable(Kind(reply["kind"]), reply["obstacle"])
            case "syntax":
                return BadQuery(
                    N_("The query does not parse: {message}.", message=reply["message"]),
                    line=reply["line"],
                    column=reply["column"],
                )
            case "result":
                return _result_met(self.limits)
            case "memory":
                return _memory_met(self.limits)
            case _:
                return BadQuery(
                    N_("The query cannot be evaluated: {message}.", message=reply["message"])
                )

    def _died(self, status: int) -> LimitMet:
        if status == -signal.SIGSEGV:
            return LimitMet(
                "depth",
                "the engine's stack",
                N_("The query is nested too deeply for the engine."),
                hint=N_("Write it with less nesting."),
            )
        return _memory_met(self.limits)

    async def refresh(self) -> bool:
        """Build a new generation beside the running one when the ledger has changed.

        Queries that run end on the old generation.

        Returns:
            Whether the ledger had changed.

        Raises:
            VenskabError: the ledger cannot be read, or the index not be built; the old
                generation goes on.
        """
        async with self._refreshing:
            point = await asyncio.to_thread(self._read_point)
            if self._as_of is not None or point == (self._nursery.head, self._nursery.made):
                return False
            old, self._nursery = self._nursery, await WorkerPool.start(self._ledger)
            old.retired = True
            self._cache.clear(self.generation)
            if not old.busy:
                await old.close()
            return True

    def _read_point(self) -> tuple[int, str]:
        # Opening would make it where it is missing, and there are no changes that undo all others.
        if self._ledger.exists():
            with Ledger.open(self._ledger) as ledger:
                if ledger.head() or not self._nursery.head:
                    return ledger.point()
        raise UnreadableFile(
            N_("the ledger is not there, or nothing is in it."),
            where=str(self._ledger),
            hint=N_("Put it back; a server takes it up by itself."),
        )

    async def close(self) -> None:
        """End all processes and remove the spool."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._nursery.close()
        self._folder.cleanup()


async def _settle(nursery: WorkerPool, worker: Worker) -> None:
    """Bury a worker that was stopped or used up, and a retired nursery with its last worker."""
    if not worker.buried:
        with contextlib.suppress(wire.Closed):
            await nursery.bury(worker)
    nursery.busy -= 1
    if nursery.retired and not nursery.busy:
        await nursery.close()


def _job(request: Request) -> dict[str, Any]:
    return {
        "formats": [accepted.name for accepted in request.formats],
        "default_graphs": list(request.default_graphs),
        "named_graphs": list(request.named_graphs),
    }


def _time_met(seconds: float) -> LimitMet:
    return LimitMet(
        "time",
        f"{seconds:g} s",
        N_(
            "The query did not end within {seconds:g} s and was stopped; nothing of it is given.",
            seconds=seconds,
        ),
        hint=N_("Ask for less: name more of the pattern, or add LIMIT."),
    )


def _memory_met(limits: Limits) -> LimitMet:
    megabytes = limits.memory >> 20
    return LimitMet(
        "memory",
        f"{megabytes} MB",
        N_(
            "The query needed more than {megabytes} MB of memory and was stopped.",
            megabytes=megabytes,
        ),
        hint=N_("Ask for less: avoid ordering or grouping over unconnected patterns."),
    )


def _result_met(limits: Limits) -> LimitMet:
    megabytes = limits.result >> 20
    return LimitMet(
        "result",
        f"{megabytes} MB",
        N_(
            "The answer is larger than {megabytes} MB; no part of it is given.", megabytes=megabytes
        ),
        hint=N_("Ask in parts with LIMIT and OFFSET, or take the whole graph as a download."),
    )
