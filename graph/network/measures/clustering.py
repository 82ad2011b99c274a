"""True if the neighbours of a node are neighbours of each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.network.computing.measure import node, whole
from graph.network.computing.simple_graph import SimpleGraph


@whole()
def triangles(graph: SimpleGraph) -> int:
    """Number of triples of nodes that are all neighbours of each other.

    Source: Newman, Networks (2nd ed., 2018), section 7.3.

    Components: all.
    """
    return len(graph.ig.list_triangles())


@whole()
def global_clustering(graph: SimpleGraph) -> float | None:
    """Three times the triangles over the wedges (two neighbours of one node); none without wedges.

    Source: Newman, Watts and Strogatz, Random graph models of social networks, PNAS 99 (2002),
    2566-2572.

    Components: all.
    """
    found = float(graph.ig.transitivity_undirected())
    return None if math.isnan(found) else found


@node()
def clustering(graph: SimpleGraph) -> Sequence[float]:
    """Share of the pairs of a node's neighbours that are neighbours; 0 with fewer than two.

    Source: Watts and Strogatz, Collective dynamics of small-world networks, Nature 393 (1998),
    440-442.

    Components: each node by itself.
    """
    return list(graph.ig.transitivity_local_undirected(mode="zero"))


@whole()
def mean_clustering(graph: SimpleGraph) -> float | None:
    """Mean of the local clustering of all nodes; a node with fewer than two neighbours counts 0.

    Source: Watts and Strogatz, Collective dynamics of small-world networks, Nature 393 (1998),
    440-442.

    Components: all.
    """
    values = clustering(graph)
    return sum(values) / len(values) if values else None
