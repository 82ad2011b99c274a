"""Core number: the depth of a node in the dense part of the graph."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.computing.measure import node, whole
from graph.network.computing.simple_graph import SimpleGraph


@node()
def core(graph: SimpleGraph) -> Sequence[int]:
    """Largest k for which the node is in the k-core, where each has at least k neighbours.

    Source: Seidman, Network structure and minimum degree, Social Networks 5 (1983), 269-287.

    Components: each by itself; 0 for a node without a tie.
    """
    return list(graph.ig.coreness())


@whole()
def max_core(graph: SimpleGraph) -> int | None:
    """Largest k for which there is a k-core.

    Source: Seidman, Network structure and minimum degree, Social Networks 5 (1983), 269-287.

    Components: all.
    """
    return max(graph.ig.coreness(), default=None)
