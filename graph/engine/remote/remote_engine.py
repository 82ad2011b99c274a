"""The remote engine: a SPARQL 1.1 server answers in place of the embedded one.

A query is read here first, by the embedded engine over nothing: what does not parse, or is closed
here, is told in the same words whatever answers, and no extension of an engine is reached. Then the
server is asked, its answer read to its end, and the marker looked at again: a state that came
meanwhile is told to whoever asked, and nobody is given half of two.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from graph.engine.base import EngineState, Limits, Prepare, Request, Result
from graph.engine.cache import Cache
from graph.engine.embedded import EmbeddedEngine
from graph.engine.query_errors import time_met
from graph.engine.remote.connection import Connection, connection_of
from graph.engine.remote.feeding import Feeding
from graph.engine.remote.marker import Marker
from graph.engine.remote.profiles import EngineProfile
from graph.engine.remote.query_forms import check_closed
from graph.engine.remote.questions import Questions
from graph.engine.remote.state import RemoteState
from graph.engine.temporary_folder import TemporaryFolder
from graph.errors import EngineUnavailable, LimitMet, VenskabError
from graph.ledger import Ledger
from graph.settings import Settings
from graph.texts import N_

_LOG: Final = logging.getLogger("venskab.engine")
_LOOK_AGAIN: Final = 0.05


class RemoteEngine:
    """Answers queries over the ledger's graphs from a SPARQL server. Make one with :meth:`start`.

    Args:
        connection: the server.
        limits: those of every query.
        feeding: who feeds the server.
        patience: how long a state is waited for that is being written, s.

    Attributes:
        limits: those of every query.
        profile: which server it is, and how it differs.
    """

    def __init__(
        self, connection: Connection, limits: Limits, feeding: Feeding, patience: float
    ) -> None:
        self.limits = limits
        self._patience = patience
        self._connection = connection
        self._feeding = feeding
        self._folder = TemporaryFolder()
        self._places = asyncio.Semaphore(limits.workers)
        self._busy = 0
        self._waiting = 0
        self._cache = Cache(limits.cache)
        self.profile: EngineProfile
        self._reader: EmbeddedEngine
        self._questions: Questions
        self._current: RemoteState
        # The state that was refreshed to last; what comes meanwhile is answered from at once.
        self._seen: RemoteState
        self._seconds = 0.0
        self._looking: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, settings: Settings, limits: Limits) -> RemoteEngine:
        """Connect, feed the server where this process is to, and be ready.

        Args:
            settings: where the server and the ledger are, and whether to feed.
            limits: those of its queries.

        Raises:
            UnusableInput: its address is none, or nothing tells the others.
            VenskabError: the server does not answer, or cannot be fed.
        """
        connection = connection_of(settings)
        engine = cls(connection, limits, Feeding(connection, settings), settings.engine_patience)
        try:
            await engine._begin(settings)
        except EngineUnavailable as error:
            await engine.close()
            raise EngineUnavailable(error.what, where=settings.engine, hint=error.hint) from error
        except BaseException:
            await engine.close()
            raise
        return engine

    async def _begin(self, settings: Settings) -> None:
        started = time.monotonic()
        self.profile = await asyncio.to_thread(lambda: self._connection.profile)
        nothing = self._folder.path / "nothing.sqlite"
        await asyncio.to_thread(lambda: Ledger.open(nothing).close())
        self._reader = await EmbeddedEngine.start(nothing, self.limits, merged=False)
        self._questions = Questions(self._connection, self.profile, self.limits, self._folder.path)
        await self._feeding.feed()
        self._current = self._seen = RemoteState(self, await self._settled())
        self._seconds = time.monotonic() - started
        self._looking = asyncio.create_task(self._look(settings.watch_seconds))

    @contextmanager
    def pinned(self) -> Generator[RemoteState]:
        """The generation of now; who asks it when the server has another is told so."""
        yield self._current

    @property
    def generation(self) -> str:
        """Name of the state of the data; that of the embedded engine for the same ledger."""
        return self._current.generation

    @property
    def head(self) -> int:
        """Number of the last change of the ledger that the server holds."""
        return self._current.head

    @property
    def gone(self) -> bool:
        """True when the newest generation cannot be asked any more; never."""
        return False

    @property
    def state(self) -> EngineState:
        """The load of the engine, and the counts of its cache."""
        marker, cache = self._current.marker, self._cache
        return EngineState(
            busy=self._busy,
            idle=self.limits.workers - self._busy,
            waiting=self._waiting,
            hits=cache.hits,
            misses=cache.misses,
            kept=cache.size,
            quads=marker.quads,
            graphs=marker.graphs,
            damaged=marker.damaged,
        )

    def cached(self, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of the newest generation, if any."""
        return self.kept(self.generation, request)

    def kept(self, generation: str, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of a generation, if there is one."""
        return self._cache.short(generation, request)

    async def query(self, request: Request) -> Result:
        """Answer one query of the newest generation, whole; see :meth:`RemoteState.query`."""
        return await self.ask(self._current, request)

    async def ask(self, state: RemoteState, request: Request) -> Result:
        """Answer one query of a generation; see :meth:`RemoteState.query`."""
        if cached := self._cache.get(state.generation, request):
            return cached
        check_closed(request.text)
        # Of nothing there is nothing to answer, but what is wrong with the query is told.
        read = await self._reader.query(request)
        if read.path is not None:
            read.path.unlink(missing_ok=True)
        seconds = min(request.seconds or self.limits.seconds, self.limits.seconds)
        started = time.monotonic()
        await self._enter(seconds)
        try:
            async with asyncio.timeout(max(0.01, started + seconds - time.monotonic())):
                self._check(state)
                result = await self._questions.answer(request, read, state.marker, seconds)
                await self._hold(state)
        except TimeoutError as error:
            raise time_met(seconds) from error
        finally:
            self._busy -= 1
            self._places.release()
        self._cache.put(request, result)
        return result

    def _check(self, state: RemoteState) -> None:
        if state is not self._current:
            raise _moved()

    async def _hold(self, state: RemoteState) -> None:
        """Make sure that the server still has the state that was asked.

        Raises:
            LimitMet: it has another; that is the newest one now.
        """
        if await self._questions.marker() == state.marker:
            return
        self._adopt(await self._settled())
        raise _moved()

    async def _enter(self, seconds: float) -> None:
        if self._places.locked() and self._waiting >= self.limits.queue:
            raise self._full(N_("{queue} queries are waiting already.", queue=self.limits.queue))
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise self._full(
                N_("No worker became free within {seconds:g} s.", seconds=seconds)
            ) from error
        finally:
            self._waiting -= 1
        self._busy += 1

    def _full(self, what: str) -> LimitMet:
        value = N_(
            "{most} queries at a time, {queue} waiting",
            most=self.limits.workers,
            queue=self.limits.queue,
        )
        return LimitMet("queue", value, what, hint=N_("Ask again shortly."), retry_after=5)

    def _adopt(self, marker: Marker) -> bool:
        """Answer with the state that a marker names; whether it is another."""
        if marker == self._current.marker:
            return False
        if marker.generation != self.generation:
            self._cache.clear(marker.generation)
        self._current = RemoteState(self, marker)
        return True

    async def _settled(self) -> Marker:
        """The marker of the server, once nobody writes.

        Raises:
            EngineUnavailable: nobody has fed it, or it is being written for longer.
        """
        until = time.monotonic() + self._patience
        while True:
            marker = await self._questions.marker()
            if marker is not None and marker.whole:
                return marker
            if time.monotonic() > until:
                raise _empty() if marker is None else _writing()
            await asyncio.sleep(_LOOK_AGAIN)

    async def _look(self, moment: float) -> None:
        """Follow what others feed."""
        trouble = ""
        while True:
            await asyncio.sleep(moment)
            try:
                marker = await self._questions.marker()
                if marker is not None and marker.whole:
                    self._adopt(marker)
                trouble = ""
            except VenskabError as error:
                # Whoever asks meanwhile is told; here it is noted once.
                if str(error) != trouble:
                    _LOG.error("%s", error)
                trouble = str(error)

    @property
    def about(self) -> dict[str, float]:
        """Graphs, quads and the seconds it took until they could be asked."""
        marker = self._current.marker
        return {"graphs": marker.graphs, "quads": marker.quads, "seconds": self._seconds}

    async def newest(self) -> tuple[int, str]:
        """Number of the ledger's last change that concerns this engine, and when it was made.

        Raises:
            VenskabError: the ledger cannot be read.
        """
        return await asyncio.to_thread(self._feeding.newest)

    async def refresh(
        self, ready: Prepare | None = None, *, to: tuple[int, str] | None = None
    ) -> bool:
        """Feed what changed in the ledger, or wait until another server has; then answer with it.

        Args:
            ready: what is done with the new generation; it answers others meanwhile, for the
                server has no other any more.
            to: the state that is waited for, as :meth:`newest` tells of one; default: the newest.

        Returns:
            Whether there was anything new.

        Raises:
            VenskabError: the ledger cannot be read, or the server not be fed.
        """
        before = self._seen
        head, _ = to or await self.newest()
        await self._feeding.feed()
        self._adopt(await self._settled())
        until = time.monotonic() + self._patience
        while self.head < head:
            if time.monotonic() > until:
                raise EngineUnavailable(
                    N_("The engine does not hold change {head} of the ledger yet.", head=head)
                )
            await asyncio.sleep(_LOOK_AGAIN)
            self._adopt(await self._settled())
        self._seen = self._current
        if self._seen is before:
            return False
        if ready is not None:
            await ready(self._seen)
        return True

    def is_current(self, state: RemoteState) -> bool:
        """True while a state is the newest."""
        return state is self._current

    async def close(self) -> None:
        """End all processes, close all connections and remove the spool."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._feeding.close()
        if hasattr(self, "_questions"):
            await self._questions.close()
        if hasattr(self, "_reader"):
            await self._reader.close()
        self._connection.close()
        self._folder.close()


def _moved() -> LimitMet:
    return LimitMet(
        "queue",
        N_("one state at a time"),
        N_("The data changed while this was answered; nothing of the older state is given."),
        hint=N_("Ask again shortly."),
        retry_after=1,
    )


def _empty() -> EngineUnavailable:
    return EngineUnavailable(
        N_("The engine holds nothing of this ledger yet."),
        hint=N_("Feed it: venskab engine sync."),
    )


def _writing() -> EngineUnavailable:
    return EngineUnavailable(
        N_("The engine is being fed, and has no whole state to answer from."),
        hint=N_("Ask again shortly."),
    )
