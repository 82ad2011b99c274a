"""Direction of ties: incoming, outgoing, returned."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.computing.measure import node, whole
from graph.network.computing.simple_graph import SimpleGraph


@node("directions")
def in_degree(graph: SimpleGraph) -> Sequence[int]:
    """Number of neighbours from whom a tie leads to the node.

    A visit leads from guest to host, an exchange from who sends to who receives.

    Source: Wasserman and Faust, Social Network Analysis (1994).

    Components: each node by itself.
    """
    return list(graph.directed.indegree())


@node("directions")
def out_degree(graph: SimpleGraph) -> Sequence[int]:
    """Number of neighbours to whom a tie leads from the node.

    Source: Wasserman and Faust, Social Network Analysis (1994).

    Components: each node by itself.
    """
    return list(graph.directed.outdegree())


@node("directions")
def in_strength(graph: SimpleGraph) -> Sequence[float]:
    """Number of ties that lead to the node.

    Source: Opsahl, Agneessens and Skvoretz, Node centrality in weighted networks: generalizing
    degree and shortest paths, Social Networks 32 (2010), 245-251; the weight is the number of ties
    that lead from the one node to the other.

    Components: each node by itself.
    """
    return list(graph.directed.strength(mode="in", weights="weight"))


@node("directions")
def out_strength(graph: SimpleGraph) -> Sequence[float]:
    """Number of ties that lead from the node.

    Source: Opsahl, Agneessens and Skvoretz, Node centrality in weighted networks: generalizing
    degree and shortest paths, Social Networks 32 (2010), 245-251; the weight is the number of ties
    that lead from the one node to the other.

    Components: each node by itself.
    """
    return list(graph.directed.strength(mode="out", weights="weight"))


@whole("directions")
def reciprocity(graph: SimpleGraph) -> float | None:
    """Share of the directed edges whose opposite is an edge too; several ties are one edge.

    Source: Garlaschelli and Loffredo, Patterns of link reciprocity in directed networks, Physical
    Review Letters 93 (2004), 268701.

    Components: all edges; none where no tie leads from one node to another.
    """
    return float(graph.directed.reciprocity()) if graph.traits.directions else None
