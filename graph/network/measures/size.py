"""Size and density of a graph."""

from __future__ import annotations

from graph.network.computing.measure import whole
from graph.network.computing.simple_graph import SimpleGraph


@whole()
def nodes(graph: SimpleGraph) -> int:
    """Number of nodes: the municipalities, or what else is tied.

    Source: Newman, Networks (2nd ed., 2018), section 6.1.

    Components: all nodes count, those without a tie too.
    """
    return len(graph.nodes)


@whole()
def edges(graph: SimpleGraph) -> int:
    """Number of pairs of nodes with at least one tie.

    Source: Newman, Networks (2nd ed., 2018), section 6.1.

    Components: all.
    """
    return len(graph.edges)


@whole()
def density(graph: SimpleGraph) -> float | None:
    """Share of all pairs of nodes that have a tie.

    Source: Newman, Networks (2nd ed., 2018), section 6.10.1.

    Components: pairs in different components are among all pairs.
    """
    pairs = len(graph.nodes) * (len(graph.nodes) - 1) / 2
    return len(graph.edges) / pairs if pairs else None
