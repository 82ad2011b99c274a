"""The shapes, read once: their graph without targets, their targets, their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node

from graph.engine.rdflib_adapter import read
from graph.validation.prefixed_terms import iri
from graph.validation.quad_lines import Said
from ontology import ROOT, SCHEMES, SHAPES

VSH: Final = Namespace("https://w3id.org/venskab/shapes#")
DATE_SHAPE: Final = VSH.DatePossible

Triple = tuple[Node, Node, Node]
_NEEDED: Final = frozenset({RDF.type, RDFS.label, RDFS.subClassOf, SKOS.prefLabel, SKOS.inScheme})
_TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf)
# A path of a query that leads to the thing that is judged, and the properties in it.
_TO_THIS: Final = re.compile(r"(\S+)\s+\$this\s*[.;})]")
_PROPERTY: Final = re.compile(r"\w+:\w+")


@dataclass(frozen=True)
class Target:
    """The target of a shape.

    Attributes:
        shape: the shape's IRI.
        kind: ``sh:targetClass`` or ``sh:targetSubjectsOf``.
        value: the class or the property, as N-Triples.
        source_only: only things described in a source graph.
    """

    shape: Node
    kind: Node
    value: str
    source_only: bool


@dataclass(frozen=True)
class Shapes:
    """All shapes.

    Attributes:
        graph: all of them.
        parts: shape with targets to the triples that make it up, without targets.
        targets: what they look at.
        messages: shape to what it says, by language.
        single: properties that a thing has at most one value of, as N-Triples.
        inverse: properties by which shapes go from a thing to what points to it, as N-Triples.
    """

    graph: Graph
    parts: Mapping[Node, frozenset[Triple]]
    targets: tuple[Target, ...]
    messages: Mapping[Node, Mapping[str, str]]
    single: frozenset[str]
    inverse: frozenset[str]


@cache
def shapes() -> Shapes:
    """The shapes in ``ontology/shapes``."""
    graph = Graph()
    for triple in _triples(sorted(SHAPES.glob("*.ttl"))):
        graph.add(triple)
    targets = tuple(_targets(graph))
    parts = {target.shape: frozenset(_part(graph, target.shape)) for target in targets}
    messages = {
        shape: by_language(graph, shape, SH.message) for shape in graph.subjects(SH.message, None)
    }
    single, inverse = frozenset(_single(graph)), frozenset(_inverse(graph))
    return Shapes(graph, parts, targets, messages, single, inverse)


@cache
def ontology() -> tuple[Triple, ...]:
    """The ontology with its alignments and schemes."""
    return tuple(_triples((*sorted(ROOT.glob("*.ttl")), *sorted(SCHEMES.glob("*.ttl")))))


@cache
def terms() -> Mapping[str, list[Said]]:
    """What the shapes need of the ontology, its alignments and schemes, by term.

    For each term what is said of it, and of the terms that names; as N-Triples.
    """
    said = _terms()
    texts = {
        node: [(s.n3(), p.n3(), o.n3()) for s, p, o in triples] for node, triples in said.items()
    }
    return {
        node.n3(): [one for each in _leading_from(node) for one in texts[each]] for node in said
    }


def _leading_from(term: Node) -> list[Node]:
    """A term and the terms it leads to."""
    said, found = _terms(), {term: None}
    waiting = [term]
    while waiting:
        for _, _, value in said[waiting.pop()]:
            if value in said and value not in found:
                found[value] = None
                waiting.append(value)
    return list(found)


@cache
def _terms() -> Mapping[Node, list[Triple]]:
    said: dict[Node, list[Triple]] = defaultdict(list)
    for triple in ontology():
        if triple[1] in _NEEDED:
            said[triple[0]].append(triple)
    return dict(said)


@cache
def property_names(path: Node) -> Mapping[str, str]:
    """A property's names by language, from the ontology or else from a shape about it."""
    names = words(o for _, p, o in _terms().get(path, ()) if p == RDFS.label)
    if names:
        return names
    about = sorted(shapes().graph.subjects(SH.path, path), key=str)
    return by_language(shapes().graph, about[0], SH.name) if about else {}


def by_language(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, str]:
    """The texts of a property by language; ``""`` is text without one."""
    return words(graph.objects(subject, predicate))


def words(texts: Iterable[Node]) -> dict[str, str]:
    """Texts by their language; ``""`` is text without one."""
    return {getattr(text, "language", None) or "": str(text) for text in sorted(texts, key=str)}


def _triples(files: Iterable[Path]) -> Iterator[Triple]:
    for file in files:
        for s, p, o, _ in read(file.read_bytes(), "turtle"):
            yield s, p, o


def _targets(graph: Graph) -> Iterator[Target]:
    for kind in _TARGETS:
        for shape, value in graph.subject_objects(kind):
            source_only = (shape, VSH.onlyIn, VSH.SourceGraphs) in graph
            # Property shapes get the targets of their node shape: pySHACL then judges all things
            # by each at once, not each thing by each, which takes three times as long.
            for judging in (shape, *graph.objects(shape, SH.property)):
                yield Target(judging, kind, value.n3(), source_only)


def _part(graph: Graph, shape: Node) -> Iterator[Triple]:
    """A shape with all that hangs on it but targets and property shapes."""
    waiting, seen = [shape], {shape}
    while waiting:
        for triple in graph.triples((waiting.pop(), None, None)):
            own_property = triple[0] == shape and triple[1] == SH.property
            if own_property or triple[1] in _TARGETS:
                continue
            yield triple
            if triple[2] not in seen:
                seen.add(triple[2])
                waiting.append(triple[2])


def _single(graph: Graph) -> Iterator[str]:
    for shape in graph.subjects(SH.maxCount, None):
        if str(graph.value(shape, SH.maxCount)) == "1":
            yield from (path.n3() for path in graph.objects(shape, SH.path))
    for shape in graph.subjects(SH.uniqueLang, None):
        yield from (path.n3() for path in graph.objects(shape, SH.path))


def _inverse(graph: Graph) -> Iterator[str]:
    yield from (path.n3() for path in graph.objects(None, SH.inversePath))
    for query in graph.objects(None, SH.select):
        for path in _TO_THIS.findall(str(query)):
            yield from map(iri, _PROPERTY.findall(path))
