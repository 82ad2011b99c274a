"""The definition of a collection: its columns, its filters and its orders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pydantic import ConfigDict
from rdflib import URIRef

from graph.collation import danish_key
from graph.collections.parameter_texts import expected, misfit
from graph.errors import BadParameter
from graph.namespaces import COUNTRY
from graph.prefixes import BASE
from graph.search.match import TYPES
from graph.sparql_text import prologue
from graph.texts import N_, Text
from queries.country_codes import ALPHA2_OF, GROUPS
from queries.parameters import BadValue, Parameter

PROLOGUE: Final = prologue("vsk", "rdfs", "skos", "dcterms", "schema", "org", "geo", "xsd")
# A number, or a day.
_NUMBER: Final = re.compile(r"-?[0-9][0-9-]{0,30}(\.[0-9]{1,30})?")
_VALUE: Final = re.compile(r"\?value\b")


class Column(NamedTuple):
    """A property that the things of a collection are shown with.

    Attributes:
        key: its name in JSON, a term of our JSON-LD context.
        link: whether its values are things, shown with their names.
        shown: whether a person's table has it.
        reverse: the property that leads back from the value; blank where ``key`` leads to it.
    """

    key: str
    link: bool = False
    shown: bool = False
    reverse: str = ""


class ListParameter(Parameter):
    """A parameter of a list.

    Attributes:
        label: what to call it in a form.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    label: Text


@dataclass(frozen=True)
class Filter:
    """A filter that tells things apart.

    Attributes:
        parameter: name, type and wording.
        pattern: SPARQL that joins ``?thing`` with each ``?value`` that it has.
        facet: whether the values are counted.
        iris: for a value that stands for an IRI: which.
        stated: the same for the values that are said outright, where ``pattern`` joins wider ones.
    """

    parameter: ListParameter
    pattern: str
    facet: bool = True
    iris: Mapping[str, str] = field(default_factory=dict)
    stated: str = ""

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.parameter.name

    @property
    def is_named(self) -> bool:
        """True if its values are things that a person knows by name."""
        return self.parameter.type == "iri" and self.facet

    def terms(self, text: str) -> list[str]:
        """The SPARQL terms of a value; several that are parted by commas are either of them.

        A group of countries, such as ``nordic``, stands for its members.

        Raises:
            BadParameter: a value is not of the filter's type.
        """
        return [self._term(each) for each in self._either(text)]

    def _either(self, text: str) -> list[str]:
        if self.parameter.type == "iri":  # one may hold a comma
            return [text]
        parts = [part.strip() for part in text.split(",")]
        groups = GROUPS if self.parameter.type == "country" else {}
        return [each for part in parts for each in groups.get(part.lower(), (part,))]

    def _term(self, text: str) -> str:
        term = checked(self.parameter, text)
        return URIRef(self.iris[text]).n3() if self.iris else term

    def bound(self, text: str) -> str:
        """The pattern of the things that have a value, or either of several.

        Raises:
            BadParameter: a value is not of the filter's type.
        """
        several = [_with(self.pattern, term) for term in self.terms(text)]
        return several[0] if len(several) == 1 else " UNION ".join(f"{{ {p} }}" for p in several)

    def written(self, iri: str) -> str:
        """An IRI that is a value, as the parameter takes it: short where there is a short form."""
        if self.iris:
            return next((text for text, each in self.iris.items() if each == iri), iri)
        match self.parameter.type:
            case "concept":
                return iri.removeprefix(f"{BASE}concept/{self.parameter.scheme}/")
            case "country":
                return ALPHA2_OF.get(iri.removeprefix(COUNTRY), iri)
            case _:
                return iri.removeprefix(f"{BASE}id/").removeprefix(BASE)


def _with(pattern: str, term: str) -> str:
    return _VALUE.sub(lambda _: term, pattern)


def checked(parameter: Parameter, text: str) -> str:
    """The SPARQL term of the value of a parameter.

    Raises:
        BadParameter: the value is not of the parameter's type; names it and what fits.
    """
    if text.strip():
        try:
            return parameter.term(text)
        except BadValue as error:
            raise _unfit(parameter, misfit(parameter, text)) from error
    raise _unfit(parameter, N_("It is blank."))


def _unfit(parameter: Parameter, what: Text) -> BadParameter:
    hint = N_("Send {expected}.", expected=expected(parameter))
    return BadParameter(what, where=parameter.name, hint=hint)


@dataclass(frozen=True)
class Sort:
    """An order of the things of a collection.

    Attributes:
        name: what asks for it; a leading ``-`` turns it round.
        label: what to call it.
        pattern: SPARQL that joins ``?thing`` with its ``?value``; blank for the name.
        column: the column that it orders by, without its bounds' endings; blank for the name.
    """

    name: str
    label: Text
    pattern: str = ""
    column: str = ""

    @property
    def key(self) -> Callable[[str], object]:
        """Makes of a value what is compared; things without a value come last."""
        if not self.pattern:
            return danish_key
        sign = -1 if self.name.startswith("-") else 1
        return lambda value: sign * _number(value)

    def takes(self, value: str | None) -> bool:
        """True if a value can stand in this order."""
        return value is None or not self.pattern or bool(_NUMBER.fullmatch(value))


def _number(text: str) -> float:
    """A number, or a day as the number of its digits."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    return sign * float(digits.replace("-", ""))


@dataclass(frozen=True)
class Collection:
    """One collection of things.

    Attributes:
        name: the address below the base.
        title: what it is called.
        classes: the classes of its things, without prefix, below ``vsk:`` unless they have one.
        types: the types in the IRIs of its things, in the order a slug is looked up.
        columns: what its things are shown with.
        filters: what they can be told apart by.
        sorts: their orders beside the name.
        places: patterns that bind ``?wkt`` to a point of ``?thing``, in the order of a line.
        states: whether its things have a status over time.
        period: the names of the properties that date its things, without their bounds' endings.
        reviewed: whether its things fall due for review.
        seats: for things that hold as long as their parts do: the property path to the parts.
    """

    name: str
    title: Text
    classes: tuple[str, ...]
    types: tuple[str, ...]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[Sort, ...] = ()
    places: tuple[str, ...] = ()
    states: bool = False
    period: str = ""
    reviewed: bool = False
    seats: str = ""

    @property
    def timed(self) -> bool:
        """True if its things have a place in time."""
        return self.states or bool(self.seats or self.period)

    @property
    def lasting(self) -> bool:
        """True if its things go on for a time, and do not only happen."""
        return self.states or bool(self.seats) or self.period == "began"

    @property
    def sourced(self) -> bool:
        """True if sources tell of its things, and not only through them."""
        return any(each.name == "source" for each in self.filters)

    @property
    def searched(self) -> tuple[str, ...]:
        """The types by which search knows its things."""
        return tuple(each for each in self.types if each in TYPES)

    @property
    def members(self) -> str:
        """SPARQL for all its things."""
        return f"VALUES ?class {{ {' '.join(self.classes)} }} ?thing a ?class ."
