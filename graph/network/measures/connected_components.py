"""Into how many parts a graph falls."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.computing.measure import node, whole
from graph.network.computing.simple_graph import SimpleGraph


@whole()
def components(graph: SimpleGraph) -> int:
    """Number of connected components.

    Source: Newman, Networks (2nd ed., 2018), section 6.12.

    Components: a node without a tie is one.
    """
    return len(graph.components)


@whole()
def largest_component(graph: SimpleGraph) -> int:
    """Number of nodes of the largest connected component.

    Source: Newman, Networks (2nd ed., 2018), section 6.12.

    Components: of equally large ones, the one with the first name in alphabetical order.
    """
    return len(graph.components[0]) if graph.components else 0


@node()
def component(graph: SimpleGraph) -> Sequence[int]:
    """Number of the component that the node is in, from 1 for the largest.

    Source: Newman, Networks (2nd ed., 2018), section 6.12.

    Components: equally large ones are numbered in the alphabetical order of their first names.
    """
    number = dict.fromkeys(range(len(graph.nodes)), 0)
    for rank, members in enumerate(graph.components, start=1):
        number.update(dict.fromkeys(members, rank))
    return list(number.values())
