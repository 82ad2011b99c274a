"""What routes need from the application: engine, settings, and a client that still waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from api.problems import ClientGone, HttpError
from api.statistics import Statistics
from graph.engine.base import Engine
from graph.settings import Settings
from graph.tombstones import Tombstones

T = TypeVar("T")


def _engine(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _statistics(request: Request) -> Statistics:
    statistics: Statistics = request.app.state.statistics
    return statistics


def _tombstones(request: Request) -> Tombstones:
    tombstones: Tombstones = request.app.state.tombstones
    return tombstones


EngineDep = Annotated[Engine, Depends(_engine)]
SettingsDep = Annotated[Settings, Depends(_settings)]
StatisticsDep = Annotated[Statistics, Depends(_statistics)]
TombstonesDep = Annotated[Tombstones, Depends(_tombstones)]


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do ``work`` until it is done; give it up when the client hangs up or the server stops.

    The request's body must have been read before.

    Raises:
        ClientGone: the client hung up; ``work`` was cancelled and has ended.
        HttpError: the server stops; likewise.
    """
    doing = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_hung_up(request))
    stopping = asyncio.ensure_future(request.app.state.stopping.wait())
    try:
        await asyncio.wait({doing, gone, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        if gone.done():
            raise ClientGone
        raise HttpError(503, "stopping", "The server is stopping.", mend="Ask again shortly.")
    finally:
        for task in (doing, gone, stopping):
            task.cancel()
        await asyncio.gather(doing, gone, stopping, return_exceptions=True)


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
