"""The mistakes that people make: each is caught, at its place, in words that say how to mend it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from api.locale.translation import translator
from graph.data.shipped import shipped_graphs
from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.engine.results import rows
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.terms import Row
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.cross_checks.across import across_graphs
from graph.validation.gate import check
from graph.validation.report import Severity, ValidationReport
from graph.validation.shapes import VSH
from ontology import SHAPES
from queries.library import violations
from tests.graph.validation.mistake_files import FOLDER, Mistake, document, held, mistakes, valid

TODAY: Final = date(2026, 1, 1)
# A fault of the rules, not of a document.
OF_THE_RULES: Final = {"spell-overlap-violation"}
NAMES: Final = ("Nordby", "Sydby", "Østby", "Gammelby", "Murmansk", "Fremmedby", "Vestby")


def current(puts: Iterable[Put], folder: Path) -> CurrentGraphs:
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.apply(list(puts), actor="test")
        return CurrentGraphs(ledger)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> CurrentGraphs:
    """What every document is judged beside."""
    return current(held(), tmp_path_factory.mktemp("beside"))


def judged(text: str, beside: CurrentGraphs, name: str = "") -> ValidationReport:
    read = document(text)
    return check(read, ValidationContext(beside, [read])).located(text, name)


def test_the_document_itself_passes_without_a_remark(beside: CurrentGraphs) -> None:
    report = judged(valid(), beside)
    assert report.results == [], report.as_text("en")


def test_what_it_is_judged_beside_passes_too(beside: CurrentGraphs) -> None:
    for each in beside.documents():
        report = check(each, ValidationContext(beside))
        assert report.results == [], report.as_text("en")


@pytest.mark.parametrize("mistake", mistakes().values(), ids=lambda each: each.name)
def test_a_mistake_is_caught_where_it_is(mistake: Mistake, beside: CurrentGraphs) -> None:
    report = judged(mistake.text, beside, mistake.name)
    found = [
        one
        for one in report.results
        if (one.shape, one.focus, one.path) == (VSH + mistake.shape, mistake.thing, mistake.path)
        or (one.shape, one.focus, mistake.path) == (VSH + mistake.shape, mistake.thing, None)
    ]
    assert found, report.as_text("en")
    one = found[0]
    assert one.severity == mistake.severity
    assert report.conforms is not any(each.severity == "Violation" for each in report.results)
    assert one.line is not None
    assert mistake.at in mistake.text.split("\n")[one.line - 1]
    told = {lang: one.sentences(lang, translator(lang)) for lang in ("da", "en")}
    assert "{" not in told["da"] + told["en"]
    assert told["da"] != told["en"]
    for lang, part in mistake.says.items():
        assert part in told[lang]


def test_every_message_across_graphs_belongs_to_a_mistake() -> None:
    speaking = Graph().parse(SHAPES / "across-graphs.ttl").subjects(SH.message, None)
    names = {str(shape).removeprefix(str(VSH)) for shape in speaking}
    assert names <= {each.shape for each in mistakes().values()}


def test_the_shipped_graph_has_none_of_what_is_checked_across_graphs(tmp_path: Path) -> None:
    graphs = {iri: own for iri, own in shipped_graphs().items() if iri != ONTOLOGY_GRAPH}
    shipped = current((Put(*each) for each in graphs.items()), tmp_path)
    context = ValidationContext(shipped)
    found = [one for iri in graphs for one in across_graphs(iri, context, [], today=TODAY)]
    report = ValidationReport(True, found)
    assert found == [], report.as_text("en")


# What a check calls an error, a load has said


def renamed(text: str, name: str, number: int) -> str:
    """The same with things, names, codes and a source of its own, so that all fit one ledger."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    for each in NAMES:
        text = text.replace(each, each + letters)
    return (
        text.replace(":m-", f":{name}-")
        .replace("source:mistake ", f"source:{name} ")
        .replace("mistakes-held", f"{name}-held")
        .replace("register-of-mistakes", f"register-{name}")
        .replace("wd:Q1763", f"wd:Q1763{number}")
        .replace('municipalityCode "', f'municipalityCode "{number}-')
    )


async def errors(ledger: Path) -> dict[str, Sequence[Row]]:
    engine = await EmbeddedEngine.start(ledger, Limits())
    try:
        return {name: await rows(engine, query.text) for name, query in violations().items()}
    finally:
        await engine.close()


# The derivation tells of the two dates that are none.
@pytest.mark.filterwarnings("ignore")
def test_what_a_check_calls_an_error_a_load_has_said(tmp_path: Path) -> None:
    ledger = (FOLDER / "ledger.trig").read_text("utf-8")
    puts = [Put(ONTOLOGY_GRAPH, shipped_graphs()[ONTOLOGY_GRAPH])]
    documents = {}
    for number, (name, mistake) in enumerate(mistakes().items()):
        puts += held(renamed(ledger, name, number))
        read = document(renamed(mistake.text, name, number))
        (graph,) = read.graphs
        documents[graph] = read
        puts.append(Put(graph, read.lines))
    together = current(puts, tmp_path)
    found = asyncio.run(errors(tmp_path / "ledger.sqlite"))
    assert {name for name, each in found.items() if not each} == OF_THE_RULES

    said: dict[str, set[str]] = {}
    silent = []
    for query, each in found.items():
        for row in each:
            ends = {row["thing"].value, row["value"].value if "value" in row else ""}
            graph = next((g for g in (row["graph"].value, *_sources(ends)) if g in documents), "")
            if graph and graph not in said:
                context = ValidationContext(together, [documents[graph]])
                results = check(documents[graph], context).results
                said[graph] = {one.focus for one in results if one.severity is not Severity.INFO}
            if ends.isdisjoint(said.get(graph, set())):
                silent.append((query, ends))
    assert silent == []


def _sources(things: Iterable[str]) -> list[str]:
    """The sources of the mistakes that such things were renamed for."""
    base = "https://w3id.org/venskab/graph/source/"
    slugs = [thing.rpartition("/")[2] for thing in things]
    found = [name for name in mistakes() if any(slug.startswith(f"{name}-") for slug in slugs)]
    return [base + name for name in sorted(found, key=len, reverse=True)]
