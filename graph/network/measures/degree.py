"""Degree: the numbers of neighbours and of ties."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.computing.measure import node, whole
from graph.network.computing.simple_graph import SimpleGraph


@node()
def degree(graph: SimpleGraph) -> Sequence[int]:
    """Number of neighbours.

    Source: Freeman, Centrality in social networks: conceptual clarification, Social Networks 1
    (1978), 215-239.

    Components: each node by itself.
    """
    return graph.degrees


@node()
def strength(graph: SimpleGraph) -> Sequence[float]:
    """Sum of the weights of a node's edges; the weight is the number of ties of the pair.

    Source: Barrat, Barthélemy, Pastor-Satorras and Vespignani, The architecture of complex
    weighted networks, PNAS 101 (2004), 3747-3752.

    Components: each node by itself.
    """
    return list(graph.ig.strength(weights=list(graph.weights)))


@whole()
def max_degree(graph: SimpleGraph) -> int | None:
    """Largest degree of a node.

    Source: Newman, Networks (2nd ed., 2018), section 6.10.

    Components: all.
    """
    return max(graph.degrees, default=None)


@whole()
def mean_degree(graph: SimpleGraph) -> float | None:
    """Mean degree of the nodes.

    Source: Newman, Networks (2nd ed., 2018), section 6.10.

    Components: all nodes, those without a tie too.
    """
    return 2 * len(graph.edges) / len(graph.nodes) if graph.nodes else None
