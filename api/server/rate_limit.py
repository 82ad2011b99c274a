"""Keeps a client to its share: so many requests a minute, and no more connections than there are.

Health, static files and the documentation are not counted: a monitor and a page's own parts must
never be refused.
"""

from __future__ import annotations

import math
import time
from typing import Final

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from api.monitoring.client_address import address_of, counted
from api.problems.problem import problem_of, respond
from graph.errors import LimitMet
from graph.texts import N_, NN_

REFUSED: Final = "refused"
"""Name in a request's state of the limit that its connection met before it was read."""
_FREE: Final = ("/health/", "/static/", "/guide/")


class RateLimit:
    """ASGI middleware that answers 429, or 503 for a connection too many.

    Args:
        app: what is behind.
        per_minute: requests of one client in a minute; 0 counts none.
    """

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self.app = app
        self._per_minute = per_minute
        self._item = RateLimitItemPerMinute(max(1, per_minute))
        # Its storage starts a thread, which nobody needs where nothing is counted.
        self._limiter = FixedWindowRateLimiter(MemoryStorage()) if per_minute else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that it is one too many."""
        met = self._met(scope) if scope["type"] == "http" else None
        if met is None:
            await self.app(scope, receive, send)
            return
        answer = respond(Request(scope, receive), problem_of(met))
        await answer(scope, receive, send)

    def _met(self, scope: Scope) -> LimitMet | None:
        refused: LimitMet | None = scope.get("state", {}).get(REFUSED)
        if refused or self._limiter is None or scope["path"].startswith(_FREE):
            return refused
        client = counted(address_of(scope))
        if self._limiter.hit(self._item, client):
            return None
        reset = self._limiter.get_window_stats(self._item, client).reset_time
        return self._too_many(max(1, math.ceil(reset - time.time())))

    def _too_many(self, wait: int) -> LimitMet:
        return LimitMet(
            "requests",
            NN_("{n} request a minute", "{n} requests a minute", self._per_minute),
            N_(
                "Your address has asked {per_minute} times within a minute.",
                per_minute=self._per_minute,
            ),
            hint=N_(
                "Ask again in {wait} s; ask for more rows at once instead of many times.", wait=wait
            ),
            retry_after=wait,
        )
