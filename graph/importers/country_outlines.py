"""Imports the outlines of countries after Natural Earth, to see in which country a point lies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile, reason_of
from graph.lists.list_countries import country_in_list
from graph.texts import N_
from queries.country_codes import COUNTRY

TABLE: Final = "outlines/countries_110m.topojson"
FILE: Final = "country_outlines.json"
# Names that the outlines shorten.
_SHORTENED: Final = {
    "Bosnia and Herz.": "BIH", "Central African Rep.": "CAF", "Dem. Rep. Congo": "COD",
    "Dominican Rep.": "DOM", "Eq. Guinea": "GNQ", "S. Sudan": "SSD", "W. Sahara": "ESH",
    "Falkland Is.": "FLK", "Solomon Is.": "SLB", "Côte d'Ivoire": "CIV", "eSwatini": "SWZ",
    "Czechia": "CZE", "Turkey": "TUR", "Timor-Leste": "TLS", "Macedonia": "MKD",
}  # fmt: skip
Point = tuple[float, float]


def build(data: Path) -> dict[str, str]:
    """The file of the outlines: rings of longitude and latitude by country, to a tenth of a degree.

    Args:
        data: folder that holds ``outlines/``.

    Raises:
        UnreadableFile: the outlines cannot be read.
    """
    path = data / TABLE
    try:
        topology = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{reason_of(error)}.", where=str(path)) from error
    except ValueError as error:
        raise UnreadableFile(
            N_("it is not JSON: {reason}.", reason=str(error)), where=str(path)
        ) from error
    arcs = [list(_arc(each, topology["transform"])) for each in topology["arcs"]]
    found: dict[str, list[list[Point]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if code := _code(shape["properties"]["name"]):
            found.setdefault(code, []).extend(_rings(shape, arcs))
    lines = [f"{json.dumps(code)}: {_short(found[code])}" for code in sorted(found)]
    return {FILE: "{\n" + ",\n".join(lines) + "\n}\n"}


def _code(name: str) -> str:
    return _SHORTENED.get(name, "") or (country_in_list(name) or "").removeprefix(COUNTRY)


def _arc(steps: Sequence[Point], transform: Mapping[str, Any]) -> Iterator[Point]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0.0
    for dx, dy in steps:
        x, y = x + dx, y + dy
        yield x * wide + west, y * high + south


def _rings(shape: Mapping[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """The outer rings: what lies in a hole is of the country around it or of one that is here."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for outer, *_ in polygons:
        ring: list[Point] = []
        for number in outer:
            ring += arcs[number] if number >= 0 else arcs[~number][::-1]
        yield ring


def _short(rings: Sequence[list[Point]]) -> str:
    rounded = [[(round(x, 1), round(y, 1)) for x, y in ring] for ring in rings]
    kept = [list(dict.fromkeys(ring)) for ring in rounded]
    return json.dumps([ring for ring in kept if len(ring) > 2], separators=(",", ":"))
