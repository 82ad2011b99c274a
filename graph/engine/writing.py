"""Writes a graph for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from graph.engine.base import NQUADS, RDFXML, TRIG, Format, Kind, Unacceptable
from graph.engine.evaluate import TRIPLES
from graph.engine.xml_text import NotXml, guarded
from graph.prefixes import BASE, PREFIXES
from graph.statements import Statement, merged
from graph.terms import Term

_OWN_KIND: Final = re.compile(re.escape(BASE) + r"(?:id|concept)/([a-z][a-z-]*)/")


def to_turtle(lines: Iterable[str]) -> str:
    """Turtle of N-Quads lines, without their graph terms, with the prefixes that they use.

    Args:
        lines: sorted N-Quads lines without line ends, all of one graph.
    """
    text = "\n".join(lines)
    quads = parse(text.encode(), format=RdfFormat.N_QUADS)
    triples = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(text))
    return written.decode() if written else ""


def _prefixes(text: str) -> dict[str, str]:
    """Those in use; our own things get a prefix a kind, since a slash is no part of a name."""
    own = {found[1]: found[0] for found in _OWN_KIND.finditer(text)}
    # In this order a kind never takes the name of a vocabulary, such as person:.
    return {name: iri for name, iri in (own | PREFIXES).items() if f"<{iri}" in text}


def write(statements: Sequence[Statement], form: Format) -> bytes:
    """A document in one format; a format without named graphs holds each triple once.

    Args:
        statements: what the document says, in the order in which to write it.
        form: one that can carry a graph; JSON-LD by our context is in
            :mod:`graph.descriptions.jsonld`.

    Raises:
        Unacceptable: XML has no way to write it.
    """
    named = form in (TRIG, NQUADS)
    kept = sorted(statements, key=lambda each: each.graph) if named else merged(statements)
    quads = [_quad(each) for each in kept]
    prefixes = _prefixes("".join(map(str, quads)))
    written = serialize(quads, format=TRIPLES[form.name], prefixes=prefixes) or b""
    try:
        return guarded(written) if form is RDFXML else written
    except NotXml as error:
        raise Unacceptable(Kind.GRAPH, str(error)) from error


def converted(turtle: bytes, form: Format) -> bytes:
    """A Turtle document of our own in another format.

    Args:
        turtle: the document, UTF-8.
        form: one that can carry a graph.
    """
    quads = list(parse(turtle, format=RdfFormat.TURTLE))
    prefixes = _prefixes("".join(map(str, quads)))
    return serialize(quads, format=TRIPLES[form.name], prefixes=prefixes) or b""


def _quad(said: Statement) -> Quad:
    graph = NamedNode(said.graph) if said.graph else DefaultGraph()
    return Quad(NamedNode(said.subject), NamedNode(said.predicate), _term(said.object), graph)


def _term(value: Term) -> NamedNode | Literal:
    if value.kind == "uri":
        return NamedNode(value.value)
    if value.lang:
        return Literal(value.value, language=value.lang)
    return Literal(value.value, datatype=NamedNode(value.datatype) if value.datatype else None)
