"""Layouts: the same each time, in the square, near where there is a tie."""

from __future__ import annotations

import asyncio
import gzip
import json
import math
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.errors import LimitMet
from graph.network.computing.layout import Layout, layout
from graph.network.computing.seeding import SEED
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.layout_cache import NodeLayout, drawn, kept_drawn
from tests.graph.network.graphs import networks, simple


@given(graph=networks())
@settings(max_examples=20)
def test_every_node_has_a_place_in_the_square_and_the_same_one_again(graph: nx.Graph[str]) -> None:
    places = layout(simple(graph))
    assert set(places) == set(graph)
    assert all(-1 <= axis <= 1 for place in places.values() for axis in place)
    assert layout(simple(graph)) == places


def test_two_groups_with_one_tie_between_them_lie_apart() -> None:
    graph = simple(nx.barbell_graph(8, 0))
    for each in (graph, simple(nx.disjoint_union(nx.barbell_graph(8, 0), nx.empty_graph(1_000)))):
        places = layout(each)
        inside = [_between(places, a, b) for a, b in combinations(map(str, range(8)), 2)]
        across = [_between(places, str(a), str(b)) for a in range(7) for b in range(9, 16)]
        assert max(inside) < min(across)


def _between(places: Layout, a: str, b: str) -> float:
    return math.dist(places[a], places[b])


def test_another_seed_begins_elsewhere() -> None:
    graph = simple(nx.cycle_graph(9))
    assert layout(graph, seed=1) != layout(graph, seed=2)
    assert layout(SimpleGraph([], [], [])) == {}


def test_what_is_kept_is_what_would_be_worked_out(tmp_path: Path) -> None:
    def kept(graph: SimpleGraph, seed: int = SEED) -> NodeLayout:
        return asyncio.run(kept_drawn(graph, tmp_path, seed))

    karate = simple(nx.karate_club_graph())
    assert kept(karate) == drawn(karate) == kept(karate)
    [file] = tmp_path.iterdir()
    found = json.loads(gzip.decompress(file.read_bytes()))
    found["places"][0] = [0.5, 0.25]
    file.write_bytes(gzip.compress(json.dumps(found).encode()))
    assert kept(karate).places[0] == (0.5, 0.25)
    lighter = SimpleGraph(karate.nodes, karate.edges, [1] * len(karate.edges))
    assert kept(lighter) != kept(karate, seed=1)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_large_graph_is_drawn_alike_in_a_process_of_its_own(tmp_path: Path) -> None:
    graph = simple(nx.barabasi_albert_graph(300, 2, seed=1))
    assert asyncio.run(kept_drawn(graph, tmp_path)) == drawn(graph)


def test_a_drawing_that_fails_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    # Its process ends with an error, as it would for want of memory.
    wrong = SimpleGraph([str(number) for number in range(300)], [(0, 999)], [1])
    with pytest.raises(LimitMet, match="300 nodes are too many to draw here"):
        asyncio.run(kept_drawn(wrong, tmp_path))
    assert not list(tmp_path.iterdir())
