"""Answers one assistant over standard input and output, until it hangs up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from typing import Any

from api.cli.language_option import spoken
from api.cli.options import limits_of
from api.generation.generations import PresentGeneration
from api.locale.language import Lang
from api.mcp.sdk_loader import sdk
from api.mcp.tool import Json, ToolContext
from api.server.ledger_follower import Follower
from graph.data.shipped import open_home
from graph.engine.embedded import EmbeddedEngine
from graph.ledger.tombstones import Tombstones
from graph.settings import Settings


class StdioDoor:
    """Requests by standard input, answered from the state of now.

    Args:
        now: the state of now.
        settings: of the command.
        lang: of the person at the command line.
    """

    def __init__(self, now: PresentGeneration, settings: Settings, lang: Lang) -> None:
        self._now = now
        self._settings = settings
        self._tombstones = Tombstones(settings.ledger_path)
        self._lang = lang

    @contextmanager
    def opened(self, _: object, lang: Lang | None) -> Generator[ToolContext]:
        """What a request is answered in; it holds the state until it is answered."""
        with self._now.pinned() as generation:
            base = f"{self._settings.base_url.rstrip('/')}/" if self._settings.base_url else ""
            chosen = lang or self._lang
            yield ToolContext(generation, self._settings, self._tombstones, chosen, base)

    async def finished(self, _: object, work: Coroutine[Any, Any, Json]) -> Json:
        """What some work gives."""
        return await work


def run(settings: Settings) -> None:
    """Answer until standard input ends.

    Raises:
        LibraryMissing: the SDK is not installed.
        VenskabError: the ledger cannot be read.
    """
    serve = sdk("api.mcp.mcp_server").server
    with open_home(settings.home):
        pass
    asyncio.run(_answer(settings, serve, spoken()))


async def _answer(settings: Settings, serve: Any, lang: Lang) -> None:
    # What is started from here on writes to standard error only: the rest is the protocol's.
    async with sdk("mcp.server.stdio").stdio_server() as (incoming, outgoing):
        engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
        following = asyncio.create_task(Follower(engine, settings).follow(None, lambda: None))
        try:
            server = serve(StdioDoor(PresentGeneration(engine, settings), settings, lang))
            await server.run(incoming, outgoing, server.create_initialization_options())
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await engine.close()
