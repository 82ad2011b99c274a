"""What the value of a property is, as the shapes that judge it say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Graph
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, SH, SKOS, XSD
from rdflib.term import Node

from graph.namespaces import COUNTRY, LANGUAGE
from graph.prefixes import EDTF
from graph.records.fields import ValueKind
from graph.records.schemes import Scheme, schemes

_OF_DATATYPE: Final = {
    str(RDF.langString): ValueKind.TEXT,
    EDTF: ValueKind.DATE,
    str(XSD.duration): ValueKind.DURATION,
    str(XSD.integer): ValueKind.INTEGER,
    str(XSD.nonNegativeInteger): ValueKind.INTEGER,
    str(XSD.decimal): ValueKind.DECIMAL,
    str(XSD.boolean): ValueKind.BOOLEAN,
}
# Datatypes that a term of the graph has by its value alone.
_PLAIN: Final = frozenset({str(RDF.langString), str(XSD.string), ""})


@dataclass(frozen=True)
class Allowed:
    """What the values of a property may be; attributes as those of a field."""

    value: ValueKind
    datatype: str = ""
    scheme: Scheme | None = None
    classes: tuple[str, ...] = ()
    pattern: str = ""


def allowed(graph: Graph, among: Sequence[Node], ranges: Collection[Node] = ()) -> Allowed:
    """What the values of a property may be.

    Args:
        graph: the shapes.
        among: shapes of the property; the first that says what a value is counts.
        ranges: the ranges that the vocabulary gives it, where a shape asks for any literal.
    """
    for shape in among:
        if found := _allowed_by(graph, shape, ranges):
            return found
    return Allowed(ValueKind.STRING)


def _allowed_by(graph: Graph, shape: Node, ranges: Collection[Node]) -> Allowed | None:
    """What one shape says; None if it says nothing of what a value is."""
    pattern = str(graph.value(shape, SH.pattern) or "")
    choices = list(_choices(graph, shape))
    scheme = next((found for each in choices if (found := _scheme(graph, each))), None)
    if classes := [str(one) for each in choices for one in graph.objects(each, SH["class"])]:
        return Allowed(ValueKind.THING, scheme=scheme, classes=tuple(classes))
    if datatypes := [str(one) for each in choices for one in graph.objects(each, SH.datatype)]:
        datatype = datatypes[0]
        value = _OF_DATATYPE.get(datatype, ValueKind.STRING)
        kept = "" if datatype in _PLAIN else datatype
        return Allowed(value, kept, scheme=scheme, pattern=pattern)
    if scheme:
        return Allowed(ValueKind.CONCEPT, scheme=scheme)
    if graph.value(shape, SH.nodeKind) == SH.Literal:
        return Allowed(
            ValueKind.STRING if XSD.string in ranges else ValueKind.TEXT, pattern=pattern
        )
    return _iri(graph.value(shape, SH.nodeKind), pattern)


def _iri(kind: Node | None, pattern: str) -> Allowed | None:
    if str(COUNTRY) in pattern.replace("\\", ""):
        return Allowed(ValueKind.COUNTRY, pattern=pattern)
    if str(LANGUAGE) in pattern.replace("\\", ""):
        return Allowed(ValueKind.LANGUAGE, pattern=pattern)
    if kind == SH.IRI or pattern:
        return Allowed(ValueKind.IRI, pattern=pattern)
    return None


def _choices(graph: Graph, shape: Node) -> Iterator[Node]:
    """A shape and those of which a value must fit one."""
    yield shape
    for several in graph.objects(shape, SH["or"]):
        yield from RdfList(graph, several)


def _scheme(graph: Graph, shape: Node) -> Scheme | None:
    """The scheme that a shape asks for a concept of."""
    for node in graph.objects(shape, SH.node):
        for each in graph.objects(node, SH.property):
            if graph.value(each, SH.path) == SKOS.inScheme:
                return schemes()[str(graph.value(each, SH.hasValue))]
    return None


def bounds(graph: Graph, among: Iterable[Node]) -> tuple[bool, bool]:
    """Whether shapes ask for a value, and whether they take more than one.

    Only a shape whose finding keeps a source out asks for one.
    """
    required, many = False, True
    for shape in among:
        if graph.value(shape, SH.severity, default=SH.Violation) == SH.Violation:
            required |= str(graph.value(shape, SH.minCount) or 0) != "0"
            many &= str(graph.value(shape, SH.maxCount)) != "1"
    return required, many
