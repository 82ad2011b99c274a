"""The tiers beside the evidence as they are now: each with an engine that follows the ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

from api.generation.generation import Generation
from api.generation.generations import PresentGeneration
from graph.engine.base import PinnableEngine
from graph.engine.embedded import EmbeddedEngine
from graph.engine.index_content import point_of
from graph.errors import LimitMet, VenskabError
from graph.ledger import Ledger
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

_LOG: Final = logging.getLogger("venskab.ledger")
# Who asks first waits this long; lists of 40,000 ties take longer the first time, s.
_PATIENCE: Final = 8.0
_RETRY_SECONDS: Final = 15
# What failed is tried again, but not as often as the ledger is looked at.
_MOMENTS: Final = 20
# Most ask the evidence.
_SHARE_OF_CACHE: Final = 4

Ready = Callable[[Generation], Awaitable[None]]


class _Live:
    """The engine of a tier, held as long as lists are loaded and somebody asks it."""

    def __init__(self, engine: EmbeddedEngine, settings: Settings) -> None:
        self.engine = engine
        self.present = PresentGeneration(engine, settings)
        self._users = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._preparing: asyncio.Task[None] | None = None

    def prepare(self, ready: Ready) -> None:
        """Work out in the background what the first to ask would wait for."""
        self._preparing = asyncio.create_task(self._prepare(ready))

    async def _prepare(self, ready: Ready) -> None:
        with self.present.pinned() as generation:
            await ready(generation)

    async def leave(self) -> None:
        """Leave what is being prepared."""
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.gather(self._preparing, return_exceptions=True)

    @asynccontextmanager
    async def held(self) -> AsyncGenerator[Generation]:
        self._users += 1
        self._idle.clear()
        try:
            with self.present.pinned() as generation:
                yield generation
        finally:
            self._users -= 1
            if not self._users:
                self._idle.set()

    async def end(self) -> None:
        await self.leave()
        await self._idle.wait()
        await self.engine.close()


class LiveTiers:
    """The states of now of the tiers that are not the evidence.

    That of all there is starts as soon as lists are loaded; that of the lists alone, when it is
    first asked. Each takes up every change, and ends when the last list is gone.

    Args:
        now: the evidence, which is also all there is where no list is loaded.
        settings: the application's.
    """

    def __init__(self, now: PresentGeneration, settings: Settings) -> None:
        self._now = now
        self._settings = settings
        self._held: dict[Tier, _Live] = {}
        self._starting: dict[Tier, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._ready: Ready | None = None

    def changed(self) -> None:
        """Say that the ledger may have changed."""
        self._changed.set()

    async def follow(self, ready: Ready | None) -> None:
        """Take up changes until cancelled.

        Args:
            ready: what is done with a new state before it is taken up.
        """
        self._ready = ready
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._take_up()
            except VenskabError as error:
                self._fail(str(error))
            except Exception as error:  # whatever it is, the states before still answer
                self._fail(f"{type(error).__name__}: {error}", error)

    def _fail(self, what: str, error: Exception | None = None) -> None:
        _LOG.error("The newest state of the lists cannot be taken up: %s", what, exc_info=error)
        later = self._settings.watch_seconds * _MOMENTS
        asyncio.get_running_loop().call_later(later, self._changed.set)

    @asynccontextmanager
    async def at(self, tier: Tier) -> AsyncGenerator[Generation]:
        """The state of a tier, held as long as the block lasts.

        Raises:
            LimitMet: it is being made ready, and not within a few seconds.
            VenskabError: it could not be made.
        """
        if tier is DEFAULT or (tier not in self._held and await self._is_evidence(tier)):
            with self._now.pinned() as now:
                yield now
            return
        if tier not in self._held:
            await self._wait_for(tier)
        async with self._held[tier].held() as generation:
            yield generation

    async def _is_evidence(self, tier: Tier) -> bool:
        return await asyncio.to_thread(_tier_now, self._settings, tier) is DEFAULT

    async def _wait_for(self, tier: Tier) -> None:
        try:
            await asyncio.wait_for(asyncio.shield(self._start(tier)), _PATIENCE)
        except TimeoutError:
            raise LimitMet(
                "queue",
                N_("one state of each tier"),
                N_("The lists are being read; they are not ready yet."),
                hint=N_("Ask again shortly, or ask tier=evidence."),
                retry_after=_RETRY_SECONDS,
            ) from None

    def _start(self, tier: Tier) -> asyncio.Task[None]:
        """The one start of a tier's engine, however many wait for it."""
        if tier not in self._starting:
            task = asyncio.create_task(self._started(tier))
            self._starting[tier] = task
            task.add_done_callback(lambda _: self._starting.pop(tier, None))
        return self._starting[tier]

    async def _started(self, tier: Tier) -> None:
        limits = self._now.generation.engine.limits
        fewer = replace(limits, cache=limits.cache // _SHARE_OF_CACHE)
        engine = await EmbeddedEngine.start(self._settings.ledger_path, fewer, tier=tier)
        live = _Live(engine, self._settings)
        self._held[tier] = live
        if self._ready is not None:
            # Who asks meanwhile waits for what they ask, not for all of it.
            live.prepare(self._ready)
        # What changed while it was read is taken up by the next look.
        self._changed.set()

    async def _take_up(self) -> None:
        loaded = not await self._is_evidence(Tier.ALL)
        if loaded and Tier.ALL not in self._held:
            await self._start(Tier.ALL)
        for tier, live in list(self._held.items()):
            if loaded:
                await self._refresh(live)
            else:
                del self._held[tier]
                self._later_end(live)

    async def _refresh(self, live: _Live) -> None:
        ready = self._ready

        async def prepare(engine: PinnableEngine) -> None:
            await live.leave()
            if ready is not None:
                await ready(live.present.coming(engine))

        await live.engine.refresh(prepare)

    def _later_end(self, live: _Live) -> None:
        task = asyncio.create_task(live.end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """End the engines of all tiers."""
        for task in list(self._starting.values()):
            task.cancel()
        await asyncio.gather(*self._starting.values(), return_exceptions=True)
        for live in self._held.values():
            self._later_end(live)
        self._held.clear()
        await asyncio.gather(*self._ending, return_exceptions=True)


def _tier_now(settings: Settings, tier: Tier) -> Tier:
    with Ledger.open(settings.ledger_path) as ledger:
        return point_of(ledger, None, tier)[2]
