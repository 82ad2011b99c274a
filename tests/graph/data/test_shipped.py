"""The graph of the package: in a new ledger at once, offered to an older one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.data.shipped import ACTOR, load_shipped, offer, open_home, shipped_graphs, take
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger

SOURCES = {
    "https://w3id.org/venskab/graph/source/sermersooq-aalborg-2019",
    "https://w3id.org/venskab/graph/source/kujalleq-aarhus-2016",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_home(tmp_path / "new" / "home") as opened:
        yield opened


def test_a_new_home_has_the_shipped_graph_in_one_step(ledger: Ledger) -> None:
    versions = {version.graph: version.quads for version in ledger.graphs()}
    assert versions == {graph: len(lines) for graph, lines in shipped_graphs().items()}
    assert set(versions) > SOURCES | {ONTOLOGY_GRAPH}
    assert {change.step for change in ledger.history()} == {1}


def test_no_blank_node_and_no_unnamed_graph_is_shipped() -> None:
    for graph, lines in shipped_graphs().items():
        for line in lines:
            assert line.startswith("<"), line
            assert line.endswith(f" <{graph}> ."), line


def test_opening_it_again_changes_nothing(ledger: Ledger) -> None:
    head = ledger.head()
    with open_home(ledger.path.parent) as again:
        assert again.head() == head
        assert offer(again) == []
        assert not any(change.new for change in load_shipped(again))
    assert ledger.head() == head


def test_what_the_ledger_never_had_is_offered_and_taken(tmp_path: Path) -> None:
    graphs = shipped_graphs()
    older, missing = sorted(SOURCES)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        for graph, lines in graphs.items():
            if graph != missing:
                ledger.put(graph, lines[2:] if graph == older else lines, actor=ACTOR)
        offers = {each.graph: each for each in offer(ledger)}
        assert set(offers) == SOURCES
        assert (offers[older].added, offers[older].removed) == (2, 0)
        assert offers[missing].current is None
        assert not any(each.edited for each in offers.values())
        take(ledger, list(offers.values()))
        assert offer(ledger) == []
        assert len(ledger.graphs()) == len(graphs)


def test_what_was_withdrawn_is_not_offered_again(ledger: Ledger) -> None:
    for graph in SOURCES:
        ledger.withdraw(graph, actor="t")
    assert offer(ledger) == []


def test_what_somebody_changed_since_is_known_as_edited(tmp_path: Path) -> None:
    graph, lines = sorted(SOURCES)[0], shipped_graphs()[sorted(SOURCES)[0]]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(graph, lines[2:], actor=ACTOR)
        ledger.put(graph, lines[3:], actor="t")
        (found,) = [each for each in offer(ledger) if each.graph == graph]
        assert found.edited
        assert (found.added, found.removed) == (3, 0)
