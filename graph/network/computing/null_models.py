"""Random graphs with the degrees of a given one, to hold a measure against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.network.computing.seeding import SEED, seeded
from graph.network.computing.simple_graph import SimpleGraph

DRAWS: Final = 20
# Swaps for each edge, after which a rewired graph no longer remembers the one it came from:
# Milo et al., On the uniform generation of random graphs with prescribed degree sequences (2003).
_SWAPS: Final = 100


def configurations(graph: SimpleGraph, draws: int, seed: int = SEED) -> Iterator[SimpleGraph]:
    """Draw simple graphs with the same degrees, by swapping the ends of random pairs of edges.

    Args:
        graph: the graph; stays as it is.
        draws: how many.
        seed: another seed draws others.
    """
    current = graph.ig.copy()
    for number in range(draws):
        with seeded(seed + number):
            current.rewire(n=_SWAPS * len(graph.edges))
        edges = sorted((min(pair), max(pair)) for pair in current.get_edgelist())
        yield SimpleGraph(graph.nodes, edges, [1.0] * len(edges), graph.traits)
