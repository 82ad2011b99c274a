"""The kinds of filters that several collections have, each over its own path to the value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from graph.collections.collection import Column, Filter, ListParameter, Sort
from graph.identifiers import DERIVED_GRAPH
from graph.namespaces import SDG
from graph.prefixes import BASE
from graph.texts import N_, NC_, Text

_GOALS: Final = {str(number): str(SDG[str(number)]) for number in range(1, 18)}
BEGAN: Final = (Column("began", shown=True), Column("beganEarliest"), Column("beganLatest"))
DATE: Final = (Column("date", shown=True), Column("dateEarliest"), Column("dateLatest"))
DESCRIPTION: Final = Column("description")
KIND: Final = NC_("filter", "Kind")


def parameter(name: str, kind: str, example: str, label: Text, **more: Any) -> ListParameter:
    """A parameter that may be left out."""
    about = {"name": name, "type": kind, "optional": True, "example": example}
    return ListParameter.model_validate(about | {"label": label} | more)


def linked(name: str, of_class: str, example: str, label: Text, path: str) -> Filter:
    """Things that lead to another thing."""
    asked = parameter(name, "iri", example, label, **{"class": of_class})
    return Filter(asked, f"?thing {path} ?value .")


def party(path: str, example: str = "municipality/aalborg-kommune") -> Filter:
    """Things that a municipality, or another party, has part in."""
    return linked("party", "vsk:Municipality", example, N_("Party"), path)


def concept(name: str, scheme: str, example: str, label: Text, path: str) -> Filter:
    """Things that a concept of a scheme is said of; a narrower concept is that concept too."""
    asked = parameter(name, "concept", example, label, scheme=scheme)
    stated = f"?thing {path} ?value ."
    return Filter(asked, f"?thing {path}/skos:broader* ?value .", stated=stated)


def area(path: str, example: str = "culture-sport-leisure") -> Filter:
    """Things about an area of cooperation."""
    label = N_("Area of cooperation")
    return concept("area", "cooperation-area", example, label, path)


def country(path: str, example: str = "GL") -> Filter:
    """Things that have to do with a country."""
    asked = parameter("country", "country", example, N_("Country"))
    return Filter(asked, f"?thing {path} ?value .")


def choice(name: str, iris: Mapping[str, str], example: str, label: Text, path: str) -> Filter:
    """Things that lead to one of a few IRIs, each of which has a short word."""
    asked = parameter(name, "text", example, label, choices=tuple(iris))
    return Filter(asked, f"?thing {path} ?value .", iris=MappingProxyType(dict(iris)))


def rests() -> Filter:
    """Things by what their ties rest on; told apart only where lists are shown too."""
    iris = {name: f"{BASE}concept/evidence-tier/{name}" for name in ("evidence", "lists")}
    return choice("rests_on", iris, "evidence", N_("Rests on"), "vsk:evidenceTier")


def types(iris: Mapping[str, str], example: str) -> Filter:
    """Things of one of the classes in a collection."""
    return choice("type", iris, example, N_("Type"), "a")


def goal(path: str) -> Filter:
    """Things that serve one of the 17 goals."""
    label = N_("Sustainable development goal (1 to 17)")
    return choice("sdg", _GOALS, "4", label, path)


def source(example: str) -> Filter:
    """Things that a source speaks of; what rules derive is nobody's word."""
    asked = parameter("source", "iri", example, N_("Source"), **{"class": "vsk:Source"})
    pattern = f"GRAPH ?value {{ ?thing a ?said }} FILTER (?value != <{DERIVED_GRAPH}>)"
    return Filter(asked, pattern)


def at(path: str) -> str:
    """The pattern that binds ``?wkt`` to the point of what a path leads to.

    A town without a point of its own has that of the municipality that it lies in.
    """
    return f"""?thing {path} ?stands .
OPTIONAL {{ ?stands geo:hasGeometry/geo:asWKT ?own }}
OPTIONAL {{ ?stands vsk:within/geo:hasGeometry/geo:asWKT ?around }}
BIND (COALESCE(?own, ?around) AS ?wkt) FILTER (BOUND(?wkt))"""


def dated(name: str, word: str, label: Text) -> tuple[Sort, Sort]:
    """The orders by a date, whose bounds end in Earliest and Latest: oldest first, newest first."""
    path = f"?thing vsk:{name}Earliest|vsk:{name}Latest ?value"
    oldest = N_("{date}, oldest first", date=label)
    newest = N_("{date}, newest first", date=label)
    return Sort(word, oldest, path, name), Sort(f"-{word}", newest, path, name)


def initiative_status(example: str) -> Filter:
    """Things of which a source says how far they have come."""
    label = N_("Status")
    return concept("status", "initiative-status", example, label, "vsk:initiativeStatus")
