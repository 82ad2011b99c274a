"""The country in which a point lies, by rough outlines after Natural Earth (public domain)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Final, NamedTuple

from graph.lists.rows import GeoPoint

FILE: Final = Path(__file__).parent / "country_outlines.json"
# So far off may an outline be, and a town beyond a border that is drawn so roughly.
NEAR_KM: Final = 60.0
_KM_A_DEGREE: Final = 111.2
# Said and shown: here the outlines show who holds a place, and a list may say whose it is.
_NOT_TOLD: Final = frozenset({("UKR", "RUS"), ("ESH", "MAR"), ("CYP", "TUR"), ("GEO", "RUS")})


class Ring(NamedTuple):
    """A closed line of longitudes and latitudes, and the box around it."""

    west: float
    south: float
    east: float
    north: float
    corners: tuple[tuple[float, float], ...]


def stranger_at(point: GeoPoint, country: str) -> str:
    """Code of the country in which a point lies that is said to lie in another; else blank.

    Blank too where the point is near the country, and where there is no outline of it.

    Args:
        point: the point.
        country: code of the country that it is said to lie in.
    """
    own = _outlines().get(country)
    if own is None or any(_holds(ring, point) for ring in own):
        return ""
    here = _country_of(point)
    if not here or (country, here) in _NOT_TOLD:
        return ""
    if any(_kilometres(ring, point) < NEAR_KM for ring in own):
        return ""
    return here


def _country_of(point: GeoPoint) -> str:
    held = (
        code for code, rings in _outlines().items() if any(_holds(ring, point) for ring in rings)
    )
    return next(held, "")


@cache
def _outlines() -> Mapping[str, tuple[Ring, ...]]:
    found = json.loads(FILE.read_text("utf-8"))
    return {code: tuple(map(_ring, rings)) for code, rings in found.items()}


def _ring(corners: list[list[float]]) -> Ring:
    across, along = zip(*corners, strict=True)
    points = tuple((x, y) for x, y in corners)
    return Ring(min(across), min(along), max(across), max(along), points)


def _sides(ring: Ring) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    yield from zip(ring.corners, (*ring.corners[1:], ring.corners[0]), strict=True)


def _holds(ring: Ring, point: GeoPoint) -> bool:
    y, x = point
    if not (ring.west <= x <= ring.east and ring.south <= y <= ring.north):
        return False
    crossed = (
        (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in _sides(ring)
    )
    return sum(crossed) % 2 == 1


def _kilometres(ring: Ring, point: GeoPoint) -> float:
    """The distance to the outline, on a flat map around the point."""
    narrow = cos(radians(point.latitude))

    def flat(corner: tuple[float, float]) -> tuple[float, float]:
        return (corner[0] - point.longitude) * narrow, corner[1] - point.latitude

    nearest = min(_from_origin(flat(a), flat(b)) for a, b in _sides(ring))
    return nearest * _KM_A_DEGREE


def _from_origin(a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = max(0.0, min(1.0, -(a[0] * dx + a[1] * dy) / length)) if length else 0.0
    return hypot(a[0] + part * dx, a[1] + part * dy)
