"""GeoJSON lines between the points of the two ends, for maps (RFC 7946)."""

from __future__ import annotations

import json
from typing import Any, Final

from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network, tie_attributes

Point = tuple[float, float]


def write(network: Network) -> bytes:
    """The ties as lines; those of an end without a point are counted in ``without_point``."""
    features = []
    for tie in network.ties:
        ends = network.nodes[tie.source].point, network.nodes[tie.target].point
        if ends[0] and ends[1]:
            features.append(
                {
                    "type": "Feature",
                    "id": tie.identifier,
                    "geometry": line(ends[0], ends[1]),
                    "properties": {"source": tie.source, "target": tie.target}
                    | tie_attributes(tie),
                }
            )
    document: dict[str, Any] = {
        "type": "FeatureCollection",
        "about": network.about(),
        "without_point": len(network.ties) - len(features),
        "features": features,
    }
    return (json.dumps(document, ensure_ascii=False) + "\n").encode()


def line(one: Point, other: Point) -> dict[str, Any]:
    """A line, cut in two where it is shorter across the antimeridian (RFC 7946, 3.1.9)."""
    if abs(one[0] - other[0]) <= 180:
        return {"type": "LineString", "coordinates": [list(one), list(other)]}
    side = 180.0 if one[0] > 0 else -180.0
    beyond = other[0] + 2 * side
    latitude = one[1] + (other[1] - one[1]) * (side - one[0]) / (beyond - one[0])
    return {
        "type": "MultiLineString",
        "coordinates": [[list(one), [side, latitude]], [[-side, latitude], list(other)]],
    }


GEOJSON: Final = NetworkFormat("geojson", "application/geo+json", "GeoJSON lines for maps", write)
