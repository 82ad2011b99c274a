"""Places of nodes in a drawing of the network: the same seed, the same place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from graph.network.computing.seeding import SEED, seeded
from graph.network.computing.simple_graph import SimpleGraph

Layout = Mapping[str, tuple[float, float]]
# Above this the forces are worked out on a grid, which is near enough and 1,000 times faster.
_EXACT_UP_TO: Final = 1_000
_ROUNDS: Final = 500


def layout(graph: SimpleGraph, seed: int = SEED) -> Layout:
    """A force-directed layout, scaled into the square from -1 to 1.

    Source: Fruchterman and Reingold, Graph drawing by force-directed placement, Software: Practice
    and Experience 21 (1991), 1129-1164. Edge weights count.

    Args:
        graph: the graph.
        seed: another seed begins from another place.
    """
    if not graph.nodes:
        return {}
    # Where igraph itself begins; nearer together or farther apart takes up to six times as long.
    side = math.sqrt(len(graph.nodes)) / 2
    with seeded(seed) as rng:
        start = [
            (rng.uniform(-side, side), rng.uniform(-side, side)) for _ in range(len(graph.nodes))
        ]
        found = graph.ig.layout_fruchterman_reingold(
            weights=list(graph.weights),
            seed=start,
            niter=_ROUNDS,
            grid="nogrid" if len(graph.nodes) <= _EXACT_UP_TO else "grid",
        )
    return _scaled(graph, [(float(x), float(y)) for x, y in found.coords])


def _scaled(graph: SimpleGraph, places: list[tuple[float, float]]) -> Layout:
    low = [min(axis) for axis in zip(*places, strict=True)]
    high = [max(axis) for axis in zip(*places, strict=True)]
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    reach = max(b - a for a, b in zip(low, high, strict=True)) / 2 or 1.0
    return {
        name: ((x - middle[0]) / reach, (y - middle[1]) / reach)
        for name, (x, y) in zip(graph.nodes, places, strict=True)
    }
