"""The network that an export holds: all partnerships there ever were, as pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from graph.engine.base import Limits
from graph.network.home import facts_of_home
from graph.network.model import Network
from graph.network.projection import project

# Nobody else waits for the engine of an export, so it may take its time.
_LIMITS: Final = Limits(seconds=3600.0, memory=8 << 30, result=8 << 30, cache=0)


def network_of_home(home: Path) -> Network:
    """Read the network of a home folder, by an engine of its own.

    Raises:
        VenskabError: the ledger cannot be read.
    """
    return project(facts_of_home(home, _LIMITS))
