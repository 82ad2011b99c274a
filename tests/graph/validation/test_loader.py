"""Files through the gate: all or none, judged beside what they lean on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.data.shipped import open_home
from graph.engine.formats import N_QUADS
from graph.engine.safe_parser import ParsedDocument
from graph.errors import UnreadableFile, UnusableInput
from graph.ledger import Ledger
from graph.ledger.short_names import graph_iri
from graph.namespaces import VSK
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.loader import Options, load
from ontology import EXAMPLES

GOOD = EXAMPLES / "partnership-without-agreement.ttl"
GOOD_GRAPH = graph_iri("source/example-partnership-without-agreement")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_home(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Another file, whose source has lost its title."""
    text = (EXAMPLES / "evidence.ttl").read_text("utf-8")
    path = tmp_path / "bad.ttl"
    path.write_text(text.replace("    dcterms:title ", "    rdfs:comment "), "utf-8")
    return path


def test_a_conforming_file_becomes_its_graph(ledger: Ledger) -> None:
    head = ledger.head()
    outcome = load(ledger, [GOOD], actor="clerk", note="first", lang="da")
    assert outcome.conforms
    (change,) = outcome.changes
    assert (change.sequence, change.graph, change.actor) == (head + 1, GOOD_GRAPH, "clerk")
    assert change.hash
    assert ledger.lines(change.hash) == outcome.documents[0].lines
    (said,) = json.loads(change.report)
    assert said["conforms"] is True


def test_loading_it_again_is_no_change(ledger: Ledger) -> None:
    load(ledger, [GOOD], actor="t")
    head = ledger.head()
    (change,) = load(ledger, [GOOD], actor="t").changes
    assert not change.new
    assert ledger.head() == head


def test_one_violation_keeps_all_files_out(ledger: Ledger, bad: Path) -> None:
    head = ledger.head()
    outcome = load(ledger, [GOOD, bad], actor="t")
    assert not outcome.conforms
    assert outcome.changes == []
    assert ledger.head() == head
    by_file = {Path(report.file or "").name: report for report in outcome.reports}
    assert by_file[GOOD.name].conforms
    report = by_file["bad.ttl"]
    assert not report.conforms
    (fault,) = [one for one in report.results if (one.path or "").endswith("dc/terms/title")]
    line = bad.read_text("utf-8").split("\n")[(fault.line or 0) - 1]
    assert line.startswith("source:example-evidence")


def test_sources_that_disagree_are_loaded_together(ledger: Ledger, tmp_path: Path) -> None:
    north, south = (EXAMPLES / f"sources-that-disagree-{name}.ttl" for name in ("north", "south"))
    outcome = load(ledger, [north, south], actor="t")
    assert outcome.conforms, [report.as_text("en") for report in outcome.reports]
    assert len(outcome.changes) == 2


def test_a_trial_changes_nothing(ledger: Ledger) -> None:
    head = ledger.head()
    outcome = load(ledger, [GOOD], actor="t", options=Options(dry_run=True))
    assert outcome.conforms
    assert outcome.changes == []
    assert ledger.head() == head


def test_one_unreadable_file_keeps_all_out(ledger: Ledger, tmp_path: Path) -> None:
    head = ledger.head()
    (tmp_path / "empty.ttl").touch()
    with pytest.raises(UnreadableFile, match="empty"):
        load(ledger, [GOOD, tmp_path / "empty.ttl"], actor="t")
    assert ledger.head() == head


def test_a_graph_comes_from_one_file(ledger: Ledger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ttl"
    copy.write_bytes(GOOD.read_bytes())
    with pytest.raises(UnusableInput, match=r"without-agreement\.ttl has the graph .* too"):
        load(ledger, [GOOD, copy], actor="t")


def test_a_file_goes_to_the_graph_that_was_asked_or_nowhere(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "named.trig"
    path.write_text("<http://e.org/g> { <http://e.org/a> <http://e.org/b> 1 }", "utf-8")
    asked = Options(default_graph=graph_iri("source/x"))
    with pytest.raises(UnusableInput, match=r"http://e\.org/g itself.*source/x"):
        load(ledger, [path], actor="t", options=asked)


def test_the_steps_are_told(ledger: Ledger) -> None:
    told: list[tuple[str, int, int]] = []
    load(ledger, [GOOD], actor="t", progress=lambda *step: told.append(step))
    assert told == [
        (f"Reading {GOOD.name}", 0, 3),
        (f"Checking {GOOD.name}", 1, 3),
        ("Writing", 2, 3),
    ]


# What the gate is given beside the file


def line(subject: str, value: str, graph: str, by: str = "http://e.org/p") -> str:
    base = "https://w3id.org/venskab/id/"
    return f"<{base}{subject}> <{by}> <{base}{value}> <{graph_iri(graph)}> ."


def test_a_graph_is_judged_beside_those_it_leans_on(tmp_path: Path) -> None:
    held = {
        "source/described": line("partnership/one", "municipality/a", "source/described"),
        # A shape follows vsk:replaces back; by any other property nothing is judged beside it.
        "source/mentioning": line(
            "agreement/later", "agreement/new", "source/mentioning", str(VSK.replaces)
        ),
        "source/passing": line("visit/passing", "agreement/new", "source/passing"),
        "source/unrelated": line("partnership/two", "municipality/a", "source/unrelated"),
        "reference/a": line("municipality/a", "locality/a", "reference/a"),
        "reference/b": line("municipality/b", "locality/b", "reference/b"),
        "source/new": line("partnership/old", "municipality/b", "source/new"),
    }
    new = [line("agreement/new", "partnership/one", "source/new")]
    name = graph_iri("source/new")
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        for graph, text in held.items():
            ledger.put(graph_iri(graph), [text], actor="t")
        document = ParsedDocument(new, {name: new}, N_QUADS.media_type)
        context = ValidationContext(CurrentGraphs(ledger), [document])
        found = context.neighbours(name)
        around = {each.subject for each in context.around(name)}
    expected = ("reference/a", "source/described", "source/mentioning", "source/passing")
    assert found == [graph_iri(each) for each in expected]
    things = ("agreement/later", "municipality/a", "partnership/one")
    assert around == {f"<https://w3id.org/venskab/id/{each}>" for each in things}
