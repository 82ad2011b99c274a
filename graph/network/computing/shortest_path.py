"""The shortest way through a network from one node to another."""

from __future__ import annotations

import math

from graph.network.computing.simple_graph import SimpleGraph


def shortest_path(graph: SimpleGraph, start: str, end: str) -> list[str]:
    """The nodes of a shortest path, both ends included, whatever the direction of the ties.

    Of equally short paths it is always the same one.

    Returns:
        Names of nodes; empty where no path leads there or one of the two is no node.
    """
    place = {name: position for position, name in enumerate(graph.nodes)}
    if start not in place or end not in place:
        return []
    if math.isinf(graph.ig.distances(place[start], place[end])[0][0]):
        return []
    (path,) = graph.ig.get_shortest_paths(place[start], place[end])
    return [graph.nodes[position] for position in path]
