"""The terms that the query editor knows: classes, properties and concepts, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from rdflib import Graph, URIRef
from rdflib import Literal as Text
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from graph.descriptions.vocabulary import ALIGNMENTS, ONTOLOGY, SHAPES_ADDRESS, documents

Kind = Literal["class", "property", "concept"]
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


@dataclass(frozen=True)
class EditorTerm:
    """A class, a property or a concept.

    Attributes:
        iri: its IRI.
        kind: which of the three it is.
        label: what it is called, by language; empty where no document of ours says so.
        definition: what it means, by language; empty likewise.
    """

    iri: str
    kind: Kind
    label: Mapping[str, str]
    definition: Mapping[str, str]


@cache
def terms() -> tuple[EditorTerm, ...]:
    """Each current term that the data use or may use, by IRI; former names are left out."""
    former = set(former_names())
    found: dict[str, Kind] = {}
    kinds: tuple[tuple[Kind, set[Node]], ...] = (
        ("property", _properties()),
        ("class", _classes()),
        ("concept", _typed(_schemes(), SKOS.Concept)),
    )
    for kind, nodes in kinds:
        for node in nodes:
            if isinstance(node, URIRef) and str(node) not in former:
                found[str(node)] = kind
    return tuple(_term(iri, found[iri]) for iri in sorted(found))


@cache
def former_names() -> Mapping[str, str]:
    """Each deprecated term with the one that took its place; blank where none did."""
    return MappingProxyType(
        {
            str(term): str(graph.value(term, DCTERMS.isReplacedBy) or "")
            for graph in _vocabulary()
            for term in graph.subjects(OWL.deprecated)
        }
    )


@cache
def _labelled() -> tuple[Graph, ...]:
    return (*_vocabulary(), *_schemes())


def _vocabulary() -> list[Graph]:
    return [documents()[address].graph() for address in (ONTOLOGY, ALIGNMENTS)]


def _schemes() -> list[Graph]:
    return [each.graph() for each in documents().values() if each.kind == "scheme"]


def _shapes() -> Graph:
    return documents()[SHAPES_ADDRESS].graph()


def _classes() -> set[Node]:
    shapes = _shapes()
    used = set(shapes.objects(None, SH.targetClass)) | set(shapes.objects(None, SH["class"]))
    return used | _typed(_vocabulary(), OWL.Class)


def _properties() -> set[Node]:
    found: set[Node] = {*_shapes().objects(None, SH.path), RDFS.label}
    return found.union(*(_typed(_vocabulary(), kind) for kind in _PROPERTIES))


def _typed(graphs: Iterable[Graph], kind: URIRef) -> set[Node]:
    return {term for graph in graphs for term in graph.subjects(RDF.type, kind)}


def _term(iri: str, kind: Kind) -> EditorTerm:
    node = URIRef(iri)
    label = _words(node, SKOS.prefLabel) or _words(node, RDFS.label) or _named_by_shapes(node)
    return EditorTerm(iri, kind, label, _words(node, SKOS.definition))


def _words(node: URIRef, said_by: URIRef) -> dict[str, str]:
    return _by_language(each for graph in _labelled() for each in graph.objects(node, said_by))


def _named_by_shapes(node: URIRef) -> dict[str, str]:
    """What our shapes call a property of another vocabulary, where all of them say the same."""
    shapes = _shapes()
    called = {
        each for shape in shapes.subjects(SH.path, node) for each in shapes.objects(shape, SH.name)
    }
    found = _by_language(called)
    return found if len(called) == len(found) else {}


def _by_language(texts: Iterable[Node]) -> dict[str, str]:
    told = [each for each in texts if isinstance(each, Text) and each.language]
    return {str(each.language): str(each) for each in sorted(told, reverse=True)}
