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
from typing import Any, Final

from graph.engine.disk_cache import DiskCache, maker
from graph.engine.process.child import await_child
from graph.errors import LimitMet
from graph.network.computing.layout import layout
from graph.network.computing.seeding import SEED
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.measures.betweenness import betweenness
from graph.network.measures.communities import community
from graph.texts import N_

# Two graphs and a seed, as JSON has them.
_Asked = list[Any]
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
        hubs: where each chain lies, in the order of their names.
    """

    places: Sequence[tuple[float, float]]
    communities: Sequence[int]
    betweenness: Sequence[float]
    hubs: Sequence[tuple[float, float]] = ()


def drawn(graph: SimpleGraph, seed: int = SEED, *, lines: SimpleGraph | None = None) -> NodeLayout:
    """Work it out; rounded to what an eye can see, so that it is short to keep and to send.

    Args:
        graph: what is measured.
        seed: another seed lays it out from another beginning.
        lines: what is laid out, where that is another graph: with a node more for each chain.
    """
    lines = lines or graph
    found = layout(lines, seed)
    places = {name: (round(x, 5), round(y, 5)) for name, (x, y) in found.items()}
    own = set(graph.nodes)
    return NodeLayout(
        [places[name] for name in graph.nodes],
        community(graph),
        [round(share, 7) for share in betweenness(graph)],
        [places[name] for name in lines.nodes if name not in own],
    )


async def kept_drawn(
    graph: SimpleGraph, folder: Path, seed: int = SEED, *, lines: SimpleGraph | None = None
) -> NodeLayout:
    """The same, worked out once for a graph, a seed and this code, and kept in a folder.

    The name is that of the graph itself, not of the generation and the selection that it comes
    from: a change of the data that leaves the network as it was moves no node.

    Raises:
        LimitMet: the machine has too little memory for it.
    """
    kept = DiskCache(folder, ".json.gz", _MOST)
    asked = [_plain(graph), _plain(lines or graph), seed]
    name = await asyncio.to_thread(_name, asked)
    text = await asyncio.to_thread(kept.read, name)
    if text is None:
        text = await _made(graph, asked)
        await asyncio.to_thread(kept.keep, name, text)
    found = json.loads(text)
    places, hubs = ([(x, y) for x, y in found[key]] for key in ("places", "hubs"))
    return NodeLayout(places, found["communities"], found["betweenness"], hubs)


async def _made(graph: SimpleGraph, asked: _Asked) -> bytes:
    if len(graph.nodes) <= _HERE_UP_TO:
        return await asyncio.to_thread(_written, asked)
    given = await asyncio.to_thread(_text, asked)
    ended = await await_child("graph.network.layout_cache", given=given)
    if ended.status:
        what = N_("{nodes:,} nodes are too many to draw here.", nodes=len(graph.nodes))
        raise LimitMet(
            "memory", N_("that of this machine"), what, hint=N_("Choose countries or areas.")
        )
    return ended.output


def main() -> None:
    """In the process of its own: read graphs and a seed, write what was worked out."""
    sys.stdout.buffer.write(_written(json.loads(sys.stdin.buffer.read())))


def _plain(graph: SimpleGraph) -> list[Any]:
    return [graph.nodes, graph.edges, graph.weights]


def _graph(nodes: Sequence[str], edges: Any, weights: Sequence[float]) -> SimpleGraph:
    return SimpleGraph(nodes, [(a, b) for a, b in edges], weights)


def _written(asked: _Asked) -> bytes:
    measured, lines, seed = asked
    found = drawn(_graph(*measured), seed, lines=_graph(*lines))
    return json.dumps(dataclasses.asdict(found)).encode()


def _text(asked: _Asked) -> bytes:
    return json.dumps(asked).encode()


def _name(asked: _Asked) -> str:
    return hashlib.sha256(_text([*asked, _maker()])).hexdigest()[:32]


@cache
def _maker() -> str:
    folder = Path(str(files("graph"))) / "network"
    return maker((folder / name for name in _MAKERS), "igraph")
