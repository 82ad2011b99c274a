"""Points of lists: read, checked, written, and how far apart they are."""

from __future__ import annotations

from math import isfinite
from typing import Final

from graph.great_circle import great_circle
from graph.lists.rows import GeoPoint

# In degrees: what stands for "none" in many tables is the point in the Gulf of Guinea.
_NULL_ISLAND: Final = 0.01


def read_point(latitude: str, longitude: str) -> GeoPoint | None:
    """The point of two texts in degrees; None where they are no point on the earth.

    Zero and zero is none: no town lies there, and tables write it where they know nothing.
    """
    try:
        point = GeoPoint(float(latitude), float(longitude))
    except ValueError:
        return None
    return point if is_on_earth(point) else None


def is_on_earth(point: GeoPoint) -> bool:
    """True for finite degrees within the earth's, and not the zero point."""
    if not (isfinite(point.latitude) and isfinite(point.longitude)):
        return False
    if max(abs(point.latitude), abs(point.longitude)) < _NULL_ISLAND:
        return False
    return abs(point.latitude) <= 90 and abs(point.longitude) <= 180


def wkt(point: GeoPoint) -> str:
    """The point as WKT, longitude first, to about a decimetre."""
    return f"POINT({_number(point.longitude)} {_number(point.latitude)})"


def _number(degrees: float) -> str:
    text = f"{degrees:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def kilometres(one: GeoPoint, other: GeoPoint) -> float:
    """The distance of two points on a sphere, kilometres."""
    ends = ((each.longitude, each.latitude) for each in (one, other))
    return great_circle(*ends)
