"""Libraries that are loaded when they are first used, and not before.

igraph and networkx would take a second of every start, for igraph loads matplotlib where that is
installed; those of ``venskab[network]`` may be missing, and all else works without them.
"""

from __future__ import annotations

import importlib
from typing import Any

from graph.errors import LibraryMissing
from graph.texts import N_


def need(name: str) -> Any:
    """A library, loaded now if it was not before.

    Raises:
        LibraryMissing: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            N_("This needs the library {name}, which is not installed.", name=error.name),
            hint=N_("Install venskab[network]."),
        ) from error
