"""The graph of the two founding documents, and two ways to ask it about a fact."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, QueryBoolean, QuerySolutions, RdfFormat, Store

import graph
from graph.engine.nquads import lines
from graph.records.shipped_records import shipped_surroundings
from graph.records.to_graph import RecordGraph, to_graph
from graph.records.yaml_reader import read
from tests.graph.facts.founding_documents import PROLOGUE, Backed, Values, short
from tests.shared import ROOT, shared

DATA = Path(graph.__file__).parent / "data"
EXAMPLES = ROOT / "docs" / "examples"
FOUNDING = {"kujalleq-aarhus-2016", "sermersooq-aalborg-2019"}
CASES = ("compiled-cases", "case-conclusions")


@pytest.fixture(scope="session", params=["shipped", "examples"])
def store(request: pytest.FixtureRequest) -> Store:
    """The shipped graph, or the documentation's records in the stead of the founding sources."""
    loaded = Store()
    written = request.param == "examples"
    for path in sorted(DATA.rglob("*.trig")):
        if _founding(path) and not (written and path.stem in FOUNDING):
            loaded.load(path.read_bytes(), format=RdfFormat.TRIG)
    for name in sorted(FOUNDING) if written else ():
        loaded.load("\n".join(lines(_example(name).statements)).encode(), format=RdfFormat.N_QUADS)
    return loaded


def _example(name: str) -> RecordGraph:
    """The graph of a record of the documentation, read beside the document it is of."""
    record = read((EXAMPLES / f"{name}.yaml").read_text("utf-8"), name)
    text = (shared("documents") / f"{name}.txt").read_text("utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    made = to_graph(record, replace(shipped_surroundings(), text=text, sha256=sha256))
    assert not [each.sentence() for each in made.findings]
    return made


def _founding(path: Path) -> bool:
    """Not the cases: other sources tell more of the same things, and may disagree."""
    told_by_cases = path.parent.name == "sources" or path.stem.startswith(CASES)
    return path.stem in FOUNDING or not told_by_cases


@pytest.fixture
def values(store: Store) -> Values:
    """What a thing has at the end of a property path; own IRIs as ``type/slug``."""

    def find(thing: str, path: str) -> set[str]:
        text = f"{PROLOGUE} SELECT ?value {{ {thing} {path} ?value }}"
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return {short(row["value"]) for row in found}

    return find


@pytest.fixture
def backed(store: Store) -> Backed:
    """Whether a checkable quotation in the thing's own source graph backs a property."""

    def ask(thing: str, term: str, quotation: str) -> bool:
        assert len(quotation.split()) <= 8
        exact = Literal(quotation)
        text = f"""{PROLOGUE} ASK {{ GRAPH ?source {{
            {thing} vsk:evidence ?evidence .
            ?evidence vsk:supports {term} ; oa:hasSource ?source ; vsk:locator ?place ;
                oa:hasSelector ?quote , ?position .
            ?quote a oa:TextQuoteSelector ; oa:exact {exact} .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            ?source vsk:textFile ?file ; vsk:sha256 ?sum .
            FILTER (?end - ?start = {len(quotation)})
        }} }}"""
        found = store.query(text)
        assert isinstance(found, QueryBoolean)
        return bool(found)

    return ask
