"""The functions of GeoSPARQL 1.1 that the engine has, by their local names.

Distances and lengths are measured on a sphere of the Earth's mean radius (6,371,008.8 m), which is
at most about half a percent from the ellipsoid. A literal without a coordinate system is longitude
first (CRS84). Units are ``metre``, ``kilometre`` and, of areas, ``square_metre``, below
http://www.opengis.net/def/uom/OGC/1.0/; with another there is no answer.
"""

from __future__ import annotations

from typing import Final

from graph.prefixes import PREFIXES

# Yes or no, of two geometries: simple features, Egenhofer's and RCC8's relations.
RELATIONS: Final = (
    *(f"sf{name}" for name in ("Contains", "Crosses", "Disjoint", "Equals", "Intersects",
                               "Overlaps", "Touches", "Within")),
    *(f"eh{name}" for name in ("Contains", "CoveredBy", "Covers", "Disjoint", "Equals", "Inside",
                               "Meet", "Overlap")),
    *(f"rcc8{name}" for name in ("dc", "ec", "eq", "ntpp", "ntppi", "po", "tpp", "tppi")),
)  # fmt: skip
# A geometry out of two.
COMBINATIONS: Final = ("intersection", "union", "difference", "symDifference")
# A value or a geometry of one.
PROPERTIES: Final = (
    "convexHull", "envelope", "centroid", "asGeoJSON", "getSRID", "dimension",
    "coordinateDimension", "spatialDimension", "isEmpty", "isSimple",
)  # fmt: skip
# A number of one geometry, or of two, and a unit.
MEASURES: Final = ("length", "perimeter", "area")
DISTANCE: Final = "distance"
# Whether two geometries relate by a matrix of nine.
RELATE: Final = "relate"

FUNCTIONS: Final = tuple(
    PREFIXES["geof"] + name
    for name in (DISTANCE, *MEASURES, *RELATIONS, RELATE, *COMBINATIONS, *PROPERTIES)
)
