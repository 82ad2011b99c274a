"""The addresses by which a resource is asked for in time (Memento, RFC 7089).

Each address that takes ``as_of`` has a gate, which leads to its state at a moment, and a map,
which lists all of its states; both are the address itself behind a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request

from api.generation.generation import generation_of
from api.http.representation import base_of
from graph.tiers import DEFAULT

_IN_PATH: Final = "/:@!$&'()*+,;=~"
_IN_QUERY: Final = f"{_IN_PATH}?%"
LINK_FORMAT: Final = "application/link-format"
GATE: Final = "timegate"
MAP: Final = "timemap"


def asked_in_time(request: Request) -> str:
    """Path and query of the resource that a request is about, below the server's address."""
    path = request.scope["path"].removeprefix("/")
    for word in (f"{GATE}/", f"{MAP}/"):
        path = path.removeprefix(word)
    query = request.scope["query_string"].decode("latin-1")
    # Of a tier the past states are others; its name was taken out of the address by now.
    state = generation_of(request)
    if state.tier is not DEFAULT:
        query = "&".join(filter(None, (query, urlencode({"tier": state.tier}))))
    # A path comes decoded, and a query as it was sent: neither may end a header or a link in it.
    asked = quote(path, safe=_IN_PATH)
    return f"{asked}?{quote(query, safe=_IN_QUERY)}" if query else asked


def links_in_time(request: Request) -> tuple[str, str]:
    """The links to the gate and the map of the resource that a request is about."""
    base, asked = base_of(request, request.app.state.settings), asked_in_time(request)
    return (
        f'<{base}{GATE}/{asked}>; rel="{GATE}"',
        f'<{base}{MAP}/{asked}>; rel="{MAP}"; type="{LINK_FORMAT}"',
    )


def original(request: Request) -> str:
    """The address of the resource as it is now."""
    return base_of(request, request.app.state.settings) + asked_in_time(request)


def memento(request: Request, change: int) -> str:
    """The address of the resource as it was after a change."""
    address = original(request)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'as_of': change})}"


def joined(links: Iterable[str]) -> str:
    """Links as one value of the header ``Link``."""
    return ", ".join(link for link in links if link)
