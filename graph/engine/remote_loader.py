"""The remote engine, whose HTTP client is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.optional_libraries import load
from graph.texts import N_

if TYPE_CHECKING:
    from graph.engine.remote.remote_engine import RemoteEngine

_HINT: Final = N_("Install it: pip install 'venskab[remote]'.")


def remote_engine() -> type[RemoteEngine]:
    """The class of engines that are SPARQL servers.

    Raises:
        LibraryMissing: the HTTP client is not installed.
    """
    need_client()
    found: type[RemoteEngine] = load("graph.engine.remote.remote_engine", _HINT).RemoteEngine
    return found


def need_client() -> None:
    """Make sure that the HTTP client is there.

    Raises:
        LibraryMissing: it is not installed.
    """
    load("httpx", _HINT)
