"""Centrality that comes from the centrality of the neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.computing.measure import node
from graph.network.computing.seeding import seeded
from graph.network.computing.simple_graph import SimpleGraph


@node()
def eigenvector(graph: SimpleGraph) -> Sequence[float]:
    """The leading eigenvector of the adjacency matrix, scaled so that the largest value is 1.

    Source: Bonacich, Power and centrality: a family of measures, American Journal of Sociology 92
    (1987), 1170-1182.

    Components: each by itself with its own largest value 1, so that values compare within a
    component only; 0 for a node without a tie.
    """
    values = [0.0] * len(graph.nodes)
    for part in graph.components:
        if len(part) > 1:
            # Its iteration starts from a random vector, which shows in the last digit.
            with seeded():
                inside = graph.ig.induced_subgraph(part).eigenvector_centrality()
            for position, value in zip(part, inside, strict=True):
                values[position] = value
    return values


@node()
def pagerank(graph: SimpleGraph) -> Sequence[float]:
    """Share of time that a random walker spends at the node.

    At each step the walker follows an edge with probability 0.85 and else jumps to any node.

    Source: Brin and Page, The anatomy of a large-scale hypertextual web search engine, Computer
    Networks 30 (1998), 107-117.

    Components: the jumps reach all; a walker at a node without a tie always jumps.
    """
    return list(graph.ig.pagerank(directed=False))
