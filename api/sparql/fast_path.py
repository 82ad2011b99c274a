"""The short way to the endpoint that is asked most: past the router and its dependencies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.http_error import ClientGone
from api.problems import problem
from graph.engine.base import Unacceptable
from graph.errors import VenskabError


class FastPath:
    """ASGI middleware that answers one path itself and passes everything else on.

    Finding a route and solving its dependencies takes more time than answering a short query
    (decision 0060). What the endpoint raises becomes the same answer as behind the router.

    Args:
        app: what is behind.
        path: the path that goes the short way.
        methods: its methods; others are left to the router, which refuses them.
        endpoint: makes the answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        path: str,
        methods: Collection[str],
        endpoint: Callable[[Request], Awaitable[Response]],
    ) -> None:
        self.app = app
        self._path = path
        self._methods = methods
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or not self._takes(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        try:
            response = await self._endpoint(request)
        except (VenskabError, Unacceptable, HTTPException, ClientGone) as error:
            response = problem.answer_to(request, error)
        await response(scope, receive, send)

    def _takes(self, scope: Scope) -> bool:
        return scope["path"] == self._path and scope["method"] in self._methods
