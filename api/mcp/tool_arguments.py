"""The arguments of tools: their JSON schemas in both languages, and what a client gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.locale.language import SOURCE, Lang, from_parameter
from api.locale.translation import in_language
from api.mcp.tool import Json, Tool, Wording
from graph.errors import BadParameter
from graph.texts import N_
from queries.parameters import LONGEST, QuestionParameter

USUAL: Final = 25
MOST: Final = 200
"""Rows of a page, unless asked otherwise, and at most."""
SPOKEN: Final = ("en", "da")
_TEXT: Final = {"type": "string", "maxLength": LONGEST}
_TYPES: Final[Mapping[str, Json]] = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "country": {"type": "string", "pattern": "^[A-Za-z]{2,3}$"},
    "number": {"type": ["number", "string"]},
}
_FORMS: Final = {
    "iri": N_("IRI, short form or name of a thing"),
    "country": N_("ISO country code"),
    "date": N_("day, year-month-day"),
    "year": N_("year of four digits"),
    "number": N_("number"),
}


def both(words: Wording) -> str:
    """Words in English and in Danish, side by side."""
    english, danish = (in_language(words, lang) for lang in SPOKEN)
    return english if english == danish else f"{english} · {danish}"


def argument(words: Wording, example: str = "", **schema: Any) -> Json:
    """The JSON schema of an argument of text.

    Args:
        words: what it is.
        example: a value to try.
        schema: what is particular about it.
    """
    shown = {"examples": [example]} if example else {}
    return {**_TEXT, "description": both(words), **shown, **schema}


LANGUAGE: Final = "lang"
PAGING: Final[Mapping[str, Json]] = {
    LANGUAGE: {
        "type": "string",
        "enum": list(SPOKEN),
        "default": SOURCE,
    },
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    "cursor": {"type": "string", "description": both(N_("next of the page before"))},
}


def of_parameter(parameter: QuestionParameter) -> Json:
    """The JSON schema of a question's parameter."""
    schema: dict[str, Any] = {**_TYPES.get(parameter.type, _TEXT)}
    schema["description"] = _described(parameter)
    if parameter.choices:
        schema = {"type": "string", "enum": list(parameter.choices)} | {
            "description": schema["description"]
        }
    if parameter.default is not None and parameter.type != "iri":
        schema["default"] = parameter.default
    return schema | {"examples": [parameter.example]}


def _described(parameter: QuestionParameter) -> str:
    form = _FORMS.get(parameter.type)
    if parameter.type == "concept":
        form = N_("notation of the scheme {scheme}", scheme=parameter.scheme)
    return f"{both(parameter.label)} ({both(form)})" if form else both(parameter.label)


def schema_of(tool: Tool) -> dict[str, Any]:
    """The JSON schema of all arguments of a tool."""
    return {
        "type": "object",
        "properties": {**tool.properties, **PAGING},
        "required": list(tool.required),
        "additionalProperties": False,
    }


def read(tool: Tool, given: Mapping[str, Any]) -> dict[str, str]:
    """The arguments as texts.

    Raises:
        BadParameter: one is unknown, missing or neither text nor number.
    """
    known = {*tool.properties, *PAGING}
    values = {name: _text(name, value) for name, value in given.items() if value is not None}
    for name in values.keys() - known:
        raise BadParameter(
            N_("{question} has no parameter {name!a}.", question=tool.name, name=name[:40]),
            hint=N_("It has {known}.", known=", ".join(sorted(known))),
        )
    for name in tool.required:
        if not values.get(name, "").strip():
            raise BadParameter(
                N_("The parameter {name} is missing.", name=name),
                hint=N_("Look things up by name with the tool search."),
            )
    return values


def _text(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadParameter(
            N_("{name} is neither a text nor a number.", name=name[:40]),
            hint=N_("Give one value."),
        )
    return str(value)


def language(given: Mapping[str, Any]) -> Lang | None:
    """The language that is asked for, where it is spoken."""
    return from_parameter(given.get(LANGUAGE))
