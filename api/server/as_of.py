"""``?as_of=RELEASE|DATE`` at any address: the answer is that of a past state of the graph.

The parameter is taken out of the address before a route sees it, so that no route has to know of
it; :func:`api.generation.generation.generation_of` gives each the state that is asked. Answers
carry the headers of a memento (RFC 7089, section 2.1): when the state was that of the graph, and
where that of now is; answers of now say where those of the past are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlencode

import anyio.to_thread
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.generation.generation import GENERATION
from api.generation.generations import HistoryPoint, PastGenerations, PresentGeneration
from api.problems import problem
from api.server.memento_links import joined, links_in_time, original
from api.sparql.protocol import read_parameters
from graph.errors import BadParameter, VenskabError
from graph.texts import N_

NAME: Final = "as_of"
# What is the same at every time: files, the server itself, the releases, and what it offers now.
_TIMELESS: Final = (
    "/static/", "/guide", "/health/", "/metrics", "/release", "/catalog", "/dataset/", "/service/",
    "/doc/dataset/", "/doc/service/", "/.well-known/void", "/profile", "/download", "/linkset/",
    "/timegate/", "/timemap/", "/changes/ldes",
)  # fmt: skip

_ASKING: Final = frozenset({"GET", "HEAD"})
_ASKING_BY_POST: Final = frozenset({("POST", "/sparql"), ("POST", "/mcp")})


class AsOf:
    """ASGI middleware that gives a request its state of the graph, and holds it for the answer.

    Args:
        app: what is behind.
        now: the state of others than those who ask for a past one.
        pasts: where the states are held.
    """

    def __init__(self, app: ASGIApp, now: PresentGeneration, pasts: PastGenerations) -> None:
        self.app = app
        self._now = now
        self._pasts = pasts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer of the state that is asked."""
        timeless = _is_timeless(scope)
        if timeless or b"as_of=" not in scope.get("query_string", b""):
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
        with ExitStack() as holding:
            scope[GENERATION] = holding.enter_context(self._now.pinned())

            async def send_on(message: Message) -> None:
                # An answer is whole before it is begun: who reads it slowly holds no state.
                if message["type"] == "http.response.start":
                    holding.close()
                await send(message)

            await self.app(scope, receive, send_on)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        as_of, rest = _taken_out(scope["query_string"])
        scope["query_string"] = rest
        if not as_of:
            await self._answer_now(scope, receive, send)
            return
        point = await anyio.to_thread.run_sync(self._pasts.find, as_of)
        here = (f'<{original(Request(scope))}>; rel="original"', *links_in_time(Request(scope)))

        async def send_memento(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message, here, as_of, point)
            await send(message)

        async with self._pasts.at(point, as_of) as generation:
            scope[GENERATION] = generation
            await self.app(scope, receive, send_memento)


def _is_timeless(scope: Scope) -> bool:
    return is_timeless(scope["method"], scope["path"])


def is_timeless(method: str, path: str) -> bool:
    """True for what has no past states."""
    # Any other method asks nothing of a past state; most addresses do not take it.
    asks = method in _ASKING or (method, path) in _ASKING_BY_POST
    return not asks or path.startswith(_TIMELESS)


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


def _taken_out(query: bytes) -> tuple[str, bytes]:
    """The value of ``as_of``, blank for none, and the query string without it.

    Raises:
        BadParameter: it stands there twice.
        BadQuery: not UTF-8, percent-encoded.
    """
    named = b"as_of="
    fields = query.split(b"&")
    found = [field for field in fields if field.startswith(named)]
    if len(found) > 1:
        raise BadParameter(
            N_("There are {found} parameters named {name}; give one.", found=len(found), name=NAME)
        )
    values = [value for _, value in read_parameters(b"".join(found))]
    rest = b"&".join(field for field in fields if not field.startswith(named))
    return "".join(values).strip(), rest


def _mark(message: Message, here: Iterable[str], as_of: str, point: HistoryPoint) -> None:
    """Make an answer a memento; what it leads to is of the same state."""
    headers = MutableHeaders(raw=list(message["headers"]))
    message["headers"] = headers.raw
    if target := headers.get("location"):
        sign = "&" if "?" in target else "?"
        headers["location"] = f"{target}{sign}{urlencode({NAME: as_of})}"
    # The address that it names is that of the present.
    del headers["content-location"]
    if message["status"] in (200, 304):
        headers["memento-datetime"] = format_datetime(point.when, usegmt=True)
        headers["link"] = joined((*here, headers.get("link", "")))
