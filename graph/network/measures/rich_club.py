"""True if those with many neighbours are neighbours of each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import fmean

from graph.network.computing.measure import Value, whole
from graph.network.computing.null_models import DRAWS, configurations
from graph.network.computing.simple_graph import SimpleGraph


@whole(asked_for=True)
def rich_club(graph: SimpleGraph) -> Mapping[str, Value]:
    """By degree k: the density among the nodes of more than k neighbours, and its ratio to chance.

    The ratio is to the mean in 20 graphs drawn with the same degrees; above 1 is a rich club.

    Source: Colizza, Flammini, Serrano and Vespignani, Detecting rich-club ordering in complex
    networks, Nature Physics 2 (2006), 110-115.

    Components: all.
    """
    found = densities(graph)
    drawn = [densities(one) for one in configurations(graph, DRAWS)]
    return {
        str(k): {"density": value, "ratio": _over(value, fmean(one[k] for one in drawn))}
        for k, value in found.items()
    }


def densities(graph: SimpleGraph) -> dict[int, float]:
    """By degree k: density of the edges among the nodes of more than k neighbours."""
    degrees = graph.degrees
    lower = sorted(min(degrees[a], degrees[b]) for a, b in graph.edges)
    ordered = sorted(degrees)
    found, edge, place = {}, 0, 0
    for k in range(max(degrees, default=0)):
        while edge < len(lower) and lower[edge] <= k:
            edge += 1
        while place < len(ordered) and ordered[place] <= k:
            place += 1
        if (pairs := math.comb(len(ordered) - place, 2)) == 0:
            break
        found[k] = (len(lower) - edge) / pairs
    return found


def _over(value: float, chance: float) -> float | None:
    return value / chance if chance else None
