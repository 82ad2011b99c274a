"""What a parameter takes, and that a value is not that, in words that a reader's language has."""

from __future__ import annotations

from typing import Final

from graph.texts import N_, Text
from queries.parameters import LONGEST, Parameter, Type

_EXPECTED: Final[dict[Type, Text]] = {
    "iri": N_("an absolute IRI or a short form of one"),
    "date": N_("a day written as year-month-day"),
    "year": N_("a year of four digits"),
    "country": N_("an ISO country code or an EU country IRI"),
    "text": N_("one line of at most {most} characters without control characters", most=LONGEST),
    "number": N_("a number"),
}
_LONGEST_SHOWN: Final = 60


def expected(parameter: Parameter) -> Text:
    """The form that a value of a parameter must have."""
    if parameter.choices:
        return N_("one of {choices}", choices=", ".join(parameter.choices))
    told = _EXPECTED.get(parameter.type)
    if told is None:
        told = N_("a notation or IRI of the scheme {scheme}", scheme=parameter.scheme)
    return N_("{form}, such as {example}", form=told, example=parameter.example)


def misfit(parameter: Parameter, value: str) -> Text:
    """That a value does not have the form that it must have."""
    shown = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 3] + "..."
    return N_("{value!a} is not {expected}.", value=shown, expected=expected(parameter))
