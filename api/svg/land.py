"""The land that a map shows, from the tiles that the build of the pages' scripts leaves.

Where it left none there is none: the maps then show places and ties alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import floor
from typing import Final

Ring = list[tuple[float, float]]

_TURN: Final = 360
# Tiles that are held in memory; a map takes some ten of them.
_HELD: Final = 64
_TILES: Final = files("api") / "static" / "build" / "land"


@dataclass(frozen=True)
class LandLevel:
    """A level of detail.

    Attributes:
        number: its folder.
        degrees: how wide and high a tile is.
        most: up to how many pixels a degree it serves; None for any number.
        units: how many there are to a degree.
        tiles: the names of the tiles with land.
    """

    number: int
    degrees: int
    most: float | None
    units: int
    tiles: frozenset[str]


def land(
    west: float, south: float, east: float, north: float, scale: float
) -> Iterator[Sequence[Ring]]:
    """The rings of each tile that meets a part of the earth, in degrees.

    Args:
        west: longitude of the left edge; edges may lie beyond 180° on either side.
        south: latitude of the lower edge.
        east: longitude of the right edge.
        north: latitude of the upper edge.
        scale: pixels of a degree of latitude.
    """
    level = next((e for e in _levels() if e.most is None or scale <= e.most), None)
    if level is None:
        return
    columns, size = _TURN // level.degrees, level.degrees
    for column in range(floor((west + 180) / size), floor((east + 180) / size) + 1):
        turns = column // columns * _TURN
        for row in range(floor((south + 90) / size), floor((north + 90) / size) + 1):
            name = f"{column % columns}_{row}"
            if name in level.tiles:
                rings = _tile(level, name)
                yield [[(x + turns, y) for x, y in ring] for ring in rings] if turns else rings


def world() -> list[Ring]:
    """The rings of the whole world, in the least detail; none where the scripts were not built."""
    return [ring for rings in land(-180, -90, 179, 89, 0.0) for ring in rings]


@cache
def _levels() -> tuple[LandLevel, ...]:
    """The levels, the coarsest first; none where the scripts were not built."""
    told = _TILES / "levels.json"
    if not told.is_file():
        return ()
    return tuple(
        LandLevel(number, e["degrees"], e["most"], e["units"], frozenset(e["tiles"]))
        for number, e in enumerate(json.loads(told.read_text("utf-8")))
    )


@lru_cache(maxsize=_HELD)
def _tile(level: LandLevel, name: str) -> list[Ring]:
    text = (_TILES / str(level.number) / f"{name}.json").read_text("utf-8")
    return [_points(ring, level.units) for ring in json.loads(text)]


def _points(ring: Sequence[int], units: int) -> Ring:
    """A ring's points, each of which is told by how far it lies from the one before."""
    made: Ring = []
    x = y = 0
    for at in range(0, len(ring), 2):
        x, y = x + ring[at], y + ring[at + 1]
        made.append((x / units, y / units))
    return made
