"""A reasoner (OWL 2 RL) finds no contradiction in vocabulary and data, and finds a planted one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import owlrl
import pytest
from rdflib import XSD, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from graph.data.shipped import shipped_graphs
from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import ONTOLOGY_GRAPH, source_graph
from graph.namespaces import SCHEMA, VSK
from graph.prefixes import EDTF
from tests.ontology.vocabulary import (
    ALIGNMENTS,
    VOCABULARY,
    example_files,
    name,
    prefix_lines,
    read,
    scheme_files,
    terms,
)
from tests.shared import in_full, shared

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
STANDARDS = ("org.ttl", "prov-o.ttl", "time.ttl")
TAKES_PLACE = ("Initiative", "Exchange", "Visit", "Meeting", "PublicEvent", "LifecycleEvent")
TRUE_AND_FALSE = [
    ("municipality:x a vsk:Municipality .", "municipality:x a vsk:Person ."),
    ("organisation:x a vsk:Organisation .", "organisation:x a vsk:Municipality ."),
    ("initiative:x a vsk:Initiative .", "initiative:x a vsk:Organisation ."),
    ("exchange:x a vsk:Exchange .", "exchange:x a vsk:Annex ."),
    ("agreement:y a vsk:Agreement .", "participation:x vsk:inPartnership agreement:y ."),
    ("event:x a vsk:LifecycleEvent .", "event:x vsk:population 7 ."),
    ("event:x vsk:endReason end-reason:inactivity .", "event:x vsk:seat locality:y ."),
]
CLASSES = [term for term in terms() if (term, RDF.type, OWL.Class) in read(VOCABULARY)]


def bare(graphs: Iterable[Graph]) -> Graph:
    """Graphs as one, without plain texts: no axiom speaks of them, and they take most of the time.

    Without ``owl:hasKey`` too: the reasoner takes a key of one property for a key of none and makes
    all members of the class the same.
    """
    whole = Graph()
    for graph in graphs:
        for s, p, o in graph:
            text = isinstance(o, Literal) and o.datatype in (None, XSD.string)
            if not text and p != OWL.hasKey:
                whole.add((s, p, o))
    return whole


def closed(graph: Graph) -> Graph:
    """A graph with all that follows from it by OWL 2 RL."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> set[str]:
    """What a reasoner finds impossible in a graph."""
    return {str(message) for message in closed(graph).objects(None, ERROR)}


def own() -> list[Graph]:
    """The vocabulary, its alignments and its schemes."""
    return [read(path) for path in (VOCABULARY, ALIGNMENTS, *scheme_files())]


def examples() -> list[Graph]:
    """The examples and what the rules derive from them."""
    return [read(path) for path in example_files()] + [derived_from_examples()]


@cache
def derived_from_examples() -> Graph:
    import pyoxigraph

    store = pyoxigraph.Store()
    graph = pyoxigraph.NamedNode(source_graph("examples"))
    for path in (VOCABULARY, *scheme_files(), *example_files()):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    return nquads(derive(OxigraphRuleStore(store)))


def standards() -> list[Graph]:
    """Vocabularies of others that say what cannot be, such as an activity that is an entity."""
    return [Graph().parse(shared(f"standards/vocab/{file}")) for file in STANDARDS]


def nquads(lines: Iterable[str]) -> Graph:
    """N-Quads lines as one graph."""
    triples = "\n".join(line.rsplit(" ", 2)[0] + " ." for line in lines)
    return Graph().parse(data=triples, format="nt")


def shipped() -> list[Graph]:
    """The shipped graphs, without the vocabulary; some of them where not everything is tried."""
    graphs = [lines for iri, lines in shipped_graphs().items() if iri != ONTOLOGY_GRAPH]
    return [nquads(lines) for lines in graphs[:: 1 if in_full() else 8]]


def planted(statements: str) -> Graph:
    """Statements in Turtle with the prefixes of the house."""
    return Graph().parse(data=f"{prefix_lines()}\n{statements}", format="turtle")


def test_nothing_in_vocabulary_schemes_examples_and_shipped_graph_contradicts() -> None:
    assert not contradictions(bare([*own(), *examples(), *shipped()]))


def test_nothing_contradicts_where_the_standards_that_we_align_with_hold_too() -> None:
    assert not contradictions(bare([*own(), *examples(), *standards()]))


def test_nothing_contradicts_before_it_is_planted() -> None:
    true = "\n".join(each for each, _ in TRUE_AND_FALSE)
    assert not contradictions(bare([*own(), planted(true)]))


@pytest.mark.parametrize(("true", "false"), TRUE_AND_FALSE)
def test_a_planted_contradiction_is_found(true: str, false: str) -> None:
    assert contradictions(bare([*own(), planted(f"{true}\n{false}")]))


def test_an_activity_that_is_an_entity_is_found_by_the_standards() -> None:
    assert contradictions(
        bare([*own(), *standards(), planted("visit:x a vsk:Visit, prov:Entity .")])
    )


@pytest.mark.parametrize("local", TAKES_PLACE)
def test_what_takes_place_is_no_organisation(local: str) -> None:
    graph = bare([*own(), Graph().parse(shared("standards/vocab/schemaorg-30.0-subset.ttl"))])
    above = set(graph.transitive_objects(VSK[local], RDFS.subClassOf))
    assert above > {VSK[local]}
    assert not above & {SCHEMA.Organization, SCHEMA.Person, VSK.Organisation}


def test_something_can_be_of_each_class() -> None:
    ones = "\n".join(f"<urn:x:{name(term)}> a <{term}> ." for term in CLASSES)
    graph = closed(bare([*own(), planted(ones)]))
    assert not set(graph.objects(None, ERROR))
    assert set(graph.subjects(RDFS.subClassOf, OWL.Nothing)) <= {OWL.Nothing}


def test_the_datatype_of_dates_is_declared() -> None:
    assert (URIRef(EDTF), RDF.type, RDFS.Datatype) in read(VOCABULARY)


def test_every_datatype_that_is_a_range_is_declared_or_built_in() -> None:
    graph = read(VOCABULARY)
    for ranged in set(graph.objects(None, RDFS.range)):
        built_in = str(ranged).startswith((str(XSD), str(RDF)))
        links = set(graph.subjects(RDFS.range, ranged)) & set(
            graph.subjects(RDF.type, OWL.DatatypeProperty)
        )
        assert not links or built_in or (ranged, RDF.type, RDFS.Datatype) in graph


def test_an_inverse_is_derived_with_its_property_in_the_examples() -> None:
    pairs = set(read(VOCABULARY).subject_objects(OWL.inverseOf))
    assert pairs
    data = bare(examples())
    for one, other in pairs:
        assert isinstance(one, URIRef) and isinstance(other, URIRef)
        forth = set(data.subject_objects(one))
        assert forth
        assert forth == {(o, s) for s, o in data.subject_objects(other)}
