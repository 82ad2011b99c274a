"""How far apart nodes are, in steps."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.network.measure import node, whole
from graph.network.simple import SimpleGraph


@whole(far=True)
def diameter(graph: SimpleGraph) -> int | None:
    """Largest distance between two nodes, in steps.

    Source: Newman, Networks (2nd ed., 2018), section 6.11.1.

    Components: the largest only; of equally large ones, that with the first name.
    """
    return max(graph.distance_counts, default=0) if graph.nodes else None


@whole(far=True)
def mean_distance(graph: SimpleGraph) -> float | None:
    """Mean distance of all pairs of nodes, in steps.

    Source: Watts and Strogatz, Collective dynamics of small-world networks, Nature 393 (1998),
    440-442.

    Components: the largest only; of equally large ones, that with the first name.
    """
    counts = graph.distance_counts
    pairs = sum(counts.values())
    return sum(steps * count for steps, count in counts.items()) / pairs if pairs else None


@node(far=True)
def closeness(graph: SimpleGraph) -> Sequence[float]:
    """Inverse of the mean distance to the nodes within reach, times the share of nodes in reach.

    Source: Wasserman and Faust, Social Network Analysis (1994), equation 5.22 with their
    correction for graphs that are not connected (page 201).

    Components: distances within the node's own component, scaled by the component's share; 0 for
    a node without a tie.
    """
    size = {position: len(part) for part in graph.components for position in part}
    scale = len(graph.nodes) - 1
    return [
        0.0 if math.isnan(value) else value * (size[position] - 1) / scale
        for position, value in enumerate(graph.ig.closeness(normalized=True))
    ]


@node(far=True)
def harmonic(graph: SimpleGraph) -> Sequence[float]:
    """Mean of the inverse distances to all other nodes.

    Source: Marchiori and Latora, Harmony in the small-world, Physica A 285 (2000), 539-546;
    Rochat, Closeness centrality extended to unconnected graphs (2009).

    Components: a node in another component counts 0, as if it were infinitely far.
    """
    return [
        0.0 if math.isnan(value) else value
        for value in graph.ig.harmonic_centrality(normalized=True)
    ]
