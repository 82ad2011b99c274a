"""Random graphs, and graphs whose measures stand in the literature."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from graph.network.computing.simple_graph import SimpleGraph


@st.composite
def networks(draw: st.DrawFn, most: int = 14) -> nx.Graph[str]:
    """A graph of up to ``most`` nodes, with names that do not sort like numbers."""
    count = draw(st.integers(1, most))
    names = [f"n{number}" for number in range(count)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(draw(st.permutations(names)))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    for a, b in draw(st.lists(pairs, max_size=3 * count)):
        if a != b:
            graph.add_edge(a, b, weight=draw(st.integers(1, 4)))
    return graph


def simple(graph: nx.Graph[Any]) -> SimpleGraph:
    """The simple graph of any networkx graph, its names as text; a weight that is missing is 1."""
    ties: Counter[tuple[str, str]] = Counter()
    for a, b, weight in graph.edges(data="weight", default=1):
        first, second = sorted((str(a), str(b)))
        ties[first, second] += weight
    return SimpleGraph.weighted(ties, map(str, graph))


def plain(graph: nx.Graph[Any]) -> nx.Graph[str]:
    """The graph with its names as text and no weights."""
    bare: nx.Graph[str] = nx.Graph()
    bare.add_nodes_from(map(str, graph))
    bare.add_edges_from((str(a), str(b)) for a, b in graph.edges())
    return bare
