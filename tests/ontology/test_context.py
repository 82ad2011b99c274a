"""The JSON-LD context names every term, and JSON written with it is plain and loses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS

from graph.engine.safe_parser import CONTEXT_IRI, read_data, read_file
from graph.namespaces import VSK
from graph.prefixes import EDTF, PREFIXES
from tests.ontology.vocabulary import (
    CONTEXT,
    VOCABULARY,
    example_files,
    name,
    read,
    scheme_files,
    terms,
)

TERMS: dict[str, object] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
# rdflib's JSON-LD reader uses a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
KEY = re.compile(r"[a-z][A-Za-z0-9]*")


def expand(term: str) -> str:
    """The IRI that a key of the context stands for."""
    entry = TERMS[term]
    short = entry["@id"] if isinstance(entry, dict) else entry
    prefix, _, local = str(short).partition(":")
    return str(TERMS[prefix]) + local


def written(graph: Graph) -> str:
    """A graph as JSON-LD with the context inside."""
    return graph.serialize(format="json-ld", context=TERMS)


def nodes(value: object) -> Iterator[dict[str, object]]:
    """Every JSON object that describes a thing: it has an id and more."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if "id" in value:
            yield value
        yield from nodes(value.get("@graph", []))


@pytest.mark.parametrize("term", terms(), ids=name)
def test_a_term_is_in_the_context_under_its_own_name(term: URIRef) -> None:
    assert expand(name(term)) == str(term)


@pytest.mark.parametrize("term", terms(), ids=name)
def test_the_values_of_a_term_are_typed_as_its_range_says(term: URIRef) -> None:
    entry, graph = TERMS[name(term)], read(VOCABULARY)
    coerced = entry if isinstance(entry, dict) else {}
    if (term, RDF.type, OWL.ObjectProperty) in graph:
        assert coerced["@type"] == "@id"
    elif graph.value(term, RDFS.range) == URIRef(EDTF):
        assert coerced["@type"] == "edtf:EDTF"
    elif graph.value(term, RDFS.range) == RDF.langString:
        assert coerced["@container"] == "@language"


def test_prefixes_of_the_context_are_the_ones_of_the_house() -> None:
    for prefix, iri in TERMS.items():
        if isinstance(iri, str) and iri.startswith("http"):
            assert PREFIXES[prefix] == iri


@pytest.mark.parametrize("path", example_files() + scheme_files(), ids=lambda path: path.stem)
def test_turtle_to_json_and_back_is_the_same_graph(path: Path) -> None:
    again = Graph().parse(data=written(read(path)), format="json-ld")
    assert isomorphic(read(path), again)


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_the_reader_of_the_house_takes_the_context_by_its_name(path: Path) -> None:
    named = json.loads(written(read(path))) | {"@context": CONTEXT_IRI}
    from_json = read_data(json.dumps(named).encode(), "application/ld+json")
    assert from_json.lines == read_file(path).lines


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_json_of_an_example_has_plain_keys_only(path: Path) -> None:
    found = list(nodes(json.loads(written(read(path)))))
    assert found
    for node in found:
        assert all(KEY.fullmatch(key) for key in node), node


def test_an_agreement_reads_as_plain_json() -> None:
    graph = next(
        read(path) for path in example_files() if path.stem == "framework-agreement-with-annex"
    )
    agreement = next(
        node
        for node in nodes(json.loads(written(graph)))
        if str(node["id"]).endswith("agreement/north-south-2020")
    )
    assert agreement["type"] == "Agreement"
    assert agreement["signed"] == "2020-03-15"
    assert agreement["label"] == {
        "da": "Hovedaftale mellem Nord og Syd, 2020",
        "en": "Main agreement of North and South, 2020",
    }
    assert agreement["governs"] == "https://w3id.org/venskab/id/partnership/north-south"


def test_several_labels_in_one_language_survive() -> None:
    graph = Graph().parse(
        data=f'<https://example.org/a> <{RDFS.label}> "A"@da, "B"@da, "C"@en .',
        format="turtle",
    )
    assert isomorphic(graph, Graph().parse(data=written(graph), format="json-ld"))


def test_a_date_written_by_hand_gets_its_type() -> None:
    hand = {"@context": TERMS, "id": "https://example.org/a", "signed": "2019-12-XX"}
    graph = Graph().parse(data=json.dumps(hand), format="json-ld")
    value = graph.value(URIRef("https://example.org/a"), VSK.signed)
    assert value is not None and value.n3() == f'"2019-12-XX"^^<{EDTF}>'
