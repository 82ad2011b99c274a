"""Triples of one graph while an importer makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from graph.prefixes import EDTF

Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]


class GraphBuilder:
    """The set of triples of one named graph.

    Args:
        graph: IRI of the graph.
    """

    def __init__(self, graph: str) -> None:
        self.graph = URIRef(graph)
        self._triples: set[Triple] = set()

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._triples)

    def __len__(self) -> int:
        return len(self._triples)

    def add(self, subject: str, predicate: URIRef, *values: Term) -> None:
        """Adds one triple for each value."""
        self._triples |= {(URIRef(subject), predicate, value) for value in values}

    def make(self, subject: str, kind: URIRef, **labels: str) -> None:
        """Says what a thing is and what it is called, by language tag; an empty name is none."""
        self.add(subject, RDF.type, kind)
        self.names(subject, RDFS.label, **labels)

    def names(self, subject: str, predicate: URIRef, **texts: str) -> None:
        """Adds a text for each language tag; an empty text is none."""
        self.add(subject, predicate, *(Literal(t, lang=tag) for tag, t in texts.items() if t))


def iris(values: Iterable[str]) -> list[URIRef]:
    """The texts as IRIs."""
    return [URIRef(value) for value in values]


def edtf(text: str) -> Literal:
    """An EDTF literal."""
    return Literal(text, datatype=URIRef(EDTF))


def string(text: str) -> Literal:
    """A plain text, with its datatype left to RDF."""
    return Literal(text)


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=XSD.integer)
