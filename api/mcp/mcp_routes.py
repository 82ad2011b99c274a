"""``/mcp``: the tools over streamable HTTP; stateless, each request is answered by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from api.generation.dependencies import SettingsDep
from api.generation.generation import generation_of
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.http_error import HttpError
from api.http.representation import base_of
from api.locale.language import Lang
from api.mcp.sdk_loader import sdk
from api.mcp.tool import Json, ToolContext
from api.sparql.protocol import ENCODING_FACTOR
from graph.settings import Settings
from graph.texts import N_

router = resource.router(tags=["assistants"])


class HttpDoor:
    """Requests over HTTP, each answered from the state of the graph that it asks."""

    @contextmanager
    def opened(self, request: Request, lang: Lang | None) -> Generator[ToolContext]:
        """What a request is answered in; the server holds the state until it is answered."""
        state = request.app.state
        yield ToolContext(
            generation_of(request),
            state.settings,
            state.tombstones,
            lang or language_of(request),
            base_of(request, state.settings),
        )

    async def finished(self, request: Request, work: Coroutine[Any, Any, Json]) -> Json:
        """What some work gives, given up when the client hangs up or the server stops."""
        return await while_connected(request, work)


@router.post("/mcp", include_in_schema=False)
async def mcp(request: Request, settings: SettingsDep) -> Response:
    """Answer a request of the Model Context Protocol."""
    _check_origin(request, settings)
    # The SDK takes a second to import, and most servers are never asked by an assistant.
    server = await asyncio.to_thread(_server)
    return _Exchange(server, settings.query_bytes * ENCODING_FACTOR)


@cache
def _server() -> Any:
    return sdk("api.mcp.mcp_server").server(HttpDoor())


class _Exchange(Response):
    """An answer that the SDK writes itself."""

    def __init__(self, server: Any, longest: int) -> None:
        super().__init__()
        self._server = server
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the SDK answer; its manager keeps nothing, and so lasts as long as the request."""
        manager = sdk("mcp.server.streamable_http_manager").StreamableHTTPSessionManager(
            self._server, json_response=True, stateless=True, max_request_body_size=self._longest
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _check_origin(request: Request, settings: Settings) -> None:
    """Refuse what a page of another site has a browser send, as the protocol asks.

    ``Host`` was looked at before: it names this server, or the operator said how it is reached.

    Raises:
        HttpError: the page is neither of this server nor of this machine.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return
    given, own = urlsplit(origin), urlsplit(base_of(request, settings))
    local = given.hostname in ("localhost", "127.0.0.1", "::1")
    if not (local or (given.scheme, given.netloc) == (own.scheme, own.netloc)):
        raise HttpError(
            403,
            "origin",
            N_("A page of another site asks: {origin!r}.", origin=origin[:80]),
            hint=N_("Ask from a program, or from a page of this server."),
        )
