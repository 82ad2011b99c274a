"""What several ties of one relation stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.shared_ties import drawn_graph, shared_relations
from graph.network.tie_facts import Agent, Role
from tests.graph.network.invented import EAST, NORTH, OLD, SOUTH, facts, relation, seat, since

HEIRS = {OLD: [SOUTH]}


def test_a_tie_that_a_merger_made_two_of_has_two_sides() -> None:
    partnership = relation("R", seat(NORTH), seat(OLD, since(1990, 2009)), seat(SOUTH, since(2009)))
    network = project(facts(partnership, heirs=HEIRS))
    [shared] = shared_relations(network)
    assert (shared.sides, shared.chain, len(shared.ties)) == ([[NORTH], [OLD, SOUTH]], False, 2)
    [merger] = shared.mergers
    assert (merger.old, merger.new, merger.when.earliest) == (OLD, SOUTH, date(2009, 1, 1))
    today = project(facts(partnership, heirs=HEIRS), Selection.read([("municipalities", "today")]))
    assert shared_relations(today) == []


def test_a_chain_is_drawn_as_a_node_with_a_line_to_each_member() -> None:
    chain = relation("chain", *(seat(each) for each in (NORTH, EAST, OLD, SOUTH)))
    network = project(facts(chain, relation("pair", seat(NORTH), seat(EAST)), heirs=HEIRS))
    [shared] = shared_relations(network)
    assert shared.chain
    assert len(network.ties) == 6  # Five of the chain, for OLD and SOUTH are one party.
    lines = drawn_graph(network, [shared])
    named = {frozenset((lines.nodes[a], lines.nodes[b])) for a, b in lines.edges}
    spokes = {frozenset((each, chain.iri)) for each in (EAST, NORTH, OLD, SOUTH)}
    assert named == spokes | {frozenset((EAST, NORTH))}


def test_parties_that_are_not_all_tied_to_each_other_are_no_chain() -> None:
    guests = relation("visit", seat(NORTH, role=Role.FROM), seat(EAST, role=Role.TO),
                      seat(SOUTH, role=Role.TO))  # fmt: skip
    assert shared_relations(project(facts(guests))) == []
    chain = relation("chain", *(seat(each) for each in (NORTH, EAST, SOUTH)))
    whole = facts(chain)
    greenland = project(whole, Selection.read([("country", "GL")]))
    assert [each.chain for each in shared_relations(greenland)] == [False]
    bipartite = project(whole, Selection.read([("form", "bipartite")]))
    assert shared_relations(bipartite) == []
    # A pair that has a partnership of its own in the chain is tied, though that one never began.
    own = replace(relation("own", seat(NORTH), seat(EAST)), never_began=True)
    part = project(facts(chain, own, parts={chain.iri: frozenset({own.iri})}))
    assert [each.chain for each in shared_relations(part)] == [True]


def test_many_steps_of_succession_are_one_side() -> None:
    agents = [Agent(f"a{number}", "municipality", country="NOR") for number in range(4)]
    steps = {"a0": ["a1"], "a1": ["a3"], "a2": ["a3"]}
    known = facts(relation("R", seat(NORTH), *(seat(each.iri) for each in agents)), heirs=steps)
    several = {**known.agents, **{each.iri: each for each in agents}}
    [shared] = shared_relations(project(replace(known, agents=several)))
    assert sorted(map(len, shared.sides)) == [1, 4]
    kept = [(each.old, each.new) for each in shared.mergers]
    assert kept == [("a0", "a1"), ("a1", "a3"), ("a2", "a3")]
