"""Places and measures of the nodes of a drawing, which are slow to work out and kept."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from graph.engine.disk_cache import DiskCache, maker
from graph.engine.process.child import await_child
from graph.errors import LimitMet
from graph.network.computing.layout import layout
from graph.network.computing.seeding import SEED
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.measures.betweenness import betweenness
from graph.network.measures.communities import community
from graph.texts import N_

_MOST: Final = 64
# igraph lets nothing else run in its process: above this it would hold up all other requests.
_HERE_UP_TO: Final = 200
_MAKERS: Final = (
    "layout_cache.py", "computing/layout.py", "computing/sampling.py", "computing/seeding.py",
    "computing/simple_graph.py", "measures/betweenness.py", "measures/communities.py",
)  # fmt: skip


@dataclass(frozen=True)
class NodeLayout:
    """Of each node, in the order of the simple graph.

    Attributes:
        places: where it lies, in the square from -1 to 1.
        communities: number of its community, from 1 for the largest.
        betweenness: its betweenness, from 0 to 1.
    """

    places: Sequence[tuple[float, float]]
    communities: Sequence[int]
    betweenness: Sequence[float]


def drawn(graph: SimpleGraph, seed: int = SEED) -> NodeLayout:
    """Work it out; rounded to what an eye can see, so that it is short to keep and to send."""
    places = layout(graph, seed)
    return NodeLayout(
        [(round(places[name][0], 5), round(places[name][1], 5)) for name in graph.nodes],
        community(graph),
        [round(share, 7) for share in betweenness(graph)],
    )


async def kept_drawn(graph: SimpleGraph, folder: Path, seed: int = SEED) -> NodeLayout:
    """The same, worked out once for a graph, a seed and this code, and kept in a folder.

    The name is that of the graph itself, not of the generation and the selection that it comes
    from: a change of the data that leaves the network as it was moves no node.

    Raises:
        LimitMet: the machine has too little memory for it.
    """
    kept = DiskCache(folder, ".json.gz", _MOST)
    name = await asyncio.to_thread(_name, graph, seed)
    text = await asyncio.to_thread(kept.read, name)
    if text is None:
        text = await _made(graph, seed)
        await asyncio.to_thread(kept.keep, name, text)
    found = json.loads(text)
    return NodeLayout(
        [(x, y) for x, y in found["places"]], found["communities"], found["betweenness"]
    )


async def _made(graph: SimpleGraph, seed: int) -> bytes:
    if len(graph.nodes) <= _HERE_UP_TO:
        return await asyncio.to_thread(_written, graph, seed)
    given = json.dumps([graph.nodes, graph.edges, graph.weights, seed]).encode()
    ended = await await_child("graph.network.layout_cache", given=given)
    if ended.status:
        what = N_("{nodes:,} nodes are too many to draw here.", nodes=len(graph.nodes))
        raise LimitMet(
            "memory", "that of this machine", what, hint=N_("Choose countries or areas.")
        )
    return ended.output


def main() -> None:
    """In the process of its own: read a graph and a seed, write what was worked out."""
    nodes, edges, weights, seed = json.loads(sys.stdin.buffer.read())
    graph = SimpleGraph(nodes, [(a, b) for a, b in edges], weights)
    sys.stdout.buffer.write(_written(graph, seed))


def _written(graph: SimpleGraph, seed: int) -> bytes:
    return json.dumps(dataclasses.asdict(drawn(graph, seed))).encode()


def _name(graph: SimpleGraph, seed: int) -> str:
    parts = (graph.nodes, graph.edges, graph.weights, seed, _maker())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


@cache
def _maker() -> str:
    folder = Path(str(files("graph"))) / "network"
    return maker((folder / name for name in _MAKERS), "igraph")
