"""The whole graph looked over: the shipped one is in order, and a planted fault is found."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib.namespace import RDFS

from graph.data.shipped import shipped_graphs
from graph.errors import UnreadableFile
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from graph.validation.audit import PYSHACL, AuditPart, Outcome, Part, look_over
from graph.validation.context import CurrentGraphs, ValidationContext
from queries.library import violations
from tests.shared import shared

SOURCE = f"{BASE}graph/source/kujalleq-aarhus-2016"
ID = f"{BASE}id/"
VSK = f"{BASE}ontology#"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ontology, two sources and what they lean on, so that a run is short."""
    graphs = shipped_graphs()
    names = ("reference/municipalities-dk", "reference/municipalities-gl", "reference/places")
    others = [f"{BASE}graph/{name}" for name in (*names, "source/sermersooq-aalborg-2019")]
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        puts = [Put(iri, graphs[iri]) for iri in (ONTOLOGY_GRAPH, SOURCE, *others)]
        opened.apply(puts, actor="test")
        yield opened


def plant(ledger: Ledger, *statements: str) -> None:
    """Put further statements into the source."""
    (version,) = [each for each in ledger.graphs() if each.graph == SOURCE]
    lines = [f"{statement} <{SOURCE}> ." for statement in statements]
    ledger.put(SOURCE, [*ledger.lines(version.hash), *lines], actor="test")


def section(outcome: Outcome, part: Part) -> AuditPart:
    (found,) = [each for each in outcome.sections if each.part is part]
    return found


def test_nothing_is_wrong_and_all_is_looked_at(ledger: Ledger) -> None:
    steps: list[tuple[str, int, int]] = []
    outcome = look_over(
        ledger,
        documents=shared("documents"),
        progress=lambda what, done, total: steps.append((what, done, total)),
    )
    assert outcome.conforms, [
        report.as_text("en") for s in outcome.sections for report in s.reports
    ]
    assert [each.part for each in outcome.sections] == [
        Part.SHAPES,
        Part.EVIDENCE,
        Part.LINKS,
        Part.QUALITY,
        Part.QUOTATIONS,
    ]
    assert section(outcome, Part.SHAPES).examined == len(ledger.graphs()) - 1
    rules = sum(
        section(outcome, part).examined for part in (Part.EVIDENCE, Part.LINKS, Part.QUALITY)
    )
    assert rules == len(violations())
    assert section(outcome, Part.QUOTATIONS).examined > 50
    done = [each[1] for each in steps]
    assert done == sorted(done)
    assert done[-1] < steps[0][2]


def test_quotations_are_looked_up_only_when_asked(ledger: Ledger) -> None:
    parts = [each.part for each in look_over(ledger).sections]
    assert Part.QUOTATIONS not in parts


def test_a_planted_fault_is_found_where_it_is(ledger: Ledger) -> None:
    agreement = f"<{ID}agreement/kujalleq-aarhus-2016>"
    plant(ledger, f"{agreement} <{VSK}area> <{BASE}concept/cooperation-area/no-such-area>")
    outcome = look_over(ledger)
    assert not outcome.conforms
    (report,) = section(outcome, Part.LINKS).reports
    assert report.file == "source/kujalleq-aarhus-2016"
    (fault,) = report.results
    assert fault.focus == f"{ID}agreement/kujalleq-aarhus-2016"
    assert str(fault.value).endswith("no-such-area")
    assert set(fault.focus_label) >= {"da", "en"}
    assert not section(outcome, Part.SHAPES).conforms


def test_a_fault_that_only_the_whole_shows(ledger: Ledger) -> None:
    """Each statement is right by itself; together they go round."""
    old, new = (f"<{ID}agreement/kujalleq-aarhus-{name}>" for name in ("2016", "before-2016"))
    plant(ledger, f"{new} <{VSK}replaces> {old}")
    outcome = look_over(ledger)
    quality = [one for report in section(outcome, Part.LINKS).reports for one in report.results]
    assert {one.shape.rpartition("/")[2] for one in quality} == {"circle-violation"}


def test_an_altered_document_is_told(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    text = (shared("documents") / "kujalleq-aarhus-2016.txt").read_text("utf-8")
    (folder / "kujalleq-aarhus-2016.txt").write_text(text + "\n", "utf-8")
    other = "sermersooq-aalborg-2019.txt"
    (folder / other).write_bytes((shared("documents") / other).read_bytes())
    outcome = look_over(ledger, documents=folder)
    quotations = section(outcome, Part.QUOTATIONS)
    assert not quotations.conforms
    (report,) = quotations.reports
    assert report.file == "kujalleq-aarhus-2016.txt"
    assert all("not the one" in one.sentences("en") for one in report.results)


def test_the_folder_must_be_there(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such folder"):
        look_over(ledger, documents=tmp_path / "nowhere")


# Verdicts that are kept


def test_what_did_not_change_is_not_judged_again(ledger: Ledger) -> None:
    plant(ledger, f'<{SOURCE}> <{VSK}published> "i maj"@da', f"<{SOURCE}> <{VSK}noSuch> <{SOURCE}>")
    first = look_over(ledger)
    assert section(first, Part.SHAPES).judged == section(first, Part.SHAPES).examined
    found = {one.shape for each in section(first, Part.SHAPES).reports for one in each.results}
    assert {shape.rpartition("#")[2] for shape in found} >= {"KnownProperty", "Dated-published"}
    steps: list[str] = []
    again = look_over(ledger, progress=lambda what, *_: steps.append(what))
    assert section(again, Part.SHAPES).judged == 0
    assert steps == []
    assert again.sections[1:] == first.sections[1:]
    assert section(again, Part.SHAPES).reports == section(first, Part.SHAPES).reports


def test_what_leans_on_a_change_is_judged_again(ledger: Ledger) -> None:
    look_over(ledger)
    plant(ledger, f'<{ID}agreement/kujalleq-aarhus-2016> <{RDFS.comment}> "Ny"@da')
    changed = section(look_over(ledger), Part.SHAPES)
    current = CurrentGraphs(ledger)
    leaning = [
        each for each in current.graphs if SOURCE in ValidationContext(current).neighbours(each)
    ]
    assert changed.judged == 1 + len(leaning) < changed.examined


@pytest.mark.parametrize(
    "broken",
    [b"", b"no gzip", gzip.compress(b"{", mtime=0), gzip.compress(b'{"a": [{"b": 1}]}', mtime=0)],
    ids=["nothing", "no gzip", "half", "another form"],
)
def test_what_is_kept_and_damaged_is_made_anew(ledger: Ledger, broken: bytes) -> None:
    first = look_over(ledger)
    (kept,) = (ledger.path.parent / "verdicts").iterdir()
    kept.write_bytes(broken)
    assert look_over(ledger) == first
    assert look_over(ledger).sections[0].judged == 0


def test_each_engine_has_verdicts_of_its_own(ledger: Ledger) -> None:
    look_over(ledger, engine=PYSHACL)
    before = section(look_over(ledger, engine=PYSHACL), Part.SHAPES)
    after = section(look_over(ledger, engine=replace(PYSHACL, name="rdflib")), Part.SHAPES)
    assert (before.judged, after.judged) == (0, after.examined)
