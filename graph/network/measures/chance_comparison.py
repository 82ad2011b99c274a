"""The distance of a graph from random graphs with the same degrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import fmean, stdev
from typing import Final

from graph.network.computing.measure import Value, whole
from graph.network.computing.null_models import DRAWS, configurations
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.measures.assortativity import degree_assortativity
from graph.network.measures.clustering import global_clustering, mean_clustering
from graph.network.measures.communities import modularity

_COMPARED: Final[Mapping[str, Callable[[SimpleGraph], float | None]]] = {
    each.name: each
    for each in (global_clustering, mean_clustering, degree_assortativity, modularity)
}


@whole(asked_for=True)
def beside_chance(graph: SimpleGraph) -> Mapping[str, Value]:
    """Clustering, degree assortativity and modularity beside 20 graphs of the same degrees.

    The graphs are drawn with a fixed seed. Given are the value, the mean and standard deviation of
    the drawn, and the distance between the two in standard deviations (z).

    Source: Maslov and Sneppen, Specificity and stability in topology of protein networks, Science
    296 (2002), 910-913; configuration model after Newman, Strogatz and Watts, Physical Review E 64
    (2001), 026118.

    Components: all; a drawn graph may fall apart otherwise. Weights are not counted.
    """
    bare = SimpleGraph(graph.nodes, graph.edges, [1.0] * len(graph.edges))
    drawn = list(configurations(bare, DRAWS))
    return {
        name: _beside(measure(bare), [measure(one) for one in drawn])
        for name, measure in _COMPARED.items()
    }


def _beside(value: float | None, drawn: list[float | None]) -> Mapping[str, float | None] | None:
    known = [one for one in drawn if one is not None]
    if value is None or len(known) < 2:
        return None
    mean, spread = fmean(known), stdev(known)
    z = (value - mean) / spread if spread else None
    return {"value": value, "random_mean": mean, "random_deviation": spread, "z": z}
