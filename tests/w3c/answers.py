"""Reads answers with rdflib, which did not write them, and tells whether two are the same."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.query import Result
from rdflib.term import Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
Row = frozenset[tuple[str, Node]]
_GRAPHS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
_ROWS = {"srx": "xml", "srj": "json", "csv": "csv"}


@dataclass(frozen=True)
class Answer:
    """What was read; one of the three.

    Attributes:
        boolean: of an ASK.
        rows: of a SELECT.
        graph: of a CONSTRUCT or DESCRIBE.
    """

    boolean: bool | None = None
    rows: tuple[Row, ...] | None = None
    graph: Graph | None = None


def read(data: bytes, suffix: str, base: str = "") -> Answer:
    """Read an answer in the format that goes with a file name suffix."""
    if suffix == "tsv":
        return _tsv(data.decode())
    if suffix in _ROWS:
        return _result(data, _ROWS[suffix])
    graph = Graph().parse(data, format=_GRAPHS[suffix], publicID=base)
    return _result_set(graph) if (None, RDF.type, RS.ResultSet) in graph else Answer(graph=graph)


def _result(data: bytes, form: str) -> Answer:
    result = Result.parse(io.BytesIO(data), format=form)
    if result.askAnswer is not None:
        return Answer(boolean=result.askAnswer)
    return Answer(rows=tuple(_row(binding.items()) for binding in result.bindings))


def _tsv(text: str) -> Answer:
    """Tab-separated values, whose cells are Turtle: rdflib's own reader stops at many of them."""
    if text in ("true", "false"):
        return Answer(boolean=text == "true")
    head, *lines = text.removesuffix("\n").split("\n")
    names = [name.removeprefix("?") for name in head.split("\t")]
    made = Graph().parse(data="\n".join(_statements(names, lines)), format="turtle")
    return Answer(
        rows=tuple(
            _row(
                (name, made.value(URIRef(f"urn:{number}"), URIRef(f"urn:{name}"))) for name in names
            )
            for number in range(len(lines))
        )
    )


def _statements(names: Iterable[str], lines: Iterable[str]) -> Iterable[str]:
    for number, line in enumerate(lines):
        for name, cell in zip(names, line.split("\t"), strict=True):
            if cell:
                yield f"<urn:{number}> <urn:{name}> {cell} ."


def _result_set(graph: Graph) -> Answer:
    """The rows that are described in RDF with the terms of the suite."""
    rows = []
    for solution in graph.objects(None, RS.solution):
        bindings = graph.objects(solution, RS.binding)
        rows.append(
            _row((graph.value(each, RS.variable), graph.value(each, RS.value)) for each in bindings)
        )
    return Answer(rows=tuple(rows))


def _row(bindings: Iterable[tuple[object, Node | None]]) -> Row:
    return frozenset((str(name), _plain(value)) for name, value in bindings if value is not None)


def _plain(term: Node) -> Node:
    """The term; a number in one spelling, because 2.0 and 2.00 are the same answer."""
    if not isinstance(term, Literal) or isinstance(term.value, bool):
        return term
    if isinstance(term.value, (int, Decimal)):
        return Literal(f"{Decimal(term.value).normalize()} {term.datatype}")
    return Literal(f"{term.value} {term.datatype}") if isinstance(term.value, float) else term


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same but for the names of blank nodes and the order of rows."""
    if one.graph is not None and other.graph is not None:
        return isomorphic(_all_plain(one.graph), _all_plain(other.graph))
    if one.rows is None or other.rows is None:
        return one.boolean is not None and one.boolean is other.boolean
    if any(isinstance(value, BNode) for row in one.rows for _, value in row):
        return isomorphic(_as_graph(one.rows), _as_graph(other.rows))
    return Counter(one.rows) == Counter(other.rows)


def _all_plain(graph: Graph) -> Graph:
    made = Graph()
    for s, p, o in graph:
        made.add((s, p, _plain(o)))
    return made


def _as_graph(rows: Iterable[Row]) -> Graph:
    made = Graph()
    for row in rows:
        node = BNode()
        made.add((node, RDF.type, RS.ResultSolution))
        for name, value in row:
            made.add((node, URIRef(f"urn:variable:{name}"), value))
    return made
