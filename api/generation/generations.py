"""The generation of now, and past ones that are held ready for those who ask ``?as_of=``."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from api.generation.generation import Generation
from api.generation.response_cache import ResponseCache
from api.generation.service_description import ServiceDescription
from api.generation.statistics import Statistics
from api.http.etag_cache import ETagCache
from api.http.http_error import HttpError
from graph.catalog.class_schema import count_schema
from graph.catalog.measured import look
from graph.catalog.void import count
from graph.collections.page import CollectionPages
from graph.engine.base import Engine, LiveEngine, PinnableEngine
from graph.engine.embedded import EmbeddedEngine
from graph.engine.index_content import point_of
from graph.engine.once import Once, OnceEach
from graph.errors import LimitMet, NotFound
from graph.ledger import Ledger
from graph.ledger.lookup import change_of
from graph.network.network_cache import NetworkCache
from graph.search.name_search import NameSearch
from graph.settings import Settings
from graph.texts import N_, NN_
from graph.tiers import DEFAULT, Tier

# Requests that may wait until a past state is opened.
_QUEUE: Final = 8
_RETRY_SECONDS: Final = 10
# The past is asked less than the present.
_SHARE_OF_CACHE: Final = 4


@dataclass(frozen=True)
class HistoryPoint:
    """A point of the ledger's history, as one tier has it.

    Attributes:
        change: number of the tier's last change that it holds.
        when: when that was made, UTC.
        tier: the tier; where no list was loaded, that of all there is was the evidence.
    """

    change: int
    when: datetime
    tier: Tier = DEFAULT


@dataclass
class _Held:
    engine: EmbeddedEngine
    generation: Generation
    users: int = 0


def generation(engine: Engine, settings: Settings) -> Generation:
    """The generation of an engine's state; nothing of it is worked out yet."""
    names = NameSearch(engine)
    counted, schema = Once(partial(count, engine)), Once(partial(count_schema, engine))
    return Generation(
        engine=engine,
        answered=ResponseCache(engine),
        statistics=Statistics(engine),
        names=names,
        networks=NetworkCache(engine, settings.ledger_path.with_name("layouts"), settings.licence),
        service_description=ServiceDescription(engine, counted, schema),
        resources=CollectionPages(engine, names),
        schema=schema,
        catalog_facts=Once(partial(look, engine, counted)),
        parts=OnceEach(),
        finished=ETagCache(),
    )


class PresentGeneration:
    """The generation of now of one tier; another when the engine has taken up a change.

    Args:
        engine: the tier's engine.
        settings: the application's.
        turned: true once the coming generation is that of all processes of the server, before
            the engine of this one has gone over to it.
    """

    def __init__(
        self,
        engine: LiveEngine,
        settings: Settings,
        turned: Callable[[], bool] = lambda: False,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._turned = turned
        self._generation: Generation | None = None
        self._coming: tuple[PinnableEngine, Generation] | None = None

    def coming(self, engine: PinnableEngine) -> Generation:
        """The generation of an engine that is about to be that of now, to be made ready."""
        made = generation(engine, self._settings)
        self._coming = engine, made
        return made

    @contextmanager
    def pinned(self) -> Generator[Generation]:
        """The generation of now: all that is asked of it in the block is of one state."""
        with self._newest() as engine:
            if self._generation is None or self._generation.engine is not engine:
                # What was worked out of the one before goes with the last who holds that.
                coming = self._coming[1] if self._coming else None
                if coming is None or coming.engine is not engine:
                    coming = generation(engine, self._settings)
                self._generation = coming
            yield self._generation

    def _newest(self) -> AbstractContextManager[Engine]:
        if self._coming is not None and self._turned():
            return self._coming[0].held()
        return self._engine.pinned()

    @property
    def generation(self) -> Generation:
        """The generation of now, held by nobody: it may be gone when it is asked."""
        with self.pinned() as found:
            return found


class PastGenerations:
    """A few past states, each with an engine of its own; the one asked longest ago makes room.

    Args:
        now: the present, which answers for itself when it is asked for.
        settings: the application's.
    """

    def __init__(self, now: PresentGeneration, settings: Settings) -> None:
        self._now = now
        self._settings = settings
        self._held: OrderedDict[tuple[int, Tier], _Held] = OrderedDict()
        self._opening = asyncio.Lock()
        self._waiting = 0

    def find(self, as_of: str, tier: Tier = DEFAULT) -> HistoryPoint:
        """The point of the history that a release's name, a day or a change's number names.

        Reads the ledger; run it in a thread.

        Raises:
            NotFound: nothing of that name, or nothing was in the graph then.
            BadDate: it begins like a day and is none.
        """
        with Ledger.open(self._settings.ledger_path) as ledger:
            change, _, held = point_of(ledger, change_of(ledger, as_of), tier)
            if change == 0:
                begun = f"{ledger.changed(1):%Y-%m-%d}" if ledger.head() else "not at all"
                raise NotFound(
                    N_(
                        "There was nothing in this graph by {as_of}: it begins {begun}.",
                        as_of=as_of,
                        begun=begun,
                    ),
                    hint=N_("as_of is what was known then; for what was in force, ask with on=."),
                )
            return HistoryPoint(change, ledger.changed(change), held)

    @asynccontextmanager
    async def at(self, point: HistoryPoint) -> AsyncGenerator[Generation]:
        """The state at a point, held as long as the block lasts.

        Raises:
            LimitMet: all that may be held are in use, or too many wait.
            HttpError: this server holds none.
        """
        with self._now.pinned() as now:
            if (point.change, point.tier) == (now.engine.head, DEFAULT):
                yield now
                return
        key = point.change, point.tier
        held = self._held.get(key) or await self._open(key)
        held.users += 1
        self._held.move_to_end(key)
        try:
            yield held.generation
        finally:
            held.users -= 1

    async def _open(self, key: tuple[int, Tier]) -> _Held:
        if not self._settings.past_states:
            raise HttpError(501, "no-past", N_("This server answers for the present only."))
        if self._waiting >= _QUEUE:
            raise self._busy(N_("Too many wait for past states already."))
        self._waiting += 1
        try:
            async with self._opening:
                if key not in self._held:
                    await self._make_room()
                    self._held[key] = await self._started(*key)
                return self._held[key]
        finally:
            self._waiting -= 1

    async def _make_room(self) -> None:
        while len(self._held) >= self._settings.past_states:
            idle = next((key for key, held in self._held.items() if not held.users), None)
            if idle is None:
                raise self._busy(N_("All past states that may be held are being asked."))
            await self._held.pop(idle).engine.close()

    async def _started(self, change: int, tier: Tier) -> _Held:
        limits = self._now.generation.engine.limits
        fewer = replace(limits, workers=1, cache=limits.cache // _SHARE_OF_CACHE)
        engine = await EmbeddedEngine.start(
            self._settings.ledger_path, fewer, as_of=change, tier=tier
        )
        return _Held(engine, generation(engine, self._settings))

    def _busy(self, what: str) -> LimitMet:
        value = NN_("{n} past state", "{n} past states", self._settings.past_states)
        hint = N_("Ask again shortly, or ask the present.")
        return LimitMet("queue", value, what, hint=hint, retry_after=_RETRY_SECONDS)

    async def close(self) -> None:
        """End the engines of all past states."""
        async with self._opening:
            while self._held:
                await self._held.popitem()[1].engine.close()
