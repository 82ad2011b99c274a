"""Believes only names of this server: what a request calls it comes back in links and citations.

Starlette's ``TrustedHostMiddleware`` knows fixed names only, not the address that a connection came
in at, reads ``[::1]:8000`` as ``[``, and answers 400 in plain text.
"""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.monitoring.client_address import parsed
from api.problems.problem import ProblemDetails, respond
from graph.settings import Settings
from graph.texts import N_

_HOST: Final = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::([0-9]{1,5}))?")
_LAST_PORT: Final = 65535
# Monitors call a server what they like, and nothing of it comes back.
_FREE: Final = "/health/"


class KnownHosts:
    """ASGI middleware that answers 421 where ``Host`` is no name of this server.

    Known are the names of the machine itself (``localhost`` and loopback addresses), the address
    that is listened on, and the one that the connection came in at. Where the operator said what
    address readers reach it at, no other comes back, and every name is passed.

    Args:
        app: what is behind.
        settings: the application's.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._named = bool(settings.base_url)
        self._listening = settings.host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that it is for somebody else."""
        if scope["type"] != "http" or self._named or scope["path"].startswith(_FREE):
            await self.app(scope, receive, send)
            return
        here = (scope.get("server") or ("",))[0]
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if all(self._is_ours(host.lower(), here) for host in hosts):
            await self.app(scope, receive, send)
            return
        await respond(Request(_without_host(scope, here)), _problem())(scope, receive, send)

    def _is_ours(self, host: str, here: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None or int(found[2] or 0) > _LAST_PORT:
            return False
        name = found[1].strip("[]")
        if name in ("localhost", self._listening):
            return True
        address = parsed(name)
        return address is not None and (address.is_loopback or address == parsed(here))


def _without_host(scope: Scope, here: str) -> Scope:
    """The request as if it were for the address that it came in at, which pages may link to."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    own = f"[{here}]" if ":" in here else here or "localhost"
    return {**scope, "headers": [*headers, (b"host", own.encode("latin-1"))]}


def _problem() -> ProblemDetails:
    return ProblemDetails(
        421,
        "misdirected-request",
        N_("The request is for a host that this server does not know itself by."),
        N_("Who runs the server names its address with --base-url or VENSKAB_BASE_URL."),
        headers={"Cache-Control": "no-store"},
    )
