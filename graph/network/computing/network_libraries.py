"""Libraries that are loaded when they are first used, and not before.

igraph and networkx would take a second of every start, for igraph loads matplotlib where that is
installed; those of ``venskab[network]`` may be missing, and all else works without them.
"""

from __future__ import annotations

from typing import Any

from graph.optional_libraries import load
from graph.texts import N_


def need(name: str) -> Any:
    """A library that networks are worked with.

    Raises:
        LibraryMissing: it is not installed.
    """
    return load(name, N_("Install venskab[network]."))
