"""Gives work up when the client that waits for it hangs up, or the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from fastapi import Request

from api.http.http_error import ClientGone, HttpError
from graph.texts import N_

T = TypeVar("T")
_A_MOMENT: Final = 0.05


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
        stopping = HttpError(
            503, "stopping", N_("The server is stopping."), hint=N_("Ask again shortly.")
        )
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
