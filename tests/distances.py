"""Distances as pyproj measures them, to compare with those of the engine."""

from __future__ import annotations

import re
from typing import Final

from pyproj import Geod

# The engine measures on a sphere of the Earth's mean radius.
SPHERE: Final = Geod(a=6_371_008.8, b=6_371_008.8)
ELLIPSOID: Final = Geod(ellps="WGS84")


def metres(here: str, there: str, earth: Geod = SPHERE) -> float:
    """The distance of two points in WKT, m."""
    (x1, y1), (x2, y2) = (map(float, re.findall(r"-?[\d.]+", each)) for each in (here, there))
    return float(earth.inv(x1, y1, x2, y2)[2])
