"""Betweenness: exact, or from a sample with its error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.network.computing.measure import node
from graph.network.computing.sampling import EXACT_UP_TO, SOURCES, draw
from graph.network.computing.simple_graph import SimpleGraph

_BATCHES: Final = 10


@dataclass(frozen=True)
class Sampled:
    """Betweenness estimated from a sample of sources.

    Attributes:
        values: the estimate for each node.
        errors: its standard error for each node.
        sources: number of sources in the sample.
    """

    values: Sequence[float]
    errors: Sequence[float]
    sources: int


@node(far=True)
def betweenness(graph: SimpleGraph) -> Sequence[float]:
    """Share of the other pairs' shortest paths that go through the node, mean over all pairs.

    Source: Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977),
    35-41; computed after Brandes, A faster algorithm for betweenness centrality, Journal of
    Mathematical Sociology 25 (2001), 163-177. Above 20,000 nodes from 1,000 sources drawn at random
    with a fixed seed (Brandes and Pich, Centrality estimation in large networks, International
    Journal of Bifurcation and Chaos 17 (2007), 2303-2318).

    Components: a pair in different components has no path and counts 0.
    """
    if len(graph.nodes) > EXACT_UP_TO:
        return sampled_betweenness(graph, sources=SOURCES).values
    pairs = (len(graph.nodes) - 1) * (len(graph.nodes) - 2) / 2
    found = graph.ig.betweenness(directed=False)
    return [value / pairs for value in found] if pairs > 0 else found


def sampled_betweenness(graph: SimpleGraph, *, sources: int, seed: int = 0) -> Sampled:
    """Betweenness estimated from sources drawn at random without replacement.

    The sample is cut into ten batches; the spread of their means gives the standard error, with the
    correction for a finite population, so that a sample of all nodes has none. It holds for the
    nodes of high betweenness; where the paths come from a few sources it is itself uncertain.

    Args:
        graph: the graph; at least 20 nodes.
        sources: size of the sample; rounded down to tens, at most the number of nodes.
        seed: another seed draws another sample.

    Raises:
        ValueError: fewer than 20 nodes or sources.
    """
    count = len(graph.nodes)
    size = min(sources, count) // _BATCHES
    if size < 2:
        raise ValueError("a sample needs at least 20 nodes and 20 sources")
    drawn = draw(count, size * _BATCHES, seed)
    batches = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    # igraph gives, for some sources, the sum over half of the ordered pairs that begin there.
    scale = count / size * 2 / ((count - 1) * (count - 2))
    means = [_from(graph, batch, scale) for batch in batches]
    finite = math.sqrt((count - len(drawn)) / (count - 1))
    estimates = [_estimate(values, finite) for values in zip(*means, strict=True)]
    return Sampled([mean for mean, _ in estimates], [error for _, error in estimates], len(drawn))


def _from(graph: SimpleGraph, sources: Sequence[int], scale: float) -> list[float]:
    return [value * scale for value in graph.ig.betweenness(directed=False, sources=sources)]


def _estimate(values: Sequence[float], finite: float) -> tuple[float, float]:
    """Mean of the batches, and its standard error."""
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, math.sqrt(variance / len(values)) * finite
