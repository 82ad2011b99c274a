"""Measures: equal to networkx on random graphs, and to what is known of famous ones."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.errors import BadParameter
from graph.great_circle import great_circle
from graph.network.computing.measure import Level
from graph.network.computing.null_models import configurations
from graph.network.computing.sampling import distances
from graph.network.computing.simple_graph import SimpleGraph, Traits
from graph.network.measures import MEASURES, choose, take
from graph.network.measures.betweenness import sampled_betweenness
from graph.network.measures.brokerage import role
from graph.network.measures.rich_club import densities
from tests.graph.network.graphs import networks, plain, simple

COUNTRIES = ("DNK", "GRL", "NOR", None)


def _by_component(graph: nx.Graph[str]) -> dict[str, float]:
    values = dict.fromkeys(graph, 0.0)
    for part in nx.connected_components(graph):
        if len(part) > 2:
            found = nx.eigenvector_centrality_numpy(graph.subgraph(part))
            top = max(map(abs, found.values()))
            values.update({name: abs(value) / top for name, value in found.items()})
        elif len(part) == 2:
            values.update(dict.fromkeys(part, 1.0))
    return values


def _harmonic(graph: nx.Graph[str]) -> dict[str, float]:
    others = max(1, len(graph) - 1)
    return {name: value / others for name, value in nx.harmonic_centrality(graph).items()}


REFERENCE: Mapping[str, Callable[[Any], Any]] = {
    "degree": lambda graph: dict(graph.degree()),
    "strength": lambda graph: dict(graph.degree(weight="weight")),
    "closeness": nx.closeness_centrality,
    "harmonic": _harmonic,
    "betweenness": nx.betweenness_centrality,
    "eigenvector": _by_component,
    "pagerank": lambda graph: nx.pagerank(plain(graph), tol=1e-12, max_iter=1000),
    "core": nx.core_number,
    "clustering": nx.clustering,
}


@pytest.mark.parametrize("name", REFERENCE)
@given(graph=networks())
@settings(max_examples=40)
def test_each_node_has_the_value_that_networkx_gives(name: str, graph: nx.Graph[str]) -> None:
    ours = simple(graph)
    expected = REFERENCE[name](graph)
    found = dict(zip(ours.nodes, MEASURES[name](ours), strict=True))
    assert found == pytest.approx(dict(expected), abs=1e-6)


def _largest(graph: nx.Graph[str]) -> nx.Graph[str]:
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return graph.subgraph(parts[0])


WHOLE: Mapping[str, Callable[[Any], Any]] = {
    "nodes": len,
    "edges": nx.number_of_edges,
    "density": nx.density,
    "components": nx.number_connected_components,
    "largest_component": lambda graph: len(_largest(graph)),
    "diameter": lambda graph: nx.diameter(_largest(graph)),
    "mean_distance": lambda graph: nx.average_shortest_path_length(_largest(graph)),
    "triangles": lambda graph: sum(len(each) == 3 for each in nx.enumerate_all_cliques(graph)),
    "global_clustering": nx.transitivity,
    "mean_clustering": nx.average_clustering,
    "max_core": lambda graph: max(nx.core_number(graph).values()),
}


@pytest.mark.parametrize("name", WHOLE)
@given(graph=networks())
@settings(max_examples=40)
def test_the_whole_has_the_value_that_networkx_gives(name: str, graph: nx.Graph[str]) -> None:
    found = MEASURES[name](simple(graph))
    # Where networkx says 0 for "no pair" or "no wedge", we say that it is not defined.
    assert (found or 0) == pytest.approx(WHOLE[name](graph), abs=1e-9)


@given(graph=networks())
@settings(max_examples=40)
def test_assortativity_is_that_of_networkx(graph: nx.Graph[str]) -> None:
    found = MEASURES["degree_assortativity"](simple(graph))
    degrees = {degree for name, degree in graph.degree() if degree}
    if len(degrees) < 2:
        assert found is None
    else:
        assert found == pytest.approx(nx.degree_assortativity_coefficient(graph), abs=1e-6)


@given(graph=networks(), seed=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_nodes_and_edges_changes_nothing(graph: nx.Graph[str], seed: Any) -> None:
    other: nx.Graph[str] = nx.Graph()
    nodes, edges = list(graph), [(b, a, data["weight"]) for a, b, data in graph.edges(data=True)]
    seed.shuffle(nodes)
    seed.shuffle(edges)
    other.add_nodes_from(nodes)
    other.add_weighted_edges_from(edges)
    for level in Level:
        measures = choose(level, (), simple(graph))
        assert take(measures, simple(graph)) == take(measures, simple(other))


@given(graph=networks())
@settings(max_examples=30)
def test_other_names_change_no_value(graph: nx.Graph[str]) -> None:
    renamed = nx.relabel_nodes(graph, {name: f"z{99 - int(name[1:])}" for name in graph})
    for name in REFERENCE:
        values = dict(zip(simple(graph).nodes, MEASURES[name](simple(graph)), strict=True))
        other = dict(zip(simple(renamed).nodes, MEASURES[name](simple(renamed)), strict=True))
        back = {f"n{99 - int(new[1:])}": value for new, value in other.items()}
        assert back == pytest.approx(values, abs=1e-6)


def test_the_karate_club_has_its_known_values() -> None:
    """Zachary's club, as in the networkx and igraph test collections."""
    club = simple(plain(nx.karate_club_graph()))
    found = take(choose(Level.WHOLE, (), club), club)
    assert (found["nodes"], found["edges"], found["triangles"]) == (34, 78, 45)
    assert (found["diameter"], found["max_degree"], found["max_core"]) == (5, 17, 4)
    assert found["mean_distance"] == pytest.approx(2.408, abs=0.001)
    assert found["degree_assortativity"] == pytest.approx(-0.4756, abs=0.0001)
    assert found["global_clustering"] == pytest.approx(0.2557, abs=0.0001)
    # The best partition known: Brandes et al., On modularity clustering (2008).
    assert found["communities"] == 4
    assert found["modularity"] == pytest.approx(0.4198, abs=0.0001)


def test_krackhardts_kite_tells_the_three_centralities_apart() -> None:
    """Krackhardt (1990): another node is first by degree, by closeness and by betweenness."""
    kite = simple(nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("ABCDEFGHIJ"))))
    found = take(choose(Level.NODE, ("degree", "closeness", "betweenness"), kite), kite)
    first = {name: kite.nodes[values.index(max(values))] for name, values in found.items()}
    assert first == {"degree": "D", "closeness": "F", "betweenness": "H"}
    assert max(found["betweenness"]) == pytest.approx(14 / 36)
    assert max(found["closeness"]) == pytest.approx(9 / 14)


def test_a_sample_of_all_is_exact_and_one_of_some_is_near_within_its_error() -> None:
    graph = simple(nx.barabasi_albert_graph(400, 2, seed=1))
    exact = MEASURES["betweenness"](graph)
    every = sampled_betweenness(graph, sources=400)
    assert every.values == pytest.approx(exact, abs=1e-12)
    assert max(every.errors) == 0
    some = sampled_betweenness(graph, sources=100)
    chief = sorted(range(400), key=lambda place: -exact[place])[:40]
    within = [abs(some.values[at] - exact[at]) <= 3 * some.errors[at] for at in chief]
    assert sum(within) / len(within) > 0.9
    with pytest.raises(ValueError, match="at least 20"):
        sampled_betweenness(simple(nx.path_graph(10)), sources=10)


def _known(graph: nx.Graph[str], countries: list[str | None]) -> SimpleGraph:
    ours = simple(graph)
    own = list(itertools.islice(itertools.cycle(countries), len(ours.nodes)))
    return ours.knowing(Traits(countries=own))


@given(graph=networks())
@settings(max_examples=40)
def test_distances_from_a_sample_of_all_nodes_are_exact(graph: nx.Graph[str]) -> None:
    ours, sampled = simple(graph), simple(graph)
    assume(ours.largest.vcount() > 1)
    vars(sampled)["sampled"] = distances(sampled.largest, sources=sampled.largest.vcount())
    for name in ("closeness", "harmonic", "mean_distance", "diameter"):
        assert MEASURES[name](sampled) == pytest.approx(MEASURES[name](ours)), name


def test_distances_from_a_sample_are_near() -> None:
    graph = simple(nx.barabasi_albert_graph(800, 2, seed=3))
    assert graph.sampled is None
    some = simple(nx.barabasi_albert_graph(800, 2, seed=3))
    vars(some)["sampled"] = distances(some.largest, sources=200)
    for name in ("closeness", "harmonic", "mean_distance"):
        assert MEASURES[name](some) == pytest.approx(MEASURES[name](graph), rel=0.06), name
        assert MEASURES[name](some) != MEASURES[name](graph), name


@given(graph=networks(), countries=st.lists(st.sampled_from(COUNTRIES), min_size=1))
@settings(max_examples=40)
def test_brokers_are_those_of_all_open_triples(
    graph: nx.Graph[str], countries: list[str | None]
) -> None:
    ours = _known(graph, countries)
    where = dict(zip(ours.nodes, ours.traits.countries, strict=True))
    expected: dict[str, Counter[str]] = {name: Counter() for name in ours.nodes}
    for a, b, c in itertools.permutations(ours.nodes, 3):
        tied = graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c)
        if a < c and tied and where[a] and where[b] and where[c]:
            expected[b][role(where[a], where[b], where[c])] += 1
    found = MEASURES["brokerage"](ours)
    assert {name: +Counter(row) for name, row in zip(ours.nodes, found, strict=True)} == expected


@given(graph=networks(), countries=st.lists(st.sampled_from(COUNTRIES[:3]), min_size=1))
@settings(max_examples=40)
def test_countries_mix_as_networkx_says(graph: nx.Graph[str], countries: list[str | None]) -> None:
    ours = _known(graph, countries)
    nx.set_node_attributes(
        graph, dict(zip(ours.nodes, ours.traits.countries, strict=True)), "country"
    )
    abroad = [graph.nodes[a]["country"] != graph.nodes[b]["country"] for a, b in graph.edges()]
    index = MEASURES["external_internal"](ours)
    assert index == (None if not abroad else (2 * sum(abroad) - len(abroad)) / len(abroad))
    tied = {graph.nodes[name]["country"] for pair in graph.edges() for name in pair}
    if len(tied) > 1:
        expected = nx.attribute_assortativity_coefficient(graph, "country")
        assert MEASURES["country_assortativity"](ours) == pytest.approx(expected, abs=1e-9)


def test_populations_mix_by_their_logarithm() -> None:
    graph = simple(nx.path_graph(5)).knowing(Traits(populations=[10, 100, 1000, None, 10_000]))
    expected: nx.Graph[int] = nx.path_graph(3)
    nx.set_node_attributes(expected, {0: 1, 1: 2, 2: 3}, "size")
    assert MEASURES["population_assortativity"](graph) == pytest.approx(
        nx.numeric_assortativity_coefficient(expected, "size")
    )


def test_mention_is_mutual_by_the_share_of_ties_that_are_spoken_of() -> None:
    graph = simple(nx.path_graph(5)).knowing(Traits(mentions=[0, 1, 2, 2]))
    assert MEASURES["mention_reciprocity"](graph) == pytest.approx(2 / 3)
    silent = graph.knowing(Traits(mentions=[0, 0, 0, 0]))
    assert MEASURES["mention_reciprocity"](silent) is None


def test_a_quarter_of_the_equator_is_a_quarter_of_it() -> None:
    assert great_circle((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * 6371.0088)
    assert great_circle((10, 50), (10, 50)) == 0
    near = SimpleGraph.of([("a", "b"), ("c", "d")]).knowing(
        Traits(points=[(0, 0), (1, 0), (90, 0), (91, 0)])
    )
    found = MEASURES["distance_homophily"](near)
    assert found["median"] == pytest.approx(111.19, abs=0.01)
    assert found["ratio"] < 0.1


@given(graph=networks())
@settings(max_examples=30)
def test_the_rich_club_has_the_density_that_networkx_gives(graph: nx.Graph[str]) -> None:
    found = densities(simple(graph))
    if graph.number_of_edges():
        assert found == pytest.approx(nx.rich_club_coefficient(graph, normalized=False))
    else:
        assert found == {}


def test_drawn_graphs_keep_the_degrees_and_come_again() -> None:
    club = simple(nx.karate_club_graph())
    drawn = list(configurations(club, 3))
    assert all(one.degrees == club.degrees for one in drawn)
    assert len({tuple(one.edges) for one in [club, *drawn]}) == 4
    assert [one.edges for one in configurations(club, 3)] == [one.edges for one in drawn]
    found = MEASURES["beside_chance"](club)["global_clustering"]
    assert found["value"] == MEASURES["global_clustering"](club)
    assert found["random_mean"] == pytest.approx(found["value"], abs=0.1)


def test_a_power_law_is_found_where_there_is_one() -> None:
    pytest.importorskip("powerlaw")
    # Growth by preferential attachment gives an exponent of 3: Barabási and Albert (1999).
    grown = simple(nx.barabasi_albert_graph(5_000, 3, seed=2))
    found = MEASURES["power_law"](grown)
    assert found["alpha"] == pytest.approx(3, abs=0.3)
    assert found["against_exponential"]["R"] > 0
    assert MEASURES["power_law"](simple(nx.path_graph(20))) is None


def test_every_measure_says_what_it_is_after_whom_and_for_what_part() -> None:
    assert len(MEASURES) > 25
    for each in MEASURES.values():
        assert len(each.definition) > 20, each.name
        assert any(sign.isdigit() for sign in each.source), each.name
        assert each.components, each.name


def test_what_cannot_be_measured_is_named() -> None:
    graph = simple(nx.path_graph(3))
    with pytest.raises(BadParameter, match="no measure 'importance'"):
        choose(Level.NODE, ("importance",), graph)
    with pytest.raises(BadParameter, match="brokerage needs countries"):
        choose(Level.NODE, ("brokerage",), graph)
    empty = replace(graph, nodes=[], edges=[], weights=[])
    assert take(choose(Level.WHOLE, (), empty), empty)["mean_distance"] is None


def test_progress_is_told_while_a_measure_is_taken() -> None:
    graph = simple(nx.barabasi_albert_graph(200, 2, seed=1))
    several = choose(Level.NODE, ("degree", "betweenness", "closeness"), graph)
    told: list[tuple[str, float, float]] = []
    take(several, graph, lambda *said: told.append(said))
    assert [name for name, _ in itertools.groupby(name for name, _, _ in told)] == [
        "degree", "betweenness", "closeness"
    ]  # fmt: skip
    done = [done for _, done, _ in told]
    assert done == sorted(done)
    assert (done[0], {total for _, _, total in told}) == (0, {7.0})
    assert len({done for name, done, _ in told if name == "betweenness"}) > 100
    assert take(several, graph) == take(several, graph, lambda *_: None)
