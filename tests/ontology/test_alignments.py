"""The alignments lead to terms that exist, and stand where the model asks for them."""

from __future__ import annotations

import re
from functools import cache

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME

from graph.namespaces import CPOV, ELI, OA, PERSON, SCHEMA, VSK
from tests.ontology.vocabulary import ALIGNMENTS, VOCABULARY, read, terms
from tests.shared import shared

LOCN = "http://www.w3.org/ns/locn#"
FILES = {
    str(ORG): "org.ttl",
    str(PROV): "prov-o.ttl",
    str(OA): "oa.ttl",
    str(TIME): "time.ttl",
    str(CPOV): "cpov-2.1.2.ttl",
    str(SCHEMA): "schemaorg-30.0-subset.ttl",
    LOCN: "locn.ttl",
}
# Not among the files: rdflib knows the terms of these four, those of ELI and person are listed.
SHIPPED = {str(ns): ns for ns in (SKOS, FOAF, DCTERMS, GEO)}
LISTED = {
    *(ELI[term] for term in ("LegalResource", "based_on", "cites", "date_document", "in_force")),
    PERSON.Person,
}
LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
TRIPLES = sorted((s, p, o) for p in LINKS for s, _, o in read(ALIGNMENTS).triples((None, p, None)))
TARGETS = sorted({o for _, _, o in TRIPLES if isinstance(o, URIRef)})

DEMANDED = [
    ("Municipality", ORG.FormalOrganization),
    ("Municipality", CPOV.PublicOrganisation),
    ("Locality", DCTERMS.Location),
    ("Organisation", ORG.Organization),
    ("Person", PERSON.Person),
    ("Partnership", ORG.OrganizationalCollaboration),
    ("Agreement", ELI.LegalResource),
    ("Agreement", PROV.Entity),
    ("LifecycleEvent", PROV.Activity),
    ("Initiative", PROV.Activity),
    ("Visit", SCHEMA.Event),
    ("Visit", PROV.Activity),
    ("Meeting", SCHEMA.Event),
    ("PublicEvent", SCHEMA.Event),
    ("Network", ORG.OrganizationalCollaboration),
    ("NetworkMembership", ORG.Membership),
    ("Source", FOAF.Document),
    ("Source", PROV.Entity),
    ("Evidence", OA.SpecificResource),
]


@cache
def vocabulary(file: str) -> Graph:
    """The graph of a vocabulary that lies in the shared folder."""
    return Graph().parse(shared(f"standards/vocab/{file}"), format="turtle")


def exists(term: URIRef) -> bool:
    """Whether the vocabulary that a term's IRI belongs to declares it."""
    for namespace, file in FILES.items():
        if term.startswith(namespace):
            return (term, RDF.type, None) in vocabulary(file)
    for namespace, shipped in SHIPPED.items():
        if term.startswith(namespace):
            return term.removeprefix(namespace) in shipped.__annotations__
    return term in LISTED


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_a_term_that_we_align_with_exists(target: URIRef) -> None:
    assert exists(target)


@pytest.mark.parametrize("namespace", [ORG, PROV, SCHEMA, ELI, SKOS, DCTERMS], ids=str)
def test_an_invented_term_would_be_found_out(namespace: str) -> None:
    assert not exists(URIRef(f"{namespace}twinTown"))


def test_only_our_own_declared_terms_are_aligned() -> None:
    assert {s for s, _, _ in TRIPLES} <= set(terms())


@pytest.mark.parametrize("ours,anchor", DEMANDED)
def test_the_anchors_of_the_model_are_there(ours: str, anchor: URIRef) -> None:
    assert (VSK[ours], RDFS.subClassOf, anchor) in read(ALIGNMENTS)


def test_annex_and_exchange_are_kinds_of_our_own_classes() -> None:
    assert (VSK.Annex, RDFS.subClassOf, VSK.Agreement) in read(VOCABULARY)
    assert (VSK.Exchange, RDFS.subClassOf, VSK.Initiative) in read(VOCABULARY)


def test_every_vocabulary_that_the_model_asks_for_is_aligned_with() -> None:
    for namespace in (ORG, CPOV, PROV, SCHEMA, OA, ELI, TIME, SKOS):
        assert any(target.startswith(str(namespace)) for target in TARGETS), namespace


def test_classes_are_aligned_with_classes_and_properties_with_properties() -> None:
    kinds = read(VOCABULARY)
    for ours, link, target in TRIPLES:
        is_class = (ours, RDF.type, OWL.Class) in kinds
        assert link != (RDFS.subPropertyOf if is_class else RDFS.subClassOf)
        assert is_class == re.split("[/#]", str(target))[-1][0].isupper()
