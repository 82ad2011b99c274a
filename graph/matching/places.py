"""Places that are compared: of a list, or of the reference data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# The name of the register of municipalities and towns.
REFERENCE: Final = "reference"
_KM_A_DEGREE: Final = 111.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One place, as its list or register has it.

    Attributes:
        iri: of the list place, municipality or locality.
        names: every name it is given, the chief one first.
        country: code of the EU's list of countries (``DNK``), blank where none is given.
        points: latitude and longitude in degrees: of its seat, of its middle; none, one or both.
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
class Register:
    """The places of a list or of the reference data, and who is tied to whom.

    Attributes:
        name: such as ``pairs-2026``; ``reference`` for municipalities and towns.
        places: by IRI.
        neighbours: IRI of a place to those it is tied to.
        issued: the day of the list (ISO), blank for none.
        complete: countries of which it has every municipality.
    """

    name: str
    places: Mapping[str, Place]
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    issued: str = ""
    complete: frozenset[str] = frozenset()


def apart(one: Place, other: Place) -> float | None:
    """Kilometres between the nearest points of two places; none where one has no point."""
    found = [distance(here, there) for here in one.points for there in other.points]
    return min(found, default=None)


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points of latitude and longitude, on a sphere."""
    north, east = (math.radians(value) for value in one)
    north2, east2 = (math.radians(value) for value in other)
    half = (
        math.sin((north2 - north) / 2) ** 2
        + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    )
    return _KM_A_DEGREE * math.degrees(2 * math.asin(math.sqrt(min(1.0, half))))
