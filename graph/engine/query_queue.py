"""The places of queries that run at the same time, and the queue in front of them."""

from __future__ import annotations

import asyncio

from graph.engine.base import Limits
from graph.errors import LimitMet
from graph.texts import N_


class QueryQueue:
    """Lets in as many queries as there may be workers, and so many wait.

    Args:
        limits: how many run, and how many wait.

    Attributes:
        waiting: queries that wait now.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._places = asyncio.Semaphore(limits.workers)
        self.waiting = 0

    async def enter(self, seconds: float) -> None:
        """Take a place, which :meth:`leave` gives back.

        Args:
            seconds: the longest time to wait for one, s.

        Raises:
            LimitMet: too many wait, or none became free in that time.
        """
        if not self._places.locked():
            await self._places.acquire()
            return
        if self.waiting >= self._limits.queue:
            queue = self._limits.queue
            raise self.refusal(N_("{queue} queries are waiting already.", queue=queue))
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise self.refusal(
                N_("No worker became free within {seconds:g} s.", seconds=seconds)
            ) from error
        finally:
            self.waiting -= 1

    def leave(self) -> None:
        """Give a place back."""
        self._places.release()

    def refusal(self, what: str) -> LimitMet:
        """The error of a query that gets no place.

        Args:
            what: why, as a sentence.
        """
        value = N_(
            "{most} queries at a time, {queue} waiting",
            most=self._limits.workers,
            queue=self._limits.queue,
        )
        return LimitMet("queue", value, what, hint=N_("Ask again shortly."), retry_after=5)
