"""Measures of directed networks: equal to networkx on random ones, and to what can be counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadParameter
from graph.network.computing.measure import Level
from graph.network.measures import MEASURES, choose, take
from graph.network.selection import Selection
from graph.network.tie_facts import Agent, Layer
from graph.network.tie_network import Network, Tie
from tests.graph.network.invented import AGENTS, ALWAYS

NAMES = [agent.iri for agent in AGENTS]


def visits(pairs: Sequence[tuple[str, str]], *, directed: bool = True) -> Network:
    """A network of visits; the same pair again is another visit."""
    nodes: Mapping[str, Agent] = {agent.iri: agent for agent in AGENTS}
    ties = [
        Tie(a, b, Layer.VISIT, f"visit-{number}", "Visit", directed, ALWAYS, True)
        for number, (a, b) in enumerate(pairs)
    ]
    return Network(nodes, ties, (), Selection(), "generation-1")


ENDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
NETWORKS = st.lists(ENDS.filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=20)
# Several visits are one edge of a plain directed graph, and several of one with parallel edges.
REFERENCE: Mapping[str, Callable[[Any], Any]] = {
    "in_degree": lambda graph: nx.DiGraph(graph).in_degree(),
    "out_degree": lambda graph: nx.DiGraph(graph).out_degree(),
    "in_strength": lambda graph: graph.in_degree(),
    "out_strength": lambda graph: graph.out_degree(),
}


@pytest.mark.parametrize("name", REFERENCE)
@given(pairs=NETWORKS.map(visits))
@settings(max_examples=40)
def test_each_node_has_the_value_that_networkx_gives(name: str, pairs: Network) -> None:
    found = dict(zip(pairs.simple.nodes, MEASURES[name](pairs.simple), strict=True))
    assert found == dict(REFERENCE[name](pairs.to_networkx()))


@given(pairs=NETWORKS)
@settings(max_examples=40)
def test_reciprocity_is_that_of_networkx_and_of_the_network_turned_round(
    pairs: list[tuple[str, str]],
) -> None:
    network, turned = visits(pairs), visits([(b, a) for a, b in pairs])
    found = MEASURES["reciprocity"](network.simple)
    expected = nx.overall_reciprocity(nx.DiGraph(network.to_networkx()))
    assert found == pytest.approx(expected)
    assert MEASURES["reciprocity"](turned.simple) == pytest.approx(found)
    assert MEASURES["in_strength"](turned.simple) == MEASURES["out_strength"](network.simple)


def test_known_visits_are_counted() -> None:
    north, south, east = NAMES[:3]
    graph = visits([(north, south), (north, south), (south, north), (east, south)]).simple
    found = take(choose(Level.NODE, (), graph), graph)
    place = graph.nodes.index(south)
    names = ("degree", "in_degree", "out_degree", "strength", "in_strength", "out_strength")
    assert [found[name][place] for name in names] == [2, 2, 1, 4, 3, 1]
    # Of north to south, south to north and east to south, the first two are returned.
    whole = take(choose(Level.WHOLE, (), graph), graph)
    assert whole["reciprocity"] == pytest.approx(2 / 3)


def test_one_who_visits_himself_visits_nobody() -> None:
    graph = visits([(NAMES[0], NAMES[0])]).simple
    assert MEASURES["reciprocity"](graph) is None
    assert set(MEASURES["in_degree"](graph)) == {0}


def test_a_network_without_directions_says_so() -> None:
    graph = visits([(NAMES[0], NAMES[1])], directed=False).simple
    assert "in_degree" not in take(choose(Level.NODE, (), graph), graph)
    with pytest.raises(BadParameter, match="reciprocity needs directions, which this graph does"):
        choose(Level.WHOLE, ("reciprocity",), graph)
