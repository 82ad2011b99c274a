"""Small ways to say something: a link, a number, a text, words by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib.namespace import XSD

from graph.statements import Statement
from graph.terms import Term


def link(subject: str, predicate: str, thing: str) -> Statement:
    """A statement whose object is a thing."""
    return Statement(subject, str(predicate), Term("uri", str(thing)))


def number(subject: str, predicate: str, value: int) -> Statement:
    """A statement whose object is a whole number."""
    return typed(subject, predicate, str(value), XSD.integer)


def text(subject: str, predicate: str, value: str) -> Statement:
    """A statement whose object is a plain string."""
    return Statement(subject, str(predicate), Term("literal", value))


def typed(subject: str, predicate: str, value: str, datatype: str) -> Statement:
    """A statement whose object is a literal of a datatype."""
    return Statement(subject, str(predicate), Term("literal", value, "", str(datatype)))


def words(subject: str, predicate: str, by_language: Mapping[str, str]) -> Iterator[Statement]:
    """A statement a language."""
    for lang, value in by_language.items():
        yield Statement(subject, str(predicate), Term("literal", value, lang))
