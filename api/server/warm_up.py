"""Works out in the background what the first to ask a new generation would wait for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from api.generation.generations import PresentGeneration
from api.locale.language import DATA_LANGUAGES
from graph.errors import VenskabError


class WarmUp:
    """Prepares the generation of now: lists with their facets, counts, the index of names.

    Whoever asks before it is done is answered from the same new generation: nothing of the one
    before is served for it.

    Args:
        now: the generation of now.
    """

    def __init__(self, now: PresentGeneration) -> None:
        self._now = now
        self._running: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Begin with the generation of now, and leave the one before as far as it came."""
        await self.close()
        self._running = asyncio.create_task(self._prepare())

    async def done(self) -> None:
        """Wait until what was begun is ready."""
        if self._running is not None:
            await self._running

    async def close(self) -> None:
        """Leave what is being prepared."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _prepare(self) -> None:
        with self._now.pinned() as generation:
            works = (
                partial(generation.resources.prepare, DATA_LANGUAGES),
                generation.statistics.overview,
                generation.names.prepare,
            )
            for work in works:
                # Who asks for it is told what is wrong; until then nobody asked.
                with suppress(VenskabError):
                    await work()
