"""The concept schemes as lists to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from graph.records.words import Words, by_word, key_of
from graph.validation.shapes import by_language, ontology


@dataclass(frozen=True)
class Concept:
    """A concept of a scheme.

    Attributes:
        iri: its IRI.
        notation: its notation, which ends its IRI.
        words: its labels; its other labels and its notation are other words.
        broader: IRI of the broader concept; blank if there is none.
        definition: what it means, by language.
    """

    iri: str
    notation: str
    words: Words
    broader: str = ""
    definition: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheme:
    """A concept scheme.

    Attributes:
        iri: its IRI.
        words: what it is called.
        concepts: in the order of the scheme, narrower ones below their broader one.
    """

    iri: str
    words: Words
    concepts: tuple[Concept, ...]

    @property
    def name(self) -> str:
        """What ends its IRI, such as ``event-kind``."""
        return self.iri.rpartition("/")[2]

    @cached_property
    def by_word(self) -> Mapping[str, Concept]:
        """Its concepts by every word they may be written by, as :func:`key_of` gives it."""
        return by_word((one.words, one) for one in self.concepts)

    @cached_property
    def by_iri(self) -> Mapping[str, Concept]:
        """Its concepts by their IRI."""
        return {one.iri: one for one in self.concepts}

    def concept(self, word: str) -> Concept | None:
        """The concept that is written by a label in any language, its notation or its IRI."""
        return self.by_iri.get(word.strip()) or self.by_word.get(key_of(word))


@cache
def schemes() -> Mapping[str, Scheme]:
    """The schemes of the vocabulary by their IRI."""
    graph = Graph()
    for triple in ontology():
        graph.add(triple)
    return {
        str(scheme): Scheme(
            str(scheme),
            Words(by_language(graph, scheme, RDFS.label)),
            tuple(_concept(graph, one) for one in _in_order(graph, scheme)),
        )
        for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }


def _in_order(graph: Graph, scheme: Node) -> Iterator[Node]:
    """The concepts of a scheme, each broader one before those below it."""
    places = {s: place for place, (s, p, _) in enumerate(ontology()) if p == SKOS.inScheme}
    mine = sorted(graph.subjects(SKOS.inScheme, scheme), key=places.__getitem__)
    below: dict[Node | None, list[Node]] = {}
    for one in mine:
        broader = graph.value(one, SKOS.broader)
        below.setdefault(broader if broader in mine else None, []).append(one)
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(below.get(one, [])))


def _concept(graph: Graph, concept: Node) -> Concept:
    notation = str(concept).rpartition("/")[2]
    others = [str(each) for each in graph.objects(concept, SKOS.altLabel)]
    broader = graph.value(concept, SKOS.broader)
    return Concept(
        str(concept),
        notation,
        Words(by_language(graph, concept, SKOS.prefLabel), (*sorted(others), notation)),
        str(broader) if isinstance(broader, URIRef) else "",
        by_language(graph, concept, SKOS.definition),
    )
