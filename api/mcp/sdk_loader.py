"""Imports the SDK of the protocol when it is needed: it is optional, and takes a second."""

from __future__ import annotations

import importlib
from typing import Any

from graph.errors import LibraryMissing
from graph.texts import N_


def sdk(module: str) -> Any:
    """A module of ours that imports the SDK, or one of the SDK's.

    Raises:
        LibraryMissing: the SDK is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            N_("This needs the library {name}, which is not installed.", name=error.name),
            hint=N_("Install venskab[mcp]."),
        ) from error
