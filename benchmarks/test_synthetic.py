"""The synthetic graph: the same for everybody, in our vocabulary, of the promised shape."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from benchmarks.nquads import text
from benchmarks.synthetic import generate, write
from graph.namespaces import OA, VSK
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import bounds
from ontology import ROOT, SCHEMES

SMALL = 20_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthetic") / "small.nq"
    write(generate(SMALL), path)
    return path


@pytest.fixture(scope="module")
def graphs(small: Path) -> dict[str, Graph]:
    """Each named graph of the small data set, read by rdflib."""
    triples = defaultdict[str, list[str]](list)
    for line in small.read_text().splitlines():
        triple, graph = line.removesuffix("> .").rsplit(" <", 1)
        triples[graph].append(f"{triple} .")
    return {iri: _read(lines) for iri, lines in triples.items()}


def _read(lines: list[str]) -> Graph:
    return Graph(bind_namespaces="none").parse(data="\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def union(graphs: dict[str, Graph]) -> Graph:
    found = Graph()
    for graph in graphs.values():
        found += graph
    return found


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    found = Graph()
    for path in (ROOT / "venskab.ttl", *sorted(SCHEMES.glob("*.ttl"))):
        found.parse(path)
    return found


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.nq", tmp_path / "other.nq"
    write(generate(SMALL), again)
    write(generate(SMALL, seed=3), other)
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (small, again, other)]
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


def test_it_has_the_size_asked_for_and_says_nothing_twice(small: Path) -> None:
    lines = small.read_text().splitlines()
    assert SMALL <= len(lines) < SMALL + 1_500
    assert len(set(lines)) == len(lines)


def test_every_line_is_read_as_one_statement(small: Path, graphs: dict[str, Graph]) -> None:
    assert sum(map(len, graphs.values())) == len(small.read_text().splitlines())


def test_every_term_is_one_of_the_vocabulary(union: Graph, vocabulary: Graph) -> None:
    declared = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept)
        for term in vocabulary.subjects(RDF.type, kind)
    }
    used = {
        term
        for triple in union
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith((str(VSK), BASE + "concept/"))
    }
    assert len(used) > 60
    assert used <= declared


def test_every_date_can_be_read_and_all_precisions_occur(union: Graph) -> None:
    dates = {
        str(o) for o in union.objects() if isinstance(o, Literal) and o.datatype == URIRef(EDTF)
    }
    for date in dates:
        bounds(date)
    forms = {re.sub(r"\d+", "9", date) for date in dates}
    assert {"9-9-9", "9-9", "9", "9-9-XX", "9-XX-XX", "9?", "9-9~", "9X", "../9"} <= forms


def test_every_partnership_has_two_distinct_parties_and_an_agreement(union: Graph) -> None:
    for partnership in union.subjects(RDF.type, VSK.Partnership):
        parts = list(union.subjects(VSK.inPartnership, partnership))
        parties = {party for part in parts for party in union.objects(part, VSK.party)}
        assert len(parties) == len(parts) >= 2
        assert 1 <= len(list(union.subjects(VSK.governs, partnership))) <= 3


def test_every_claim_points_to_evidence_in_its_own_source(graphs: dict[str, Graph]) -> None:
    kinds = (VSK.Partnership, VSK.Agreement, VSK.LifecycleEvent, VSK.Initiative, VSK.Visit)
    claims = 0
    for iri, graph in graphs.items():
        for kind in kinds:
            for claim in graph.subjects(RDF.type, kind):
                (evidence,) = graph.objects(claim, VSK.evidence)
                assert (evidence, OA.hasSource, URIRef(iri)) in graph
                claims += 1
    assert claims > SMALL // 50


def test_a_few_municipalities_have_many_partnerships() -> None:
    degrees = Counter[str]()
    for graph in generate(200_000):
        for line in graph.lines:
            if "id/participation/" in line and f"<{VSK.party}>" in line:
                degrees[line.split(" ")[2]] += 1
    ranked = sorted(degrees.values(), reverse=True)
    median = ranked[len(ranked) // 2]
    assert ranked[0] > 10 * median
    assert sum(ranked[: len(ranked) // 10]) > 0.3 * sum(ranked)


def test_quotes_and_backslashes_are_escaped() -> None:
    assert text('a "b" \\c', "da") == '"a \\"b\\" \\\\c"@da'
