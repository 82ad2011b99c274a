"""What goes with the old content of a graph: statements, things, and what still mentions them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.engine.formats import N_QUADS
from graph.engine.safe_parser import ParsedDocument
from graph.ledger import Ledger
from graph.ledger.short_names import graph_iri
from graph.validation.context import CurrentGraphs
from graph.validation.statement_changes import (
    REPLACE,
    DanglingMention,
    refusal,
    statement_changes,
    undescribed_sources,
    with_held,
)

ONE, OTHER, NEW = (graph_iri(f"source/{name}") for name in ("one", "other", "new"))
THING = "https://w3id.org/venskab/id/"


def line(graph: str, subject: str, value: str) -> str:
    return f"<{THING}{subject}> <http://e.org/p> <{THING}{value}> <{graph}> ."


HELD = [line(ONE, "partnership/a", "municipality/x"), line(ONE, "municipality/x", "locality/y")]
MENTIONING = line(OTHER, "agreement/b", "partnership/a")


@pytest.fixture
def current(tmp_path: Path) -> Iterator[CurrentGraphs]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(ONE, [*HELD, f"<{ONE}> <http://e.org/p> <e:x> <{ONE}> ."], actor="test")
        ledger.put(OTHER, [MENTIONING], actor="test")
        yield CurrentGraphs(ledger)


def test_what_goes_is_told_with_what_it_leaves_dangling(current: CurrentGraphs) -> None:
    changes = statement_changes(current, {ONE: HELD[1:]})
    (graph,) = changes.graphs
    assert (graph.held, len(graph.removed), graph.added) == (3, 2, [])
    assert changes.vanishing == (ONE, f"{THING}partnership/a")
    assert changes.dangling == (DanglingMention(OTHER, f"{THING}partnership/a"),)
    refused = refusal(changes, REPLACE)
    assert refused is not None
    assert "source/one (2/3)" in refused.sentence()
    assert "--replace" in refused.sentence()


def test_what_another_graph_describes_does_not_vanish(current: CurrentGraphs) -> None:
    again = {ONE: HELD[1:], NEW: [line(NEW, "partnership/a", "municipality/x")]}
    changes = statement_changes(current, again)
    assert changes.vanishing == (ONE,)
    assert changes.dangling == ()
    assert [graph.held for graph in changes.graphs] == [None, 3]


def test_what_only_adds_or_is_the_same_is_not_refused(current: CurrentGraphs) -> None:
    held = current.graphs[ONE].lines
    same = statement_changes(current, {ONE: held})
    more = statement_changes(current, {ONE: [*held, line(ONE, "partnership/c", "municipality/x")]})
    new = statement_changes(current, {NEW: [line(NEW, "partnership/c", "municipality/x")]})
    assert [one.changes for one in (same, more, new)] == [False, True, True]
    assert [refusal(one, REPLACE) for one in (same, more, new)] == [None, None, None]


def test_a_withdrawal_removes_all(current: CurrentGraphs) -> None:
    changes = statement_changes(current, {ONE: []})
    assert len(changes.graphs[0].removed) == 3
    assert f"{THING}partnership/a" in changes.vanishing


def test_many_graphs_are_named_in_part(tmp_path: Path) -> None:
    graphs = [graph_iri(f"source/{number}") for number in range(7)]
    with Ledger.open(tmp_path / "many.sqlite") as ledger:
        for graph in graphs:
            ledger.put(graph, [line(graph, "partnership/a", "municipality/x")], actor="test")
        changes = statement_changes(CurrentGraphs(ledger), dict.fromkeys(graphs, ()))
    refused = refusal(changes, REPLACE)
    assert refused is not None
    assert "source/4 (1/1) and 2 more graphs" in refused.sentence()


def test_an_addition_holds_what_is_there_and_names_its_source(current: CurrentGraphs) -> None:
    new = line(ONE, "partnership/c", "municipality/x")
    document = ParsedDocument([new], {ONE: [new]}, N_QUADS.media_type)
    assert undescribed_sources(document, current) == [ONE]
    whole = with_held(document, current)
    assert whole.graphs == {ONE: sorted([*current.graphs[ONE].lines, new])}
    assert undescribed_sources(whole, current) == []
    assert undescribed_sources(ParsedDocument([], {NEW: []}, N_QUADS.media_type), current) == []
