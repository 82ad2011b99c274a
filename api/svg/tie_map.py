"""A small map of places and the ties from one of them, as SVG.

Longitude and latitude are drawn on straight axes with one scale for the whole map: no projection
is made here, which the interactive map does. The coast is drawn where the build has left it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import cos, radians
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from api.svg.clip import clipped
from api.svg.markup import written

Ring = list[tuple[float, float]]

# Width of the drawing; its height follows from the places within these shares of it.
WIDTH: Final = 640
_FLATTEST: Final = 0.55
_TALLEST: Final = 0.85
# Least span of the map and the room around the places, degrees of latitude.
_LEAST: Final = 8.0
_ROOM: Final = 0.12
_GRID: Final = (1, 2, 5, 10, 20, 30)
_LINES: Final = 8
# Land is cut this far beyond the frame, px, so that the cuts are not seen.
_BEYOND: Final = 4
_HALF: Final = 180.0
# One place in so many, at each side, may lie outside a map of all ties.
_FAR: Final = 20


@dataclass(frozen=True)
class Place:
    """A point of the map.

    Attributes:
        number: what the map and the list beside it call it.
        longitude: degrees east.
        latitude: degrees north.
        certain: whether the tie to it certainly holds.
    """

    number: int
    longitude: float
    latitude: float
    certain: bool = True


@dataclass(frozen=True)
class MapFrame:
    """The part of the earth that is drawn, degrees, and the pixels of a degree of latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point in the drawing, px."""
        x = (longitude - self.west) * self.scale * self.squeeze
        return round(x, 1), round((self.north - latitude) * self.scale, 1)

    @property
    def east(self) -> float:
        """Longitude at the right edge."""
        return self.west + WIDTH / (self.scale * self.squeeze)

    @property
    def south(self) -> float:
        """Latitude at the lower edge."""
        return self.north - self.height / self.scale


def draw(home: Place, others: Sequence[Place], title: str) -> Markup:
    """The map of a place and its ties.

    Args:
        home: the place whose ties these are.
        others: where they lead.
        title: what a reader who cannot see the map is told.
    """
    frame = frame_of([home, *others])
    svg = ground(frame, title)
    for each in others:
        _tie(svg, home, each, frame)
    for each in others:
        _dot(svg, each, frame)
    _circle(svg, "home", home, frame, 9)
    return written(svg)


def draw_ties(ties: Sequence[tuple[Place, Place]], title: str) -> Markup:
    """The map of many ties; far-off places are left outside and their ties lead over the edge.

    Args:
        ties: pairs of places.
        title: what a reader who cannot see the map is told.
    """
    places = list(dict.fromkeys(place for tie in ties for place in tie))
    frame = frame_of(_usual(places))
    svg = ground(frame, title)
    # One path is painted much faster than hundreds.
    SubElement(svg, "path", {"class": "tie", "d": "".join(_arc(*tie, frame) for tie in ties)})
    for each in places:
        _circle(svg, "spot", each, frame, 4)
    return written(svg)


def _usual(places: Sequence[Place]) -> list[Place]:
    """The places without the few that lie furthest east and west."""
    by_longitude = sorted(places, key=lambda each: each.longitude)
    few = len(places) // _FAR
    return by_longitude[few : len(places) - few]


def ground(frame: MapFrame, title: str) -> Element:
    """A map without places: the graticule, and the land where the build has left it."""
    view = f"0 0 {WIDTH} {frame.height:g}"
    svg = Element("svg", {"class": "map", "viewBox": view, "role": "img", "aria-label": title})
    _graticule(svg, frame)
    for ring in _land():
        _coast(svg, ring, frame)
    return svg


def _circle(svg: Element, name: str, place: Place, frame: MapFrame, radius: int) -> None:
    x, y = frame.point(place.longitude, place.latitude)
    SubElement(svg, "circle", {"class": name, "cx": f"{x:g}", "cy": f"{y:g}", "r": str(radius)})


def frame_of(places: Sequence[Place]) -> MapFrame:
    """The part of the earth that holds all places, with some room around them."""
    souths, wests = [each.latitude for each in places], [each.longitude for each in places]
    middle = (min(souths) + max(souths)) / 2
    squeeze = max(cos(radians(middle)), 0.2)
    tall = max(max(souths) - min(souths), _LEAST) * (1 + 2 * _ROOM)
    broad = max((max(wests) - min(wests)) * squeeze, _LEAST) * (1 + 2 * _ROOM)
    shape = min(max(tall / broad, _FLATTEST), _TALLEST)
    scale = min(WIDTH / broad, WIDTH * shape / tall)
    height = round(WIDTH * shape)
    west = (min(wests) + max(wests)) / 2 - WIDTH / (2 * scale * squeeze)
    return MapFrame(west, middle + height / (2 * scale), scale, squeeze, height)


def _graticule(svg: Element, frame: MapFrame) -> None:
    broad, tall = frame.east - frame.west, frame.north - frame.south
    step = next((each for each in _GRID if max(broad / 2, tall) / each <= _LINES), _GRID[-1])
    lines = []
    for longitude in _steps(frame.west, frame.east, step * 2):
        lines.append(f"M{frame.point(longitude, 0)[0]:g} 0V{frame.height:g}")
    for latitude in _steps(frame.south, frame.north, step):
        lines.append(f"M0 {frame.point(0, latitude)[1]:g}H{WIDTH}")
    SubElement(svg, "path", {"class": "graticule", "d": "".join(lines)})


def _steps(low: float, high: float, step: int) -> range:
    return range(int(low // step + 1) * step, int(high) + 1, step)


@cache
def _land() -> list[Ring]:
    """The rings of land that the build of the interactive map leaves, if it was made."""
    built = files("api") / "static" / "build" / "land.json"
    if not built.is_file():
        return []
    return [_unwound(ring) for ring in json.loads(built.read_text("utf-8"))]


def _unwound(ring: Sequence[Sequence[float]]) -> Ring:
    """A ring that goes on past 180° where it would jump to the other edge of the world."""
    made: Ring = []
    turns = 0.0
    for longitude, latitude in ring:
        before = made[-1][0] if made else longitude
        if abs(longitude + turns - before) > _HALF:
            turns += 2 * _HALF if before > longitude + turns else -2 * _HALF
        made.append((longitude + turns, latitude))
    middle = sum(longitude for longitude, _ in made) / max(len(made), 1)
    back = round(middle / (2 * _HALF)) * 2 * _HALF
    return [(longitude - back, latitude) for longitude, latitude in made]


def _coast(svg: Element, ring: Ring, frame: MapFrame) -> None:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    apart = max(xs) < frame.west or min(xs) > frame.east
    if apart or max(ys) < frame.south or min(ys) > frame.north:
        return
    points = clipped([frame.point(*each) for each in ring], WIDTH, frame.height, _BEYOND)
    if points:
        path = (
            "M" + "L".join(each for each, _ in groupby(f"{x:.0f} {y:.0f}" for x, y in points)) + "Z"
        )
        SubElement(svg, "path", {"class": "land", "d": path})


def _tie(svg: Element, home: Place, other: Place, frame: MapFrame) -> None:
    name = "tie" if other.certain else "tie unsure"
    SubElement(svg, "path", {"class": name, "d": _arc(home, other, frame)})


def _arc(one: Place, other: Place, frame: MapFrame) -> str:
    """A line bent to the north, so that ties in one direction do not cover each other."""
    x1, y1 = frame.point(one.longitude, one.latitude)
    x2, y2 = frame.point(other.longitude, other.latitude)
    bend = abs(x2 - x1) * 0.18 + 6
    return f"M{x1:g} {y1:g}Q{(x1 + x2) / 2:.1f} {(y1 + y2) / 2 - bend:.1f} {x2:g} {y2:g}"


def _dot(svg: Element, place: Place, frame: MapFrame) -> None:
    _circle(svg, "dot", place, frame, 11)
    x, y = frame.point(place.longitude, place.latitude)
    text = SubElement(
        svg, "text", {"x": f"{x:g}", "y": f"{y + 5:g}", "text-anchor": "middle", "class": "number"}
    )
    text.text = str(place.number)
