"""What routes need from the application: engine, settings, and a client that still waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Request

from api.generation.generation import view_of
from api.generation.statistics import Statistics
from api.problems.problem import ClientGone, HttpError
from graph.engine.base import Engine
from graph.ledger.tombstones import Tombstones
from graph.network.network_cache import Networks
from graph.search.name_search import Names
from graph.settings import Settings
from graph.validation.validator_pool import Judge

T = TypeVar("T")
_A_MOMENT: Final = 0.05


async def _engine(request: Request) -> Engine:
    return view_of(request).engine


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _statistics(request: Request) -> Statistics:
    return view_of(request).statistics


async def _tombstones(request: Request) -> Tombstones:
    tombstones: Tombstones = request.app.state.tombstones
    return tombstones


async def _judge(request: Request) -> Judge:
    judge: Judge = request.app.state.judge
    return judge


async def _names(request: Request) -> Names:
    return view_of(request).names


async def _networks(request: Request) -> Networks:
    return view_of(request).networks


EngineDep = Annotated[Engine, Depends(_engine)]
SettingsDep = Annotated[Settings, Depends(_settings)]
StatisticsDep = Annotated[Statistics, Depends(_statistics)]
JudgeDep = Annotated[Judge, Depends(_judge)]
NetworksDep = Annotated[Networks, Depends(_networks)]
NamesDep = Annotated[Names, Depends(_names)]
TombstonesDep = Annotated[Tombstones, Depends(_tombstones)]


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do ``work`` until it is done; give it up when the client hangs up or the server stops.

    The request's body must have been read before.

    Raises:
        ClientGone: the client hung up; ``work`` was cancelled and has ended.
        HttpError: the server stops; likewise.
    """
    watch = _Watch(request)
    try:
        async with asyncio.timeout(None) as patience:
            watch.begin(patience)
            return await work
    except TimeoutError:
        if watch.reason is None:
            raise
        raise watch.reason from None
    finally:
        await watch.end()


class _Watch:
    """Ends the patience with some work when its client hangs up or the server stops."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._tasks: list[asyncio.Task[None]] = []
        self.reason: Exception | None = None

    def begin(self, patience: asyncio.Timeout) -> None:
        """Start to watch, after a moment: most work is done before two tasks were made for it."""
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_A_MOMENT, self._start, patience)

    def _start(self, patience: asyncio.Timeout) -> None:
        watching = (self._for_hanging_up(patience), self._for_stopping(patience))
        self._tasks = [asyncio.ensure_future(each) for each in watching]

    async def _for_hanging_up(self, patience: asyncio.Timeout) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._give_up(patience, ClientGone())

    async def _for_stopping(self, patience: asyncio.Timeout) -> None:
        await self._request.app.state.stopping.wait()
        stopping = HttpError(503, "stopping", "The server is stopping.", mend="Ask again shortly.")
        self._give_up(patience, stopping)

    def _give_up(self, patience: asyncio.Timeout, reason: Exception) -> None:
        if self.reason is None:
            self.reason = reason
            patience.reschedule(asyncio.get_running_loop().time())

    async def end(self) -> None:
        """Watch no more."""
        self._timer.cancel()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
