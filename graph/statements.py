"""Statements as plain values: what a document is made of, before it has a format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.terms import Term


class Statement(NamedTuple):
    """One statement and the graph that says it; a blank graph is the document's own."""

    subject: str
    predicate: str
    object: Term
    graph: str = ""


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without their graphs, each once, in the same order."""
    return list(dict.fromkeys(each._replace(graph="") for each in statements))


def grouped(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with those of a subject together, subjects in the order they come in."""
    places: dict[str, int] = {}
    return sorted(statements, key=lambda each: places.setdefault(each.subject, len(places)))
