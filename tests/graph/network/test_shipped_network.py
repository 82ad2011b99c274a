"""The network of the shipped graph, read through the engine."""

from __future__ import annotations

import pytest

from graph.network import facts_of_home, project
from graph.network.selection import Selection
from graph.network.tie_facts import TieFacts
from graph.prefixes import BASE

MUNICIPALITY = BASE + "id/municipality/"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> TieFacts:
    return facts_of_home(tmp_path_factory.mktemp("home"))


def test_aalborg_and_sermersooq_are_tied_as_their_agreements_say(shipped: TieFacts) -> None:
    network = project(shipped, Selection.read([("on", "2020-06-01"), ("certainty", "certain")]))
    ends = {MUNICIPALITY + "aalborg-kommune", MUNICIPALITY + "kommuneqarfik-sermersooq"}
    (tie,) = [tie for tie in network.ties if {tie.source, tie.target} == ends]
    assert BASE + "id/agreement/sermersooq-aalborg-2019" in tie.agreements
    assert "energy" in tie.areas
    assert tie.certain
    assert tie.evidence > 3
    aalborg = network.nodes[MUNICIPALITY + "aalborg-kommune"]
    assert (aalborg.country, aalborg.code) == ("DNK", "851")
    assert aalborg.point is not None
    assert aalborg.population is not None
    assert shipped.agents[MUNICIPALITY + "aarhus-kommune"].wikidata == "Q240262"


def test_a_visit_leads_to_its_host(shipped: TieFacts) -> None:
    network = project(shipped, Selection.read([("layer", "visit"), ("on", "2018-06-20")]))
    assert network.directed
    hosts = {tie.target for tie in network.ties}
    assert hosts == {MUNICIPALITY + "svendborg-kommune"}
    assert len(network.ties) == 3


def test_who_never_began_is_in_no_network(shipped: TieFacts) -> None:
    network = project(shipped, Selection.read([("layer", "partnership,agreement")]))
    assert all("droefte" not in tie.relation for tie in network.ties)
    assert {tie.layer.value for tie in network.ties} == {"partnership", "agreement"}


def test_every_relation_is_a_tie_or_is_counted_as_left_out(shipped: TieFacts) -> None:
    for layer in ("partnership", "agreement", "membership", "visit", "exchange"):
        network = project(shipped, Selection.read([("layer", layer), ("country", "IS")]))
        relations = {each.iri for each in shipped.relations if each.layer.value == layer}
        tied = {tie.relation for tie in network.ties}
        named = sum(each.count for each in network.left_out if "relations" in each.reason)
        of_ties = [
            name for each in network.left_out if "ties" in each.reason for name in each.named
        ]
        assert tied <= relations
        assert len(tied) + named <= len(relations)
        assert len(tied) + named + len(of_ties) >= len(relations)
