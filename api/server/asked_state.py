"""``?as_of=RELEASE|DATE`` and ``?tier=`` at any address: which state of the graph answers.

The parameters are taken out of the address before a route sees it, so that no route has to know of
them; :func:`api.generation.generation.generation_of` gives each the state that is asked. Answers
of the past carry the headers of a memento (RFC 7089, section 2.1): when the state was that of the
graph, and where that of now is; answers of now say where those of the past are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlencode

import anyio.to_thread
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.generation.generation import GENERATION, TIMELESS, Generation
from api.generation.generations import HistoryPoint, PastGenerations, PresentGeneration
from api.generation.live_tiers import LiveTiers
from api.problems import problem
from api.server.memento_links import joined, links_in_time, original
from api.sparql.protocol import read_parameters
from graph.errors import BadParameter, VenskabError
from graph.texts import N_
from graph.tiers import DEFAULT, Tier, tier_of

NAMES: Final = (b"as_of=", b"tier=")
# What is the same at every time and of every tier: files, the server itself, the releases, and
# what it offers now.
_TIMELESS: Final = (
    "/static/", "/guide", "/health/", "/metrics", "/release", "/catalog", "/dataset/", "/service/",
    "/doc/dataset/", "/doc/service/", "/.well-known/void", "/profile", "/download", "/linkset/",
    "/timegate/", "/timemap/", "/changes/ldes",
)  # fmt: skip

# What holds the tiers against each other is answered of all there is, whichever tier is asked.
_OF_ALL: Final = "/registers"
# How often an answer is begun again because the data changed, before that is told.
_TRIES: Final = 3
_BUSY: Final = 503
_ASKING: Final = frozenset({"GET", "HEAD"})
_ASKING_BY_POST: Final = frozenset({("POST", "/sparql"), ("POST", "/mcp"), ("POST", "/reconcile")})


class AskedState:
    """ASGI middleware that gives a request its state of the graph, and holds it for the answer.

    Args:
        app: what is behind.
        now: the state of those who ask for no other.
        pasts: where past states are held.
        tiers: where the tiers of now are held.
    """

    def __init__(
        self, app: ASGIApp, now: PresentGeneration, pasts: PastGenerations, tiers: LiveTiers
    ) -> None:
        self.app = app
        self._now = now
        self._pasts = pasts
        self._tiers = tiers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer of the state that is asked."""
        timeless = scope[TIMELESS] = _is_timeless(scope)
        query = scope.get("query_string", b"")
        plain = not any(name in query for name in NAMES) and not _is_of_all(scope)
        if timeless or plain:
            await self._answer_now(scope, receive, send if timeless else _leading(scope, send))
            return
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._answer(scope, receive, send_on)
        except VenskabError as error:
            if begun:
                raise
            request = Request(scope, receive, send)
            await problem.answer_to(request, error)(scope, receive, send)

    async def _answer_now(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A remote engine has one state; what a change met on the way is asked again of the next.
        tries = _TRIES if scope["method"] in _ASKING else 0
        for left in range(tries, -1, -1):
            if await self._answer_once(scope, receive, send, last=not left):
                return

    async def _answer_once(self, scope: Scope, receive: Receive, send: Send, *, last: bool) -> bool:
        """Answer of the state of now; False when that went meanwhile, and nothing was sent."""
        answered = True
        with ExitStack() as holding:
            generation = holding.enter_context(self._now.pinned())

            async def send_on(message: Message) -> None:
                nonlocal answered
                # An answer is whole before it is begun: who reads it slowly holds no state.
                if message["type"] == "http.response.start":
                    answered = last or message["status"] != _BUSY or not generation.engine.gone
                    holding.close()
                if answered:
                    await send(message)

            await self.app({**scope, GENERATION: generation}, receive, send_on)
        return answered

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        (as_of, named), scope["query_string"] = _taken_out(scope["query_string"])
        tier = tier_of(named) if named else DEFAULT
        held_tier = Tier.ALL if _is_of_all(scope) else tier
        if not as_of and held_tier is DEFAULT:
            await self._answer_now(scope, receive, _leading(scope, send))
        elif not as_of:
            async with self._tiers.at(held_tier) as held:
                generation = replace(held, tier=tier)
                await self._send_of(generation, scope, receive, _leading(scope, send))
        else:
            point = await anyio.to_thread.run_sync(self._pasts.find, as_of, held_tier)
            async with self._pasts.at(point) as held:
                generation = replace(held, as_of=as_of, tier=tier)
                await self._send_of(generation, scope, receive, _memento(scope, send, point))

    async def _send_of(
        self, generation: Generation, scope: Scope, receive: Receive, send: Send
    ) -> None:
        scope[GENERATION] = generation

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _keep(message, generation)
            await send(message)

        await self.app(scope, receive, send_on)


def _is_timeless(scope: Scope) -> bool:
    return is_timeless(scope["method"], scope["path"])


def is_timeless(method: str, path: str) -> bool:
    """True for what has no past states."""
    # Any other method asks nothing of a past state; most addresses do not take it.
    asks = method in _ASKING or (method, path) in _ASKING_BY_POST
    return not asks or path.startswith(_TIMELESS)


def _is_of_all(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == _OF_ALL or path.startswith((f"{_OF_ALL}/", f"{_OF_ALL}."))


def _leading(scope: Scope, send: Send) -> Send:
    """Tell with each answer that has a tag where its past states are asked for."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 304):
            headers = MutableHeaders(raw=list(message["headers"]))
            if "etag" in headers and scope["method"] in _ASKING:
                links = (headers.get("link", ""), *links_in_time(Request(scope)))
                headers["link"] = joined(links)
                message["headers"] = headers.raw
        await send(message)

    return send_on


def _taken_out(query: bytes) -> tuple[list[str], bytes]:
    """The values of the parameters, blank for none, and the query string without them.

    Raises:
        BadParameter: one stands there twice.
        BadQuery: not UTF-8, percent-encoded.
    """
    fields = query.split(b"&")
    values = [_value(name, [each for each in fields if each.startswith(name)]) for name in NAMES]
    return values, b"&".join(field for field in fields if not field.startswith(NAMES))


def _value(name: bytes, found: list[bytes]) -> str:
    if len(found) > 1:
        raise BadParameter(
            N_(
                "There are {found} parameters named {name}; give one.",
                found=len(found),
                name=name.decode().rstrip("="),
            )
        )
    return "".join(value for _, value in read_parameters(b"".join(found))).strip()


def _keep(message: Message, generation: Generation) -> None:
    """What an answer leads to is of the same state."""
    headers = MutableHeaders(raw=list(message["headers"]))
    message["headers"] = headers.raw
    if (target := headers.get("location")) and generation.asked:
        sign = "&" if "?" in target else "?"
        headers["location"] = f"{target}{sign}{urlencode(generation.asked)}"
    # The address that it names is that of the present evidence.
    del headers["content-location"]


def _memento(scope: Scope, send: Send, point: HistoryPoint) -> Send:
    """Make an answer a memento."""
    request = Request(scope)

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 304):
            headers = MutableHeaders(raw=list(message["headers"]))
            message["headers"] = headers.raw
            headers["memento-datetime"] = format_datetime(point.when, usegmt=True)
            here: Iterable[str] = (
                f'<{original(request)}>; rel="original"',
                *links_in_time(request),
            )
            headers["link"] = joined((*here, headers.get("link", "")))
        await send(message)

    return send_on
