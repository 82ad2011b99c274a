"""Distances between nodes, in steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from graph.network.computing.measure import node, whole
from graph.network.computing.network_libraries import need
from graph.network.computing.sampling import Distances
from graph.network.computing.simple_graph import SimpleGraph


@whole(far=True)
def diameter(graph: SimpleGraph) -> int | None:
    """Largest distance between two nodes, in steps.

    Source: Newman, Networks (2nd ed., 2018), section 6.11.1. Above 20,000 nodes by bounds that
    close in on it: Takes and Kosters, Determining the diameter of small world networks (2011).

    Components: the largest only; of equally large ones, that with the first name.
    """
    if graph.sampled is None:
        return max(graph.distance_counts, default=0) if graph.nodes else None
    found: int = need("networkx").diameter(graph.largest.to_networkx(), usebounds=True)
    return found


@whole(far=True)
def mean_distance(graph: SimpleGraph) -> float | None:
    """Mean distance of all pairs of nodes, in steps.

    Above 20,000 nodes of the pairs with one of 1,000 nodes drawn at random with a fixed seed.

    Source: Watts and Strogatz, Collective dynamics of small-world networks, Nature 393 (1998),
    440-442.

    Components: the largest only; of equally large ones, that with the first name.
    """
    counts = graph.sampled.counts if graph.sampled else graph.distance_counts
    pairs = sum(counts.values())
    return sum(steps * count for steps, count in counts.items()) / pairs if pairs else None


@node(far=True)
def closeness(graph: SimpleGraph) -> Sequence[float]:
    """Inverse of the mean distance to the nodes within reach, times the share of nodes in reach.

    In a component of more than 20,000 nodes the mean is that of the distances to 1,000 nodes drawn
    at random with a fixed seed.

    Source: Wasserman and Faust, Social Network Analysis (1994), equation 5.22 with their
    correction for graphs that are not connected (page 201); the sample after Eppstein and Wang,
    Fast approximation of centrality, Journal of Graph Algorithms and Applications 8 (2004), 39-45.

    Components: distances within the node's own component, scaled by the component's share; 0 for
    a node without a tie.
    """
    size = {position: len(part) for part in graph.components for position in part}

    def exact(nodes: Sequence[int]) -> list[float]:
        found = graph.ig.closeness(vertices=nodes, normalized=True)
        return [_number(each) * (size[at] - 1) for at, each in zip(nodes, found, strict=True)]

    def sampled(known: Distances, node: int) -> float:
        return known.others(node) / known.sums[node] * (len(known.sums) - 1)

    return _by_part(graph, exact, sampled)


@node(far=True)
def harmonic(graph: SimpleGraph) -> Sequence[float]:
    """Mean of the inverse distances to all other nodes.

    In a component of more than 20,000 nodes worked out from the distances to 1,000 nodes drawn at
    random with a fixed seed.

    Source: Marchiori and Latora, Harmony in the small-world, Physica A 285 (2000), 539-546;
    Rochat, Closeness centrality extended to unconnected graphs (2009).

    Components: a node in another component counts 0, as if it were infinitely far.
    """

    def exact(nodes: Sequence[int]) -> list[float]:
        found = graph.ig.harmonic_centrality(vertices=nodes, normalized=False)
        return [_number(each) for each in found]

    def sampled(known: Distances, node: int) -> float:
        return known.inverses[node] / known.others(node) * (len(known.sums) - 1)

    return _by_part(graph, exact, sampled)


def _by_part(
    graph: SimpleGraph,
    exact: Callable[[Sequence[int]], list[float]],
    sampled: Callable[[Distances, int], float],
) -> list[float]:
    """Sums over the node's component, over the number of all other nodes."""
    others = max(1, len(graph.nodes) - 1)
    if graph.sampled is None:
        return [value / others for value in exact(range(len(graph.nodes)))]
    values = dict.fromkeys(range(len(graph.nodes)), 0.0)
    large, *small = graph.components
    for place, position in enumerate(large):
        values[position] = sampled(graph.sampled, place) / others
    rest = [position for part in small for position in part]
    values |= zip(rest, (value / others for value in exact(rest)), strict=True)
    return list(values.values())


def _number(value: Any) -> float:
    """0 for what igraph says is not a number."""
    return 0.0 if math.isnan(value) else float(value)
