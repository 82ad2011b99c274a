"""The JSON Schema of each kind of value, and the small parts that schemas are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.records.fields import ValueKind
from graph.records.values import TRUTHS

Schema = dict[str, Any]

# A property under its prefixed name or its IRI, for what has no word; a thing or concept likewise.
PROPERTY: Final = r"^([a-z]+:[A-Za-z]+|<[^ <>]+>|https?://[^ ]+)$"
REFERENCE: Final = r"^([a-z-]+[:/][^ ]+|<[^ <>]+>|https?://[^ ]+)$"
_LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

# What YAML makes of a text that looks like a number is taken as well.
WORD: Final[Schema] = {"type": ["string", "number"], "minLength": 1}


def reference(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": "#/definitions/" + name.replace(" ", "%20")}


def either(test: Schema, then: Schema, otherwise: Schema) -> Schema:
    """One schema where a test is passed, else another: a fault is told where it lies."""
    return {"if": test, "then": then, "else": otherwise}


def one_or_more(schema: Schema) -> Schema:
    """A value, or a list of such."""
    return either({"type": "array"}, {"items": schema}, schema)


def any_of(words: Iterable[str]) -> str:
    """A pattern of words, which may begin with a capital and have hyphens or underscores.

    >>> any_of(["in force from"])
    '^([iI]n[ _-]force[ _-]from)$'
    """
    return f"^({'|'.join(sorted(map(_spelt, words)))})$"


def _spelt(word: str) -> str:
    first, rest = word[:1], re.split(r"[ _-]+", word[1:])
    head = f"[{first.lower()}{first.upper()}]" if first.isalpha() else _escaped(first)
    return head + "[ _-]".join(map(_escaped, rest))


def _escaped(text: str) -> str:
    """A text in a regular expression of any language."""
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", text)


_BY_LANGUAGE: Final[Schema] = {
    "minProperties": 1,
    "patternProperties": {_LANGUAGE: one_or_more(WORD)},
    "additionalProperties": False,
}
_SPELT_OUT: Final[Schema] = {
    "properties": dict.fromkeys(("iri", "value", "type", "language"), WORD),
    "additionalProperties": False,
}
# A text, also by language, or an address or a literal spelt out.
TEXT: Final[Schema] = either(
    {"type": "object"},
    either({"anyOf": [{"required": ["iri"]}, {"required": ["value"]}]}, _SPELT_OUT, _BY_LANGUAGE),
    WORD,
)


def _number(pattern: str, kind: str) -> Schema:
    return {"anyOf": [{"type": kind}, {"type": "string", "pattern": pattern}]}


# A concept is described by its scheme.
OF_VALUE: Final[Mapping[ValueKind, Schema]] = {
    ValueKind.TEXT: reference("text"),
    ValueKind.STRING: WORD,
    ValueKind.DATE: WORD,
    ValueKind.DURATION: WORD,
    ValueKind.INTEGER: _number("^[+-]?[0-9]+$", "integer"),
    ValueKind.DECIMAL: _number("^[+-]?[0-9]+([.,][0-9]+)?$", "number"),
    ValueKind.BOOLEAN: {"enum": [*TRUTHS, True, False]},
    ValueKind.THING: WORD,
    ValueKind.COUNTRY: WORD,
    ValueKind.LANGUAGE: WORD,
    ValueKind.IRI: reference("text"),
}
