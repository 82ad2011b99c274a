"""What a drawing of the network needs of each node and is slow to work out: place and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.network.chance import SEED
from graph.network.layout import layout
from graph.network.measures.betweenness import betweenness
from graph.network.measures.communities import community
from graph.network.simple import SimpleGraph


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
