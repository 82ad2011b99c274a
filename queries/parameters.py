"""Types of a query's parameters, and the RDF term that a given value becomes.

Errors::

    ValueError
    ├── UnknownParameter   the query declares no parameter of that name
    └── BadValue           the value is not of the declared type
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from rdflib import Literal as RDFLiteral
from rdflib import URIRef
from rdflib.namespace import XSD
from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from queries.country_codes import country_iri

BASE: Final = "https://w3id.org/venskab/"
UNDEF: Final = "UNDEF"
LONGEST: Final = 1000

Type = Literal["iri", "date", "year", "country", "concept", "text", "number"]

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SHORT: Final = re.compile(rf"{_WORD}(?:/{_WORD})+")
# What RFC 3987 lets stand in an IRI; brackets only help IPv6 hosts, which name nothing here.
_BEYOND_ASCII = "\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
_HOST = rf"[A-Za-z0-9.{_BEYOND_ASCII}-]+(?::[0-9]{{1,5}})?"
_PLAIN = rf"(?:[A-Za-z0-9._~:/?@!$&'()*+,;={_BEYOND_ASCII}-]|%[0-9A-Fa-f]{{2}})*"
_IRI: Final = re.compile(
    rf"(?:https?://{_HOST}(?:[/?]{_PLAIN})?|urn:[A-Za-z0-9][A-Za-z0-9-]+:{_PLAIN})(?:#{_PLAIN})?"
)
_ASCII_IRI: Final = _IRI.pattern.replace(_BEYOND_ASCII, "")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
# SPARQL reads these as a character, and servers differ on whether inside a string too.
_CODE_POINT: Final = re.compile(r"\\[uU]")


class UnknownParameter(ValueError):
    """The query declares no parameter of that name."""


class BadValue(ValueError):
    """A value that is not of the parameter's declared type."""


class Wording(TypedDict):
    """One wording in Danish and in English."""

    da: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class Parameter(BaseModel):
    """A parameter of a query: its name, and what values it takes.

    Attributes:
        name: the SPARQL variable, without the question mark.
        type: what kind of value it takes.
        of_class: for ``iri``, the class of the things meant, such as ``vsk:Agreement``.
        scheme: for ``concept``, the concept scheme's name.
        choices: for ``text``, the only values there are; empty: any text.
        optional: whether it may be left out, and then restricts nothing.
        default: the value taken when none is given; None only when optional.
        example: a value to try.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: Annotated[str, Field(pattern=r"^[a-z][A-Za-z0-9_]*$")]
    type: Type
    of_class: Annotated[str | None, Field(alias="class")] = None
    scheme: Annotated[str | None, Field(pattern=rf"^{_WORD}$")] = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    default: str | None = None
    example: str

    @model_validator(mode="after")
    def _consistent(self) -> Parameter:
        if (self.type == "iri") != (self.of_class is not None):
            raise ValueError("type iri, and only that type, names a class")
        if (self.type == "concept") != (self.scheme is not None):
            raise ValueError("type concept, and only that type, names a scheme")
        if self.default is None and not self.optional:
            raise ValueError("a parameter without a default must say optional: true")
        self.term(self.default)
        self.term(self.example)
        return self

    def term(self, value: str | None) -> str:
        """The SPARQL term of a value, or ``UNDEF`` for none.

        Raises:
            BadValue: the value is not of this parameter's type.
        """
        given = (self.default if value is None else value) or ""
        if self.optional and not given:
            return UNDEF
        term = _TERMS[self.type](given.strip(), self) if len(given) <= LONGEST else None
        if term is None:
            wanted = f"one of {', '.join(self.choices)}" if self.choices else f"a {self.type}"
            raise BadValue(f"{self.name}: {_shown(given)} is not {wanted}, as {self.example} is.")
        return term


class QuestionParameter(Parameter):
    """A declared parameter of a question, as its front matter gives it.

    Attributes:
        label: what to call it in a form.
    """

    label: Wording


def pattern(parameter: Parameter) -> str | None:
    """The regular expression of the values of a parameter, where one tells them all.

    A day, a country and a text are told by other means than a regular expression. Letters beyond
    ASCII are left out of that of IRIs: with them it has 200,000 characters to choose from, which
    programs that generate requests from it take minutes for.
    """
    scheme = re.escape(f"{BASE}concept/{parameter.scheme}/")
    return {
        "iri": f"^(?:{_SHORT.pattern}|{_ASCII_IRI})$",
        "year": "^(?!0000)[0-9]{4}$",
        "concept": f"^(?:{scheme})?{_WORD}$",
        "number": f"^{_NUMBER.pattern}$",
    }.get(parameter.type)


def expand(text: str) -> str:
    """The IRI of a short form: ``municipality/aarhus-kommune`` is a thing of ours.

    Short forms that begin with ``graph/`` or ``concept/`` name graphs and concepts. Anything that
    is not a short form comes back as it is.
    """
    if not _SHORT.fullmatch(text):
        return text
    return BASE + text if text.startswith(("graph/", "concept/")) else f"{BASE}id/{text}"


def _iri(text: str, _: Parameter) -> str | None:
    iri = expand(text)
    return URIRef(iri).n3() if _IRI.fullmatch(iri) else None


def _date(text: str, _: Parameter) -> str | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return RDFLiteral(date.fromisoformat(text)).n3()
    except ValueError:
        return None


def _year(text: str, _: Parameter) -> str | None:
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        return None
    # An integer, since engines silently drop rows that compare xsd:gYear.
    return RDFLiteral(int(text), datatype=XSD.integer).n3()


def _country(text: str, _: Parameter) -> str | None:
    iri = country_iri(text)
    return URIRef(iri).n3() if iri else None


def _concept(text: str, parameter: Parameter) -> str | None:
    scheme = f"{BASE}concept/{parameter.scheme}/"
    notation = text.removeprefix(scheme)
    return URIRef(scheme + notation).n3() if re.fullmatch(_WORD, notation) else None


def _text(text: str, parameter: Parameter) -> str | None:
    if parameter.choices:
        return RDFLiteral(text).n3() if text in parameter.choices else None
    if not text or _CODE_POINT.search(text):
        return None
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
        return None
    return RDFLiteral(text).n3()


def _number(text: str, _: Parameter) -> str | None:
    if not (match := _NUMBER.fullmatch(text)):
        return None
    return RDFLiteral(text, datatype=XSD.decimal if match[1] else XSD.integer).n3()


_TERMS: Final[dict[Type, Callable[[str, Parameter], str | None]]] = {
    "iri": _iri,
    "date": _date,
    "year": _year,
    "country": _country,
    "concept": _concept,
    "text": _text,
    "number": _number,
}


def _shown(value: str) -> str:
    """A value short and harmless enough for an error message."""
    return ascii(value if len(value) <= 60 else value[:57] + "...")
