"""The parts that the descriptions of operations in OpenAPI are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from queries.parameters import LONGEST, Parameter, pattern

PROBLEM: Final = "application/problem+json"


def parameter_of(parameter: Parameter) -> dict[str, Any]:
    """A parameter of a question."""
    schema: dict[str, Any] = schema_of(parameter)
    if parameter.optional:
        schema = {"anyOf": [schema, {"const": ""}]}
    if parameter.default is not None:
        schema["default"] = parameter.default
    about = f"{parameter.label['en']}: {parameter.expected()}."
    return in_query(parameter.name, schema, parameter.example, about)


def schema_of(parameter: Parameter) -> dict[str, Any]:
    """The schema of a parameter's values."""
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices)}
    if parameter.type == "country":
        return {"anyOf": [{"$ref": "#/components/schemas/Country"}]}
    if parameter.type == "date":
        return {"type": "string", "format": "date"}
    regular = pattern(parameter)
    return {"type": "string", "maxLength": LONGEST} | ({"pattern": regular} if regular else {})


def get(
    name: str, summary: str, parameters: Iterable[Mapping[str, Any]], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """A path that is read."""
    told: dict[str, Any] = {"operationId": name, "summary": summary}
    return {"get": told | {"parameters": list(parameters), "responses": dict(answers)}}


def in_path(name: str, example: str) -> dict[str, Any]:
    """A parameter in the path."""
    schema = {"type": "string", "pattern": "^[A-Za-z0-9._~-]+$"}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def in_query(name: str, schema: Mapping[str, Any], example: str, about: str) -> dict[str, Any]:
    """A parameter in the query."""
    told = {"name": name, "in": "query", "description": about, "schema": dict(schema)}
    return told | {"example": example}


LANGUAGE: Final = in_query(
    "lang",
    {"type": "string"},
    "da",
    "Language, da or en; without it that of Accept-Language.",
)
NOT_MODIFIED: Final = {"304": {"description": "The client has it already."}}


def ok(media_types: Iterable[str]) -> dict[str, Any]:
    """An answer in any of some media types."""
    return {"200": {"description": "The answer, whole.", "content": content(media_types)}}


def content(media_types: Iterable[str]) -> dict[str, Any]:
    """Media types whose inside is told elsewhere."""
    return {media_type: {} for media_type in media_types}


def problems(*statuses: int) -> dict[str, Any]:
    """The problem documents that may come in place of the answer."""
    words = {
        400: "A parameter or the body does not fit; says which and how to mend it.",
        404: "There is no such thing.",
        406: "No format that the client accepts is on offer.",
        410: "It was withdrawn; says when, and from which graph.",
        413: "The body is too large.",
        415: "The body's media type is not taken.",
        416: "The part that was asked for begins behind the end of the file.",
        501: "The server answers for the present only; it holds no past state.",
        503: "Busy; says when to ask again.",
        504: "The time limit was met.",
        507: "The limit on memory or on the answer's size was met.",
    }
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    # A browser gets the same as a page.
    told: dict[str, Any] = {PROBLEM: schema, "text/html": {}}
    return {str(each): {"description": words[each], "content": told} for each in statuses}
