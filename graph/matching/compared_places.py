"""Places that are compared: of a list, or of the reference data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.great_circle import Point, great_circle

# The name of the register of municipalities and towns.
REFERENCE: Final = "reference"


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """One place, as its list or register has it.

    Attributes:
        iri: of the list place, municipality or locality.
        names: every name it is given, the chief one first.
        country: code of the EU's list of countries (``DNK``), blank where none is given.
        points: longitude and latitude in degrees: of its seat, of its middle; none, one or both.
        ids: identifiers of Wikidata that are its own.
        near_ids: identifiers that may be its town's.
        codes: official codes, with the country before them (``DNK-159``).
        kind: ``municipality`` or ``town`` where the register says so, else blank.
        began: the day it began (EDTF), blank where none is given.
        ended: the day it ended (EDTF), blank while it lasts.
        within: IRI of the municipality that a town lies in.
    """

    iri: str
    names: tuple[str, ...]
    country: str = ""
    points: tuple[Point, ...] = ()
    ids: frozenset[str] = frozenset()
    near_ids: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    kind: str = ""
    began: str = ""
    ended: str = ""
    within: str = ""


@dataclass(frozen=True)
class PlaceRegister:
    """The places of a list or of the reference data, and who is tied to whom.

    Attributes:
        name: such as ``pairs-2026``; ``reference`` for municipalities and towns.
        places: by IRI.
        neighbours: IRI of a place to those it is tied to.
        issued: the day of the list (ISO), blank for none.
        complete: countries of which it has every municipality.
    """

    name: str
    places: Mapping[str, ComparedPlace]
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    issued: str = ""
    complete: frozenset[str] = frozenset()


def apart(one: ComparedPlace, other: ComparedPlace) -> float | None:
    """Kilometres between the nearest points of two places; none where one has no point."""
    found = [great_circle(here, there) for here in one.points for there in other.points]
    return min(found, default=None)
