"""A format: a name, a media type, and a function from a network to bytes.

The same network gives the same bytes each time: no date of writing, no order by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.network.tie_network import Network


@dataclass(frozen=True)
class NetworkFormat:
    """One way to write a network.

    Attributes:
        suffix: file name suffix without the first dot, which is also its name.
        media_type: the media type.
        title: what it is and what reads it.
        write: writes a network.
    """

    suffix: str
    media_type: str
    title: str
    write: Callable[[Network], bytes]
