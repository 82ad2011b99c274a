"""The kinds of filters that several collections have, each over its own path to the value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from graph.collections.collection import Column, Filter, Sort
from graph.identifiers import DERIVED_GRAPH
from graph.namespaces import SDG
from queries.parameters import Parameter, Wording

_GOALS: Final = {str(number): str(SDG[str(number)]) for number in range(1, 18)}
BEGAN: Final = (Column("began", shown=True), Column("beganEarliest"), Column("beganLatest"))
DATE: Final = (Column("date", shown=True), Column("dateEarliest"), Column("dateLatest"))
DESCRIPTION: Final = Column("description")
KIND: Final = ("Art", "Kind")
Words = tuple[str, str]


def parameter(name: str, kind: str, example: str, words: Words, **more: Any) -> Parameter:
    """A parameter that may be left out; ``words`` are Danish and English."""
    about = {"name": name, "type": kind, "optional": True, "example": example}
    label = {"da": words[0], "en": words[1]}
    return Parameter.model_validate(about | {"label": label} | more)


def linked(name: str, of_class: str, example: str, words: Words, path: str) -> Filter:
    """Things that lead to another thing."""
    asked = parameter(name, "iri", example, words, **{"class": of_class})
    return Filter(asked, f"?thing {path} ?value .")


def party(path: str, example: str = "municipality/aalborg-kommune") -> Filter:
    """Things that a municipality, or another party, has part in."""
    return linked("party", "vsk:Municipality", example, ("Part", "Party"), path)


def concept(name: str, scheme: str, example: str, words: Words, path: str) -> Filter:
    """Things that a concept of a scheme is said of; a narrower concept is that concept too."""
    asked = parameter(name, "concept", example, words, scheme=scheme)
    stated = f"?thing {path} ?value ."
    return Filter(asked, f"?thing {path}/skos:broader* ?value .", stated=stated)


def area(path: str, example: str = "culture-sport-leisure") -> Filter:
    """Things about an area of cooperation."""
    words = ("Område", "Area of cooperation")
    return concept("area", "cooperation-area", example, words, path)


def country(path: str, example: str = "GL") -> Filter:
    """Things that have to do with a country."""
    asked = parameter("country", "country", example, ("Land", "Country"))
    return Filter(asked, f"?thing {path} ?value .")


def choice(name: str, iris: Mapping[str, str], example: str, words: Words, path: str) -> Filter:
    """Things that lead to one of a few IRIs, each of which has a short word."""
    asked = parameter(name, "text", example, words, choices=tuple(iris))
    return Filter(asked, f"?thing {path} ?value .", iris=MappingProxyType(dict(iris)))


def types(iris: Mapping[str, str], example: str) -> Filter:
    """Things of one of the classes in a collection."""
    return choice("type", iris, example, ("Slags", "Type"), "a")


def goal(path: str) -> Filter:
    """Things that serve one of the 17 goals."""
    words = ("Verdensmål (1 til 17)", "Sustainable development goal (1 to 17)")
    return choice("sdg", _GOALS, "4", words, path)


def source(example: str) -> Filter:
    """Things that a source speaks of; what rules derive is nobody's word."""
    asked = parameter("source", "iri", example, ("Kilde", "Source"), **{"class": "vsk:Source"})
    pattern = f"GRAPH ?value {{ ?thing a ?said }} FILTER (?value != <{DERIVED_GRAPH}>)"
    return Filter(asked, pattern)


def at(path: str) -> str:
    """The path to the point of what a path leads to; a town without one lies in a municipality."""
    return f"{path}/vsk:within?/geo:hasGeometry/geo:asWKT"


def dated(name: str, word: str, da: str, en: str) -> tuple[Sort, Sort]:
    """The orders by a date, whose bounds end in Earliest and Latest: oldest first, newest first."""
    path = f"?thing vsk:{name}Earliest|vsk:{name}Latest ?value"
    oldest: Wording = {"da": f"{da}, ældste først", "en": f"{en}, oldest first"}
    newest: Wording = {"da": f"{da}, nyeste først", "en": f"{en}, newest first"}
    return Sort(word, oldest, path, name), Sort(f"-{word}", newest, path, name)


def initiative_status(example: str) -> Filter:
    """Things of which a source says how far they have come."""
    words = ("Status", "Status")
    return concept("status", "initiative-status", example, words, "vsk:initiativeStatus")
