"""A value as a person may write it, for each kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.records.allowed_values import Allowed
from graph.records.fields import ValueKind


def _both(da: str, en: str) -> Mapping[str, str]:
    return MappingProxyType({"da": da, "en": en})


_OF_VALUE: Final[Mapping[ValueKind, Mapping[str, str]]] = {
    ValueKind.TEXT: _both("{da: en tekst, en: a text}", "{da: en tekst, en: a text}"),
    ValueKind.STRING: _both("en tekst", "a text"),
    ValueKind.DATE: _both("5. december 2019", "5 December 2019"),
    ValueKind.DURATION: _both("4 år", "4 years"),
    ValueKind.INTEGER: _both("2", "2"),
    ValueKind.DECIMAL: _both("123,5", "123.5"),
    ValueKind.BOOLEAN: _both("ja", "yes"),
    ValueKind.THING: _both("en ting i samme optegnelse", "a thing of the same record"),
    ValueKind.COUNTRY: _both("Grønland", "Greenland"),
    ValueKind.LANGUAGE: _both("dansk", "Danish"),
    ValueKind.IRI: _both("https://example.org/", "https://example.org/"),
}


def example(what: Allowed, named: Mapping[str, str]) -> Mapping[str, str]:
    """An example of a value, by language.

    Args:
        what: what the value may be.
        named: the name of a thing that it may be; empty if none is known.
    """
    if what.value is ValueKind.CONCEPT and what.scheme and what.scheme.concepts:
        return what.scheme.concepts[0].words.preferred
    if what.value is ValueKind.THING and named:
        return named
    return _OF_VALUE[what.value]
