"""The shipped graph as a whole: the gate lets it in, and every claim has its passage."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, QuerySolutions, RdfFormat, Store

import graph
from graph.data.shipped import shipped_graphs
from graph.prefixes import BASE, PREFIXES
from graph.validation.shacl import Severity, validate
from graph.validation.shapes import VSH

DATA = Path(graph.__file__).parent / "data"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
FILES = sorted(DATA.rglob("*.trig"))
KINDS = {"sources": "source", "reference": "reference", "curation": "curation"}


@pytest.fixture(scope="module")
def graphs() -> dict[str, list[str]]:
    """The package's graphs without the ontology, which the gate always has."""
    return {iri: lines for iri, lines in shipped_graphs().items() if not iri.endswith("/ontology")}


@pytest.fixture(scope="module")
def store() -> Store:
    loaded = Store()
    for path in sorted(DATA.rglob("*.trig")):
        loaded.load(path.read_bytes(), format=RdfFormat.TRIG)
    return loaded


def rows(store: Store, pattern: str) -> list[tuple[str, ...]]:
    found = store.query(f"{PROLOGUE} SELECT DISTINCT * WHERE {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return [tuple(str(value) for value in row) for row in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_graph_conforms_without_a_warning(graphs: dict[str, list[str]], path: Path) -> None:
    """A source and a reference graph lean on reference graphs only, a curator's on all."""
    folder = path.parent.name
    iri = f"{BASE}graph/{KINDS[folder]}/{path.stem}"
    leaned_on = "/graph/" if folder == "curation" else "/graph/reference/"
    others = [lines for name, lines in graphs.items() if leaned_on in name and name != iri]
    reference = [line for lines in others for line in lines]
    report = validate(graphs[iri], reference=reference, conforms_at=Severity.WARNING)
    # A source may know one party of a chain only; the others' sources are not leaned on here.
    told = {result.shape for result in report.results if result.severity is not Severity.INFO}
    assert told <= {str(VSH.PartnershipParties)}, report.as_text("en")


def test_what_a_store_gives_back_conforms_too(graphs: dict[str, list[str]], store: Store) -> None:
    """Stores rewrite numbers: ``xsd:nonNegativeInteger`` comes back as ``xsd:integer``."""
    iri = f"{BASE}graph/source/sermersooq-aalborg-2019"
    text = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(iri))
    assert text is not None
    lines = [f"{line[:-1].rstrip()} <{iri}> ." for line in text.decode().splitlines()]
    assert sorted(lines) != graphs[iri]
    others = [line for name, kept in graphs.items() if "/reference/" in name for line in kept]
    report = validate(lines, reference=others)
    assert report.conforms, report.as_text("en")


def test_there_is_no_blank_node(store: Store) -> None:
    assert len(store) > 4000
    assert not [q for q in store if BlankNode in (type(q.subject), type(q.object))]


def test_quotations_have_at_most_eight_words(store: Store) -> None:
    quotations = [row[1] for row in rows(store, "GRAPH ?g { ?quote oa:exact ?text }")]
    assert len(quotations) > 100
    long = [row[2] for row in rows(store, "GRAPH ?g { ?q oa:exact ?t }") if len(row[2].split()) > 8]
    assert not long


def test_each_stated_property_has_a_passage(store: Store) -> None:
    """But names, what a source and its file are, and our own remark on an event."""
    unbacked = rows(
        store,
        """
        GRAPH ?g { ?thing ?property ?value }
        FILTER CONTAINS(STR(?g), "/source/")
        FILTER (?property NOT IN (rdf:type, rdfs:label, vsk:evidence, vsk:sourceKind, vsk:textFile,
            vsk:sha256, dcterms:language, dcterms:description))
        FILTER NOT EXISTS { GRAPH ?g { ?e oa:hasSelector|oa:hasSource ?x
            FILTER (?e = ?thing || ?x = ?thing && ?x != ?g) } }
        FILTER NOT EXISTS { GRAPH ?g { ?thing vsk:evidence/vsk:supports ?property } }
        """,
    )
    assert not unbacked


def test_each_claiming_thing_has_a_passage_for_what_it_is(store: Store) -> None:
    unbacked = rows(
        store,
        """
        GRAPH ?g { ?thing a ?class }
        FILTER CONTAINS(STR(?g), "/source/")
        FILTER (?class NOT IN (vsk:Source, vsk:Evidence, oa:TextQuoteSelector,
            oa:TextPositionSelector))
        FILTER NOT EXISTS { GRAPH ?g { ?thing vsk:evidence/vsk:supports ?class } }
        """,
    )
    assert not unbacked


def test_sources_state_no_goal(store: Store) -> None:
    assert not rows(store, "GRAPH ?g { ?thing vsk:sdg ?goal }")


def test_every_graph_describes_itself(store: Store) -> None:
    named = {str(each.value) for each in store.named_graphs()}
    described = {row[0].strip("<>") for row in rows(store, "GRAPH ?g { ?g a vsk:Source }")}
    assert described == named
