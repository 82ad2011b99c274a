"""Municipalities and localities as points, in GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from graph.exports.flat_files import read
from graph.exports.table import TABLES

_TABLES: Final = tuple(t for t in TABLES if t.name in ("municipalities", "localities"))
_LEFT_OUT: Final = frozenset({"id", "longitude", "latitude"})


def write_places(database: Path, target: Path) -> None:
    """Write a point for each place that has one."""
    with target.open("w", encoding="utf-8") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        before = "\n"
        for feature in _features(database):
            out.write(before + json.dumps(feature, ensure_ascii=False))
            before = ",\n"
        out.write("\n]}\n")


def _features(database: Path) -> Iterator[dict[str, Any]]:
    for table in _TABLES:
        names = [column.name for column in table.columns]
        for chunk in read(database, table):
            for row in chunk:
                place = dict(zip(names, row, strict=True))
                if place["longitude"] is not None and place["latitude"] is not None:
                    yield _feature(table.name, place)


def _feature(kind: str, place: dict[str, Any]) -> dict[str, Any]:
    told = {
        name: value for name, value in place.items() if value is not None and name not in _LEFT_OUT
    }
    return {
        "type": "Feature",
        "id": place["id"],
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": {"table": kind} | told,
    }
