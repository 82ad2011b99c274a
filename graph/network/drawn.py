"""What a drawing of the network needs of each node and is slow to work out: place and measures."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from graph.kept import Kept, maker
from graph.network.chance import SEED
from graph.network.layout import layout
from graph.network.measures.betweenness import betweenness
from graph.network.measures.communities import community
from graph.network.simple import SimpleGraph

_MOST: Final = 64
_MAKERS: Final = (
    "chance.py", "drawn.py", "layout.py", "simple.py", "measures/betweenness.py",
    "measures/communities.py",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """Of each node, in the order of the simple graph.

    Attributes:
        places: where it lies, in the square from -1 to 1.
        communities: number of its community, from 1 for the largest.
        betweenness: its betweenness, from 0 to 1.
    """

    places: Sequence[tuple[float, float]]
    communities: Sequence[int]
    betweenness: Sequence[float]


def drawn(graph: SimpleGraph, seed: int = SEED) -> Drawn:
    """Work it out; rounded to what an eye can see, so that it is short to keep and to send."""
    places = layout(graph, seed)
    return Drawn(
        [(round(places[name][0], 5), round(places[name][1], 5)) for name in graph.nodes],
        community(graph),
        [round(share, 7) for share in betweenness(graph)],
    )


def kept_drawn(graph: SimpleGraph, folder: Path, seed: int = SEED) -> Drawn:
    """The same, worked out once for a graph, a seed and this code, and kept in a folder.

    The name is that of the graph itself, not of the generation and the selection that it comes
    from: a change of the data that leaves the network as it was moves no node.
    """
    kept = Kept(folder, ".json.gz", _MOST)
    text = kept.get(_name(graph, seed), lambda: _written(drawn(graph, seed)))
    found = json.loads(text)
    return Drawn([(x, y) for x, y in found["places"]], found["communities"], found["betweenness"])


def _written(found: Drawn) -> bytes:
    return json.dumps(dataclasses.asdict(found)).encode()


def _name(graph: SimpleGraph, seed: int) -> str:
    parts = (graph.nodes, graph.edges, graph.weights, seed, _maker())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


@cache
def _maker() -> str:
    folder = Path(str(files("graph"))) / "network"
    return maker((folder / name for name in _MAKERS), "igraph")
