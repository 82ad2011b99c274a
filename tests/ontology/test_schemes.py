"""Every concept scheme is whole: worded in both languages, in order, and linked to what exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph.namespaces import VSK
from tests.ontology.vocabulary import CONCEPTS, read, scheme_files
from tests.shared import shared

EFFECTS = {
    "in-force": {"entered-into-force", "renewed", "resumed", "inherited", "joined"},
    "suspended": {"on-hold", "suspended", "dormant"},
    "ended": {"replaced", "lapsed", "withdrawn", "terminated", "left"},
}
SIX_AREAS = {
    "business-growth-jobs",
    "welfare-health",
    "children-education",
    "urban-development",
    "culture-sport-leisure",
    "energy",
}
each_scheme = pytest.mark.parametrize("path", scheme_files(), ids=lambda path: path.stem)


def concepts(path: Path) -> list[URIRef]:
    """The concepts of a scheme's file."""
    found = read(path).subjects(RDF.type, SKOS.Concept)
    return sorted(concept for concept in found if isinstance(concept, URIRef))


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str, str]:
    """A term's texts by language; a second text in one language is an error."""
    found: dict[str, str] = {}
    for text in graph.objects(subject, predicate):
        assert isinstance(text, Literal) and text.language and text.language not in found
        found[text.language] = str(text)
    return found


def local(iri: object) -> str:
    """The last segment of an IRI."""
    return str(iri).rsplit("/", 1)[1]


@each_scheme
def test_a_scheme_is_named_as_its_file_and_says_what_it_is(path: Path) -> None:
    graph, scheme = read(path), URIRef(CONCEPTS + path.stem)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    assert texts(graph, scheme, RDFS.label).keys() == {"da", "en"}
    assert texts(graph, scheme, SKOS.definition).keys() == {"da", "en"}
    assert concepts(path)
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


@each_scheme
def test_a_concept_is_worded_in_danish_and_english(path: Path) -> None:
    for concept in concepts(path):
        labels = texts(read(path), concept, SKOS.prefLabel)
        assert {"da", "en"} <= labels.keys()
        assert texts(read(path), concept, RDFS.label) == labels
        assert texts(read(path), concept, SKOS.definition).keys() == {"da", "en"}


@each_scheme
def test_no_two_concepts_of_a_scheme_share_a_label(path: Path) -> None:
    labels = [
        (o.language, str(o))
        for o in read(path).objects(None, SKOS.prefLabel)
        if isinstance(o, Literal)
    ]
    assert sorted(labels) == sorted(set(labels))


@each_scheme
def test_a_concept_is_in_its_scheme_under_its_notation(path: Path) -> None:
    graph, scheme = read(path), URIRef(CONCEPTS + path.stem)
    for concept in concepts(path):
        assert concept.startswith(f"{scheme}/")
        assert list(graph.objects(concept, SKOS.notation)) == [Literal(local(concept))]
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]


@each_scheme
def test_a_concept_is_at_the_top_or_under_one_that_is(path: Path) -> None:
    graph, scheme = read(path), URIRef(CONCEPTS + path.stem)
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert set(graph.subjects(SKOS.topConceptOf, scheme)) == tops
    for concept in set(concepts(path)) - tops:
        assert set(graph.transitive_objects(concept, SKOS.broader)) & tops
    assert not any(graph.value(top, SKOS.broader) for top in tops)


def test_event_kinds_change_the_state_as_the_model_says() -> None:
    graph = read(next(path for path in scheme_files() if path.stem == "event-kind"))
    found: dict[str, set[str]] = {}
    for kind, state in graph.subject_objects(VSK.effect):
        found.setdefault(local(state), set()).add(local(kind))
    assert found == EFFECTS


def test_the_six_areas_of_the_main_agreement_are_at_the_top() -> None:
    scheme = URIRef(CONCEPTS + "cooperation-area")
    graph = read(next(path for path in scheme_files() if path.stem == "cooperation-area"))
    assert {local(top) for top in graph.objects(scheme, SKOS.hasTopConcept)} >= SIX_AREAS


@each_scheme
def test_matches_lead_to_concepts_of_the_authority_table(path: Path) -> None:
    matches = {o for p in (SKOS.closeMatch, SKOS.exactMatch) for o in read(path).objects(None, p)}
    if matches:
        table = Graph().parse(shared("standards/authority/data-theme.ttl"), format="turtle")
        assert matches <= set(table.subjects(RDF.type, SKOS.Concept))
