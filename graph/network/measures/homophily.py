"""True if ties stay at home and near, beside what chance would give."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from statistics import fmean, median, stdev
from typing import Final

from graph.great_circle import Point, great_circle
from graph.network.computing.measure import Value, whole
from graph.network.computing.simple_graph import SimpleGraph

_DRAWS: Final = 20_000


@whole("countries")
def external_internal(graph: SimpleGraph) -> float | None:
    """Edges between countries less edges within one, over both: from -1 (all at home) to 1.

    Source: Krackhardt and Stern, Informal networks and organizational crises: an experimental
    simulation, Social Psychology Quarterly 51 (1988), 123-140.

    Components: all edges between nodes whose country is known.
    """
    countries = graph.traits.countries
    pairs = [(countries[a], countries[b]) for a, b in graph.edges if countries[a] and countries[b]]
    abroad = sum(one != other for one, other in pairs)
    return (2 * abroad - len(pairs)) / len(pairs) if pairs else None


@whole("points")
def distance_homophily(graph: SimpleGraph) -> Mapping[str, Value] | None:
    """Great-circle length of the edges, km: median, mean, and the mean over that of random pairs.

    The random pairs are drawn with a fixed seed, each node as often as it has edges; the standard
    error of their mean is given. A ratio below 1 says that ties are shorter than by chance.

    Source: after Kaltenbrunner et al., Not all paths lead to Rome: analysing the network of sister
    cities (2013), section 3, with pairs drawn by degree as in the configuration model.

    Components: all edges between nodes whose point is known; random pairs may lie in two.
    """
    points = graph.traits.points
    ends = [(a, b) for a, b in graph.edges if points[a] and points[b]]
    if not ends:
        return None
    lengths = [_between(points, a, b) for a, b in ends]
    expected = _random_lengths(points, [place for pair in ends for place in pair])
    chance = fmean(expected)
    return {
        "edges": len(lengths),
        "median": median(lengths),
        "mean": fmean(lengths),
        "random_mean": chance,
        "random_mean_error": stdev(expected) / math.sqrt(len(expected)),
        "ratio": fmean(lengths) / chance if chance else None,
    }


def _between(points: Sequence[Point | None], a: int, b: int) -> float:
    one, other = points[a], points[b]
    if one is None or other is None:
        raise ValueError("a distance needs two points")
    return great_circle(one, other)


def _random_lengths(points: Sequence[Point | None], ends: Sequence[int]) -> Sequence[float]:
    # Not for secrets: the point is that everybody gets the same draw.
    rng = random.Random(0)  # noqa: S311
    drawn = zip(rng.choices(ends, k=_DRAWS), rng.choices(ends, k=_DRAWS), strict=True)
    return [_between(points, a, b) for a, b in drawn]
