"""Oxigraph for what is written with rdflib: reading RDF into its terms, and many small queries.

rdflib takes seconds for what the gate needs on every run (parsing Turtle, and parsing and running
a query for each thing); here the same takes a tenth. All input is ours or was read by
:mod:`graph.engine.safe_parser` before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Identifier, Node

Quad = tuple[Node, Node, Node, str]
_FORMATS: Final = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS}


def read(data: bytes, form: str) -> Iterator[Quad]:
    """The quads of a document as rdflib terms, with literals as they are written.

    Args:
        data: UTF-8.
        form: ``turtle`` or ``nquads``.

    Yields:
        Subject, predicate, object, and the graph's IRI or ``""``.
    """
    for quad in ox.parse(data, format=_FORMATS[form]):
        name = quad.graph_name
        graph = name.value if isinstance(name, ox.NamedNode) else ""
        yield _term(quad.subject), _term(quad.predicate), _term(quad.object), graph


class Selector:
    """Answers SELECT queries over rdflib's triples.

    Args:
        triples: what is asked; later changes of it are not seen.
    """

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        self._store = ox.Store()
        self._store.bulk_extend(ox.Quad(_node(s), _iri(p), _back(o)) for s, p, o in triples)

    def select(self, text: str, bound: Mapping[str, Node]) -> Result:
        """Answer a query.

        Args:
            text: a SELECT query.
            bound: variables that have a value from the start; each is in its projection.
        """
        given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(str(name)): _back(node) for name, node in bound.items()
        }
        found = self._store.query(text, substitutions=given)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in found.variables]
        result = Result("SELECT")
        result.vars = [Variable(name) for name in names]
        result.bindings = [
            {Variable(name): _term(row[name]) for name in names if row[name] is not None}
            for row in found
        ]
        return result


def _term(term: object) -> Identifier:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        kind = term.datatype.value
        plain = kind == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value, datatype=None if plain else URIRef(kind), normalize=False)
    raise TypeError(f"{term} is no RDF term")


def _back(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(node, Literal):
        return _node(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    kind = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return ox.Literal(str(node), datatype=kind)


def _node(node: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else _iri(node)


def _iri(node: Node) -> ox.NamedNode:
    return ox.NamedNode(str(node))
