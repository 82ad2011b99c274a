"""The part of the earth that a map drawn by the server shows, and the land in it.

Longitude and latitude are drawn on straight axes with one scale for the whole map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, radians
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.svg.clip import clipped
from api.svg.land import land

# Least span of a map and the room around its places, degrees of latitude and a share.
_LEAST: Final = 5.0
_ROOM: Final = 0.05
# Land is cut this far beyond the frame, px, so that the cuts are not seen.
_BEYOND: Final = 4


@dataclass(frozen=True)
class MapSize:
    """How large a map is drawn.

    Attributes:
        width: px.
        flattest: the least height, as a share of the width.
        tallest: the greatest.
        room: room at the sides for names, px.
        under: whether names have a second line.
    """

    width: int = 640
    flattest: float = 0.5
    tallest: float = 0.85
    room: int = 40
    under: bool = True


@dataclass(frozen=True)
class MapFrame:
    """The part of the earth that is drawn, degrees, and the pixels of a degree of latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point in the drawing, px."""
        x = (longitude - self.west) * self.scale * self.squeeze
        return round(x, 1), round((self.north - latitude) * self.scale, 1)

    def shows(self, x: float, y: float) -> bool:
        """True if a point of the drawing's plane lies in the drawing."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def east(self) -> float:
        """Longitude at the right edge."""
        return self.west + self.width / (self.scale * self.squeeze)

    @property
    def south(self) -> float:
        """Latitude at the lower edge."""
        return self.north - self.height / self.scale


def frame_of(points: Sequence[tuple[float, float]], size: MapSize) -> MapFrame:
    """The part of the earth that holds all points (longitude, latitude), with room around them."""
    wests, souths = zip(*points, strict=True)
    middle = (min(souths) + max(souths)) / 2
    squeeze = max(cos(radians(middle)), 0.2)
    tall = max(max(souths) - min(souths), _LEAST) * (1 + 2 * _ROOM)
    broad = max((max(wests) - min(wests)) * squeeze, _LEAST) * (1 + 2 * _ROOM)
    shape = min(max(tall / broad, size.flattest), size.tallest)
    height = round(size.width * shape)
    scale = min((size.width - 2 * size.room) / broad, height / tall)
    west = (min(wests) + max(wests)) / 2 - size.width / (2 * scale * squeeze)
    north = middle + height / (2 * scale)
    return MapFrame(west, north, scale, squeeze, size.width, height)


def ground(frame: MapFrame, title: str, more: str = "") -> Element:
    """A map without places: sea, and the land where the build has left it.

    Args:
        frame: the part of the earth.
        title: what a reader who cannot see the map is told.
        more: further classes of the drawing.
    """
    view = f"0 0 {frame.width:g} {frame.height:g}"
    name = f"map {more}".strip()
    svg = Element("svg", {"class": name, "viewBox": view, "role": "img", "aria-label": title})
    sides = (frame.west, frame.south, frame.east, frame.north)
    for rings in land(*sides, frame.scale):
        path = "".join(_path([frame.point(*each) for each in ring], frame) for ring in rings)
        if path:
            SubElement(svg, "path", {"class": "land", "d": path})
    return svg


def _path(ring: Sequence[tuple[float, float]], frame: MapFrame) -> str:
    """The part of a ring that is seen, in whole pixels; blank where nothing is."""
    cut = clipped(ring, frame.width, frame.height, _BEYOND)
    points = [each for each, _ in groupby((round(x), round(y)) for x, y in cut)]
    if len(points) < 3:
        return ""
    (x, y), *others = points
    steps = [f"M{x} {y}l"]
    for right, down in others:
        steps.append(f"{right - x} {down - y} ")
        x, y = right, down
    return "".join(steps).replace(" -", "-").rstrip() + "z"
