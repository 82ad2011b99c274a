"""The parameters of questions in the signatures of handlers: made from their front matter."""

from __future__ import annotations

from inspect import Parameter as Declared
from typing import Any, Final

from api.http.declared import in_query
from graph.collections.parameter_texts import expected
from queries.country_codes import ALPHA3_OF
from queries.library import library
from queries.parameters import LONGEST, Parameter, QuestionParameter, pattern

COUNTRY: Final = {
    "type": "string",
    "description": "A country by its ISO 3166-1 code of two or three letters.",
    "enum": sorted({*ALPHA3_OF, *ALPHA3_OF.values()}),
}
"""The schema ``Country``, which the parameters refer to."""


def parameters_of(name: str) -> list[Declared]:
    """The parameters of the question ``name``."""
    return [declared(each) for each in library()[name].parameters]


def declared(parameter: QuestionParameter) -> Declared:
    """A parameter of a question."""
    schema: dict[str, Any] = schema_of(parameter)
    if parameter.optional:
        schema = {"anyOf": [schema, {"const": ""}]}
    if parameter.default is not None:
        schema["default"] = parameter.default
    about = f"{parameter.label['en']}: {expected(parameter)}."
    return in_query(parameter.name, schema, about, parameter.example)


def schema_of(parameter: Parameter) -> dict[str, Any]:
    """The JSON schema of the values of a parameter."""
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices)}
    if parameter.type == "country":
        return {"anyOf": [{"$ref": "#/components/schemas/Country"}]}
    if parameter.type == "date":
        return {"type": "string", "format": "date"}
    regular = pattern(parameter)
    return {"type": "string", "maxLength": LONGEST} | ({"pattern": regular} if regular else {})
