"""The form of records: which kinds of things people write, and which fields each has.

Nothing is listed here: the kinds, their words and order are in ``ontology/shapes/form.ttl``, the
fields in the shapes and the vocabulary, the choices in the concept schemes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node, URIRef

from graph.namespaces import SCHEMA, VSK
from graph.records.allowed_values import allowed, bounds
from graph.records.fields import RESERVED, RecordField, RecordForm, RecordKind
from graph.records.value_examples import example
from graph.records.words import Words, key_of, spaced
from graph.terms import shorten
from graph.validation.shapes import VSH, by_language, ontology, shapes

# What says of a thing are written otherwise: its passages as ``says``, its class by its kind.
_NO_FIELD: Final = frozenset({VSK.evidence, RDF.type})


@cache
def form() -> RecordForm:
    """The form, read once from the shapes, the vocabulary and the schemes."""
    reader = _Reader.of_house()
    kinds = sorted((reader.kind(node) for node in reader.records()), key=lambda kind: kind.order)
    named = {kind.iri: kind for kind in kinds}
    source, evidence = named.pop(str(VSK.Source)), named.pop(str(VSK.Evidence))
    return RecordForm(source, evidence, {kind.word: kind for kind in named.values()})


@dataclass(frozen=True)
class _Reader:
    """The shapes and the vocabulary, as a form is read from them.

    Attributes:
        shapes: the graph of the shapes.
        terms: the graph of the vocabulary.
        by_path: shapes of a property by that property.
    """

    shapes: Graph
    terms: Graph
    by_path: Mapping[Node, list[Node]]

    @classmethod
    def of_house(cls) -> _Reader:
        """The reader of the shapes and the vocabulary that come with Venskab."""
        graph, terms = shapes().graph, Graph()
        for triple in ontology():
            terms.add(triple)
        by_path: dict[Node, list[Node]] = {}
        for shape in sorted(graph.subjects(RDF.type, SH.PropertyShape), key=str):
            by_path.setdefault(_only(graph, shape, SH.path), []).append(shape)
        return cls(graph, terms, by_path)

    def records(self) -> Iterator[Node]:
        """The kinds that the form declares."""
        return self.shapes.subjects(RDF.type, VSH.RecordKind)

    def kind(self, node: Node) -> RecordKind:
        """A kind with its fields."""
        of_class = _only(self.shapes, node, VSH.ofClass)
        broader = tuple(self._broader(of_class))
        others = (
            *self._texts(node, SKOS.altLabel),
            spaced(shorten(str(of_class)).partition(":")[2]),
        )
        fields = (self.field(path, found, broader) for path, found in self._paths(broader).items())
        return RecordKind(
            str(of_class),
            Words(by_language(self.shapes, node, RDFS.label), (*others, shorten(str(of_class)))),
            _order(self.shapes, node),
            str(_only(self.shapes, node, VSH.idType)),
            tuple(str(each) for each in broader[1:]),
            tuple(sorted(fields, key=lambda field: (field.order, field.iri))),
            by_language(self.terms, of_class, SKOS.definition),
            by_language(self.shapes, node, SKOS.example),
        )

    def field(self, path: Node, own: list[Node], classes: Iterable[Node]) -> RecordField:
        """A field of a kind.

        Args:
            path: the property.
            own: shapes that look at it in things of the kind, those of the kind itself first.
            classes: the class of the kind and those it is below.
        """
        graph = self.shapes
        among = [*own, *(each for each in self.by_path[path] if each not in own)]
        says = allowed(graph, among, set(self.terms.objects(path, RDFS.range)))
        required, many = bounds(graph, own)
        leading = among[0]
        group = graph.value(leading, SH.group)
        return RecordField(
            iri=str(path),
            words=self._words(path, own or among),
            group=by_language(graph, group, RDFS.label) if group else {},
            order=_order(graph, leading),
            value=says.value,
            datatype=says.datatype,
            scheme=says.scheme,
            classes=says.classes,
            many=many,
            required=required,
            pattern=says.pattern,
            message=by_language(graph, leading, SH.message),
            example=example(says, self._examples(says.classes)),
        )

    def _paths(self, classes: tuple[Node, ...]) -> dict[Node, list[Node]]:
        """The properties of a kind, each with the shapes that look at it in things of the kind."""
        found: dict[Node, list[Node]] = {}
        for of_class in classes:
            for holder in self._holders(SH.targetClass, of_class):
                for shape in self.shapes.objects(holder, SH.property):
                    found.setdefault(_only(self.shapes, shape, SH.path), []).append(shape)
        for path, among in self.by_path.items():
            generic = [shape for shape in among if self._looks_at_subjects(shape, path)]
            domain = self._domain(path)
            if domain & set(classes) or (generic and not domain):
                found.setdefault(path, []).extend(generic)
        found.setdefault(RDFS.label, [])  # everything has a name, if only one that is made for it
        closed = self._closed(classes)
        return {
            path: among
            for path, among in found.items()
            if isinstance(path, URIRef) and path not in _NO_FIELD and (not closed or path in closed)
        }

    def _holders(self, kind: URIRef, value: Node) -> list[Node]:
        return sorted(self.shapes.subjects(kind, value), key=str)

    def _looks_at_subjects(self, shape: Node, path: Node) -> bool:
        """Whether a shape looks at a property in all things that have it."""
        return any(
            shape in self.shapes.objects(one, SH.property)
            for one in self._holders(SH.targetSubjectsOf, path)
        )

    def _domain(self, path: Node) -> set[Node]:
        """The classes that the vocabulary gives a property to."""
        return {
            *self.terms.objects(path, RDFS.domain),
            *self.terms.objects(path, SCHEMA.domainIncludes),
        }

    def _closed(self, classes: Iterable[Node]) -> frozenset[Node]:
        """The only properties that things of some classes may have; none if they may have any."""
        for of_class in classes:
            for holder in self._holders(SH.targetClass, of_class):
                for kept in self.shapes.objects(holder, SH.ignoredProperties):
                    return frozenset(Collection(self.shapes, kept))
        return frozenset()

    def _broader(self, of_class: Node) -> Iterator[Node]:
        """A class, and those of the form that it is below."""
        written = {_only(self.shapes, node, VSH.ofClass) for node in self.records()}
        above = self.terms.transitive_objects(of_class, RDFS.subClassOf)
        return (each for each in above if each in written)

    def _texts(self, node: Node, path: URIRef) -> list[str]:
        return sorted(map(str, self.shapes.objects(node, path)))

    def _words(self, path: Node, among: list[Node]) -> Words:
        """The words of a field: of its shapes, the first of which names it, and the term's."""
        names = by_language(self.shapes, among[0], SH.name)
        beside = by_language(self.shapes, among[0], SKOS.altLabel)
        short = shorten(str(path))
        others = (
            *(text for shape in among for text in self._texts(shape, SKOS.altLabel)),
            *by_language(self.terms, path, RDFS.label).values(),
            spaced(short.partition(":")[2]),
            short,
        )
        return Words(
            {
                lang: beside[lang] if key_of(name) in RESERVED else name
                for lang, name in names.items()
            },
            others,
        )

    def _examples(self, classes: Iterable[str]) -> Mapping[str, str]:
        """The name of a thing of one of some classes."""
        for node in self.records():
            named = by_language(self.shapes, node, SKOS.example)
            if named and str(_only(self.shapes, node, VSH.ofClass)) in classes:
                return named
        return {}


def _order(graph: Graph, node: Node) -> int:
    return int(str(_only(graph, node, SH.order)))


def _only(graph: Graph, node: Node, path: URIRef) -> Node:
    """The one value of a property that the shapes give to every such node."""
    return next(graph.objects(node, path))
