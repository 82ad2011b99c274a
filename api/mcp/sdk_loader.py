"""Imports the SDK of the protocol when it is needed: it is optional, and takes a second."""

from __future__ import annotations

from typing import Any

from graph.optional_libraries import load
from graph.texts import N_


def sdk(module: str) -> Any:
    """A module of ours that imports the SDK, or one of the SDK's.

    Raises:
        LibraryMissing: the SDK is not installed.
    """
    return load(module, N_("Install venskab[mcp]."))
