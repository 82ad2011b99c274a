"""RDF terms as our JSON-LD context has them, so that JSON is plain and still the same triples."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from typing import Any, Final

from graph.collections.collection import Collection
from graph.descriptions.jsonld import context
from graph.terms import Term

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_STRING: Final = XSD + "string"
_NUMBER: Final = XSD + "integer"
_TRUTH: Final = XSD + "boolean"
Item = dict[str, Any]


@cache
def property_of(key: str) -> str:
    """The property that a key of our context stands for."""
    definition = context()[key]
    return expanded(definition if isinstance(definition, str) else definition["@id"])


def expanded(name: str) -> str:
    """The IRI of a name with a prefix of our context."""
    prefix, colon, rest = name.partition(":")
    known = context().get(prefix)
    return f"{known}{rest}" if colon and isinstance(known, str) else name


@cache
def classes() -> Mapping[str, str]:
    """The keys of classes by their IRIs."""
    return {
        expanded(value): key
        for key, value in context().items()
        if key[0].isupper() and isinstance(value, str)
    }


@cache
def keys() -> Mapping[str, str]:
    """The keys of properties by their IRIs."""
    named = (key for key, value in context().items() if isinstance(value, dict))
    return {property_of(key): key for key in named}


def context_for(collection: Collection, fields: Container[str]) -> Item:
    """Our context, as much of it as a list with some of its fields needs.

    ``items`` are nodes beside an empty one; what the context does not name is no statement.
    """
    columns = [each for each in collection.columns if each.key in fields]
    plain = ["label", "prefLabel", *(each.key for each in columns if not each.reverse)]
    plain += [key for iri, key in classes().items() if iri in map(expanded, collection.classes)]
    terms: Item = {key: context()[key] for key in plain}
    terms |= {
        each.key: {"@reverse": each.reverse, "@type": "@id"} for each in columns if each.reverse
    }
    named = [part for term in terms.values() for part in _names(term)]
    prefixes = {name.partition(":")[0] for name in named} & context().keys()
    return (
        {"@version": 1.1, "id": "@id", "type": "@type", "items": "@included"}
        | {prefix: context()[prefix] for prefix in sorted(prefixes)}
        | terms
    )


def _names(term: object) -> list[str]:
    """The names with a prefix in the definition of a term."""
    return list(term.values()) if isinstance(term, dict) else [str(term)]


def literal(key: str, term: Term) -> Any:
    """A literal as the value of a key; the context tells its datatype where it is the usual one."""
    definition = context()[key]
    usual = _usual(definition)
    datatype, text = term.datatype or _STRING, term.value
    if term.lang:
        return {"@value": text, "@language": term.lang}
    if datatype != usual:
        return {"@value": text, "@type": datatype}
    if datatype == _NUMBER:
        return int(text)
    return text == "true" if datatype == _TRUTH else text


def _usual(definition: object) -> str:
    named = definition.get("@type") if isinstance(definition, dict) else None
    return expanded(named) if isinstance(named, str) else _STRING


def is_worded(key: str) -> bool:
    """True if the values of a key are kept by language."""
    definition = context()[key]
    return isinstance(definition, dict) and definition.get("@container") == "@language"


def worded(labels: Mapping[str, str]) -> dict[str, str]:
    """Texts by language, as JSON-LD has them."""
    return {lang or "@none": text for lang, text in sorted(labels.items())}
