"""Resources: what is read by GET answers HEAD too, and every address says which methods it takes.

Handlers know neither HEAD nor OPTIONS. The server sends no body in answer to HEAD, whatever the
handler gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from copy import copy
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

READ: Final = "GET"
ONLY_SAID: Final = "only_said"
"""Attribute of a dependency that says which parameters there are, and does nothing."""
_HEAD: Final = "HEAD"
_OPTIONS: Final = "OPTIONS"


def router(**options: Any) -> APIRouter:
    """A router of resources.

    Args:
        options: what ``APIRouter`` takes beside.
    """
    # Its answers are of many media types: no one of them is that of all.
    return APIRouter(route_class=Resource, default_response_class=Response, **options)


class Resource(APIRoute):
    """A route that answers HEAD as GET, and OPTIONS by itself."""

    methods: set[str]

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self._plain = "{" not in path

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, without the dependencies that only say which parameters there are.

        FastAPI would read each parameter of each request, which takes longer than a kept answer.
        """
        whole = self.dependant
        self.dependant = copy(whole)
        self.dependant.dependencies = [
            each for each in whole.dependencies if not hasattr(each.call, ONLY_SAID)
        ]
        try:
            return super().get_route_handler()
        finally:
            self.dependant = whole

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """How well the route fits; for HEAD as well as it does for GET."""
        if self._plain and scope["path"] != self.path:
            return Match.NONE, {}
        match, found = super().matches(scope)
        if match is Match.PARTIAL and scope["method"] == _HEAD and READ in self.methods:
            return Match.FULL, found
        return match, found

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or tell the methods of the address.

        Raises:
            HTTPException: 405, a method that the address does not take.
        """
        method = scope["method"]
        if method in self.methods or (method == _HEAD and READ in self.methods):
            await self.app(scope, receive, send)
        else:
            headers = {"Allow": ", ".join(_methods(scope))}
            if method != _OPTIONS:
                raise HTTPException(405, headers=headers)
            await Response(status_code=204, headers=headers)(scope, receive, send)


def _methods(scope: Scope) -> list[str]:
    """The methods of an address, which may be several routes."""
    found = {_OPTIONS}
    for context in iter_route_contexts(scope["app"].routes):
        route = context.original_route
        if isinstance(route, Resource) and route.path_regex.match(scope["path"]):
            found |= route.methods
    return sorted(found | {_HEAD} if READ in found else found)
