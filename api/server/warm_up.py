"""Works out what the first to ask a new generation would wait for, before they can ask."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from api.generation.generation import Generation
from api.generation.generations import PresentGeneration
from api.locale.language import DATA_LANGUAGES
from graph.engine.base import PinnableEngine
from graph.errors import VenskabError


class WarmUp:
    """Prepares a generation: lists with their facets, counts, the index of names.

    That of a server that starts is prepared in the background; that of a change, before it takes
    the place of the one before, but for so long only: a large graph is not kept from what is new
    by what is slow to work out. Nothing of one generation is served for another: what is not ready
    is waited for by who asks for it.

    Args:
        now: the generation of now.
        seconds: the longest time that a change waits, s.
    """

    def __init__(self, now: PresentGeneration, seconds: float) -> None:
        self._now = now
        self._seconds = seconds
        self._running: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin with the generation of now."""
        self._running = asyncio.create_task(self._present())

    async def ready(self, engine: PinnableEngine) -> None:
        """Prepare the generation of a change, and leave the one before as far as it came.

        Args:
            engine: of the generation, which nobody else asks yet.
        """
        await self.close()
        self._running = asyncio.create_task(_held(engine, self._now.coming(engine)))
        done, _ = await asyncio.wait({self._running}, timeout=self._seconds)
        for finished in done:
            finished.result()

    async def done(self) -> None:
        """Wait until what was begun is ready."""
        if self._running is not None:
            await self._running

    async def close(self) -> None:
        """Leave what is being prepared."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _present(self) -> None:
        with self._now.pinned() as generation:
            await prepare(generation)


async def _held(engine: PinnableEngine, generation: Generation) -> None:
    with engine.held():
        await prepare(generation)


async def prepare(generation: Generation) -> None:
    """Prepare one generation: lists with their facets, counts, the index of names."""
    works = (
        partial(generation.resources.prepare, DATA_LANGUAGES),
        generation.statistics.overview,
        generation.names.prepare,
    )
    for work in works:
        # Who asks for it is told what is wrong; until then nobody asked.
        with suppress(VenskabError):
            await work()
