"""Projections: cliques and bipartite, who counts as whom, what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadParameter
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.tie_facts import Layer, Relation, Role
from graph.network.tie_network import Network, tie_attributes
from graph.time.intervals import UNDATED
from tests.graph.network.invented import (
    ALWAYS,
    CLUB,
    EAST,
    NORTH,
    OLD,
    SOUTH,
    TOWN,
    facts,
    relation,
    seat,
    since,
)  # fmt: skip

MUNICIPALITIES = (NORTH, SOUTH, EAST, OLD)
CHAIN = relation("Chain", seat(NORTH), seat(SOUTH), seat(EAST))


def asked(**parameters: str) -> Selection:
    return Selection.read(parameters.items())


def pairs(network: Network) -> list[tuple[str, str]]:
    return [(tie.source, tie.target) for tie in network.ties]


def missing(network: Network) -> dict[str, int]:
    return {each.reason: each.count for each in network.left_out}


@given(st.lists(st.sets(st.sampled_from(MUNICIPALITIES), min_size=2), min_size=1, max_size=5))
def test_a_clique_ties_each_pair_once_and_bipartite_each_party_once(groups: list[set[str]]) -> None:
    several = [relation(f"R{n}", *map(seat, sorted(group))) for n, group in enumerate(groups)]
    clique = project(facts(*several))
    assert len(clique.ties) == sum(len(group) * (len(group) - 1) // 2 for group in groups)
    simple = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    assert len(clique.simple.edges) == len(simple)
    assert sum(clique.simple.weights) == len(clique.ties)
    bipartite = project(facts(*several), asked(form="bipartite"))
    assert len(bipartite.ties) == sum(map(len, groups))
    assert all(tie.relation in {tie.source, tie.target} for tie in bipartite.ties)
    assert len({tie.identifier for tie in clique.ties}) == len(clique.ties)


def test_a_directed_tie_leads_from_guest_to_host() -> None:
    visit = relation(
        "Visit",
        seat(NORTH, ALWAYS, Role.FROM), seat(EAST, ALWAYS, Role.FROM), seat(SOUTH, ALWAYS, Role.TO),
        layer=Layer.VISIT,
    )  # fmt: skip
    network = project(facts(visit, CHAIN), asked(layer="visit"))
    assert pairs(network) == [(EAST, SOUTH), (NORTH, SOUTH)]
    assert network.directed
    assert network.to_networkx().is_directed()
    hubs = project(facts(visit), asked(layer="visit", form="bipartite"))
    assert pairs(hubs) == [
        (EAST, "relation-Visit"), (NORTH, "relation-Visit"), ("relation-Visit", SOUTH)
    ]  # fmt: skip
    both = project(facts(visit, CHAIN), asked(layer="visit,partnership"))
    assert len(both.ties) == 5
    assert not both.directed


def test_a_town_counts_as_its_municipality_and_a_club_is_named_as_left_out() -> None:
    towns = relation("Towns", seat(NORTH), seat(TOWN), seat(CLUB))
    network = project(facts(towns))
    assert pairs(network) == [(NORTH, SOUTH)]
    (club,) = network.left_out
    assert (club.count, club.named) == (1, ["The Club"])
    everyone = project(facts(towns), asked(parties="all"))
    assert set(everyone.nodes) == {NORTH, TOWN, CLUB}
    assert not everyone.left_out


def test_old_municipalities_are_carried_to_todays_and_splits_are_not() -> None:
    old = relation("Old one", seat(NORTH, since(1966)), seat(OLD, since(1966, 2009)))
    known = facts(old, heirs={OLD: [SOUTH]})
    assert pairs(project(known)) == [(NORTH, OLD)]
    assert pairs(project(known, asked(municipalities="today"))) == [(NORTH, SOUTH)]
    split = facts(old, heirs={OLD: [SOUTH, EAST]})
    assert pairs(project(split, asked(municipalities="today"))) == [(NORTH, OLD)]
    inside = facts(relation("Inside", seat(OLD), seat(SOUTH)), heirs={OLD: [SOUTH]})
    today = project(inside, asked(municipalities="today"))
    assert missing(today) == {"relations whose parties are one municipality today": 1}
    assert not project(inside).ties, "who follows another is not tied to it"


def test_a_successor_takes_the_seat_without_a_gap() -> None:
    both = relation(
        "Both", seat(NORTH, since(1966)), seat(OLD, since(1966, 2009)), seat(SOUTH, since(2009))
    )
    (tie,) = project(facts(both, heirs={OLD: [SOUTH]}), asked(municipalities="today")).ties
    assert tie.first.earliest == date(1966, 1, 1)
    assert tie.last.latest is None


def test_the_period_the_status_and_how_sure_they_are_choose_ties() -> None:
    known = facts(relation("Brief", seat(NORTH, since(1990, 2000)), seat(SOUTH, since(1980))))

    def found(**parameters: str) -> int:
        return len(project(known, asked(**parameters)).ties)

    assert found(on="1990-06-01") == 1
    assert found(on="1990-06-01", certainty="certain") == 0
    assert found(on="1991-06-01", certainty="certain") == 1
    assert found(since="2001-01-01") == 0
    assert found(since="2001-01-01", status="ended") == 1
    assert found(until="1989-12-31") == 0
    unsure = project(known, asked(on="1990-06-01", certainty="certain"))
    (reason,) = unsure.left_out
    assert reason.reason == "ties that have that status in the period only possibly"
    assert reason.named == ["Brief (North \N{EN DASH} South)"]


def test_area_kind_and_country_choose_ties() -> None:
    known = facts(
        relation("Music", seat(NORTH), seat(SOUTH), areas=["music"], kinds=["twinning"]),
        relation("Sport", seat(NORTH), seat(EAST), areas=["sport"], kinds=["project"]),
    )
    assert pairs(project(known, asked(area="culture"))) == [(NORTH, SOUTH)]
    assert pairs(project(known, asked(kind="project,contact"))) == [(EAST, NORTH)]
    assert pairs(project(known, asked(country="GL"))) == [(NORTH, SOUTH)]
    assert pairs(project(known, asked(country="DK,GRL", ends="both"))) == [(NORTH, SOUTH)]
    assert missing(project(known, asked(country="NO", area="music"))) == {
        "relations without one of the areas": 1, "ties of other countries": 1,
    }  # fmt: skip


def test_a_node_and_a_tie_say_what_is_known_and_no_more() -> None:
    own = relation("Own", seat(NORTH, since(1990), Role.BOTH, "own-page"),
                   seat(TOWN, since(1990), Role.BOTH, "list", "town-page"),
                   evidence=["e1", "e2"], agreements=["a1"])  # fmt: skip
    graph = project(facts(own), asked(lang="da")).to_networkx()
    assert graph.nodes[NORTH] == {
        "label": "Nord", "kind": "municipality", "country": "DNK", "code": "001", "wikidata": "Q1",
        "longitude": 10, "latitude": 56, "population": 300,
    }  # fmt: skip
    assert "population" not in graph.nodes[SOUTH]
    ((_, _, tie),) = graph.edges(data=True)
    assert (tie["first_earliest"], tie["first_latest"]) == ("1990-01-01", "1990-12-31")
    assert "last_latest" not in tie
    assert (tie["evidence"], tie["agreements"]) == (2, "a1")
    assert tie["sources"] == "list own-page town-page"
    assert tie["said_by_source"] and tie["said_by_target"]
    assert graph.graph["parameters"].startswith("layer=partnership; form=clique")


@given(st.permutations(range(3)))
def test_the_order_of_the_facts_changes_nothing(order: list[int]) -> None:
    several: list[Relation] = [
        CHAIN,
        relation("B", seat(EAST), seat(OLD)),
        relation("C", seat(OLD)),
    ]
    one = project(facts(*several))
    other = project(facts(*(several[place] for place in order)))
    assert (one.ties, one.nodes, one.left_out) == (other.ties, other.nodes, other.left_out)


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ([("layer", "marriage")], "layer cannot be 'marriage'. Take partnership, agreement"),
        ([("on", "June")], "on is not a day: 'June'. Write it like 2020-06-01."),
        ([("country", "Atlantis")], "country is not a country"),
        ([("colour", "red")], "There is no parameter 'colour'. Take layer, form, area"),
        ([("on", "2020-01-01"), ("since", "2020-01-01")], "since sets what was set before"),
        ([("since", "2020-01-02"), ("until", "2020-01-01")], "The period ends before it begins"),
        ([("area", "a b")], "area is not a notation"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(
    parameters: list[tuple[str, str]], sentence: str
) -> None:
    with pytest.raises(BadParameter, match=sentence):
        Selection.read(parameters)


def test_parameters_are_read_and_written_alike() -> None:
    given_ = {"layer": "visit,exchange", "on": "2020-01-01", "country": "DK,gl", "lang": ""}
    selection = Selection.read(given_.items())
    assert selection.country == ("DNK", "GRL")
    assert Selection.read(selection.parameters().items()) == selection


def test_a_tie_that_only_lists_give_says_so() -> None:
    listed = replace(relation("Listed", seat(NORTH), seat(EAST)), listed=True)
    network = project(facts(CHAIN, listed))
    told = {(tie.relation, tie_attributes(tie)["tier"]) for tie in network.ties}
    assert told == {("relation-Chain", "evidence"), ("relation-Listed", "lists")}


def test_what_never_began_is_in_no_network() -> None:
    plan = replace(relation("Plan", seat(NORTH, UNDATED), seat(SOUTH, UNDATED)), never_began=True)
    for parameters in ({}, {"mention": "any"}, {"form": "bipartite"}, {"status": "not-yet"}):
        network = project(facts(plan, CHAIN), asked(**parameters))
        assert {tie.relation for tie in network.ties} <= {CHAIN.iri}
        assert missing(network)["relations that never began"] == 1


def test_what_only_one_side_says_is_a_tie_where_it_is_asked_for() -> None:
    def told(name: str, *sources: str) -> Relation:
        both = [seat(NORTH, ALWAYS, Role.BOTH, *sources), seat(SOUTH, ALWAYS, Role.BOTH, *sources)]
        return relation(name, *both)

    own = told("Own word", "own-page")
    known = facts(
        own,
        told("A list too", "own-page", "list"),
        told("Both say so", "own-page", "south-page"),
        told("An agreement", "agreement"),
    )
    known = replace(
        known,
        publishers={"own-page": NORTH, "south-page": SOUTH, "agreement": NORTH},
        agreement_texts=frozenset({"agreement"}),
    )
    network = project(known)
    assert own.iri not in {tie.relation for tie in network.ties}
    assert len(network.ties) == 3
    assert missing(network) == {"relations that only one side mentions": 1}
    assert len(project(known, asked(mention="any")).ties) == 4


def test_what_a_party_denies_is_possible_at_most() -> None:
    known = facts(replace(relation("Denied", seat(NORTH), seat(SOUTH)), denied=True))
    assert missing(project(known)) == {"relations that a party denies": 1}
    (tie,) = project(known, asked(mention="any")).ties
    assert not tie.certain
    assert not project(known, asked(mention="any", certainty="certain")).ties


def test_a_town_is_carried_by_whoever_acts_for_it_on_the_day() -> None:
    town = relation("Town", seat(NORTH, since(1960)), seat(TOWN, since(1960)))
    acting = {TOWN: {OLD: since(1900, 2009), SOUTH: since(2009)}}
    known = replace(facts(town, heirs={OLD: [SOUTH]}), acting=acting)
    assert pairs(project(known, asked(on="1990-01-01"))) == [(NORTH, OLD)]
    assert pairs(project(known, asked(on="2020-01-01"))) == [(NORTH, SOUTH)]
    (today,) = project(known, asked(municipalities="today")).ties
    assert today.first.earliest == date(1960, 1, 1)
    nobody = replace(known, acting={})
    assert missing(project(nobody)) == {
        "parties that are no municipality": 1,
        "relations with fewer than two parties in the network": 1,
    }


def test_a_part_tells_the_tie_of_its_pair_and_not_the_whole() -> None:
    pair = relation("Pair", seat(NORTH, since(1990, 2000)), seat(SOUTH, since(1990, 2000)))
    known = facts(CHAIN, pair, parts={CHAIN.iri: frozenset({pair.iri})})
    now = project(known, asked(on="2020-01-01"))
    assert pairs(now) == [(EAST, NORTH), (EAST, SOUTH)]
    assert missing(now) == {
        "ties of a whole that are told by a part of it": 1,
        "ties without that status in the period": 1,
    }
    assert len(project(known, asked(on="1995-01-01")).ties) == 3
