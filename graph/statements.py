"""Statements as plain values: what a document is made of, before it has a format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Value(NamedTuple):
    """An RDF term.

    Attributes:
        kind: ``uri`` or ``literal``.
        text: the IRI, or the literal's lexical form.
        lang: the literal's language, or blank.
        datatype: IRI of the literal's datatype; blank for a plain string.
    """

    kind: str
    text: str
    lang: str = ""
    datatype: str = ""


class Statement(NamedTuple):
    """One statement and the graph that says it; a blank graph is the document's own."""

    subject: str
    predicate: str
    object: Value
    graph: str = ""


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without their graphs, each once, in the same order."""
    return list(dict.fromkeys(each._replace(graph="") for each in statements))


def grouped(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with those of a subject together, subjects in the order they come in."""
    places: dict[str, int] = {}
    return sorted(statements, key=lambda each: places.setdefault(each.subject, len(places)))
