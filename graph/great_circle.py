"""Distance between two points on the globe."""

from __future__ import annotations

import math
from typing import Final

# Mean radius of the Earth after the IUGG, km.
_RADIUS: Final = 6371.0088
Point = tuple[float, float]


def great_circle(one: Point, other: Point) -> float:
    """Distance on a sphere of the Earth's mean radius, km; points as longitude, latitude."""
    (lon1, lat1), (lon2, lat2) = (map(math.radians, point) for point in (one, other))
    across = math.sin((lat2 - lat1) / 2) ** 2
    along = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(across + along)))
