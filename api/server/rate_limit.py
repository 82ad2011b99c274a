"""Keeps a client to its share: so many requests in any minute, and only so many connections.

Health, static files and the documentation are not counted: a monitor and a page's own parts must
never be refused.
"""

from __future__ import annotations

import asyncio
import math
from typing import Final, Protocol

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.monitoring.client_address import address_of, counted
from api.problems.problem import problem_of, respond
from api.server.moving_window import MovingWindow
from graph.errors import LimitMet
from graph.texts import N_, NN_

REFUSED: Final = "refused"
"""Name in a request's state of the limit that its connection met before it was read."""
MINUTE: Final = 60.0
_FREE: Final = ("/health/", "/static/", "/guide/")


class Window(Protocol):
    """Counts what each client did within the last seconds."""

    def hit(self, client: str, now: float) -> float:
        """Count a hit if there is room for it; seconds until there is, 0 if it was counted."""


class RateLimit:
    """ASGI middleware that answers 429, or 503 for a connection too many.

    Args:
        app: what is behind.
        per_minute: requests of one client in a minute; 0 counts none.
        window: counts them; default: one of this process alone.
    """

    def __init__(self, app: ASGIApp, per_minute: int, window: Window | None = None) -> None:
        self.app = app
        self._per_minute = per_minute
        self._window = (window or MovingWindow(per_minute, MINUTE)) if per_minute else None

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
        if refused or self._window is None or scope["path"].startswith(_FREE):
            return refused
        now = asyncio.get_running_loop().time()
        wait = self._window.hit(counted(address_of(scope)), now)
        return self._too_many(math.ceil(wait)) if wait else None

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
