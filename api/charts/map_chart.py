"""The places of an answer on a map, with the names there is room for and links as great circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, radians, sin, sqrt
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.charts.chart_text import Address, linked, plain, write
from api.charts.marks import Point, Spot
from api.svg.label_placement import Label, TextBox, placed
from api.svg.map_frame import MapFrame, MapSize, frame_of, ground

# For a screen and for a phone.
SIZES: Final = (
    MapSize(width=760, flattest=0.45, tallest=0.8, room=40),
    MapSize(width=360, flattest=0.7, tallest=1.1, room=24),
)
_TYPE: Final = 12.0
_LEAST: Final = 4.0
_LARGEST: Final = 12.0
# Degrees of a great circle between two points of its line.
_STEP: Final = 1.0
_HALF: Final = 180.0


def draw(
    spots: Sequence[Spot], title: str, address: Address, measure: str = "", size: MapSize = SIZES[0]
) -> Element:
    """The map of some places and links.

    Args:
        spots: what is drawn; a measured place has an area that follows the measure.
        title: what a reader who cannot see it is told.
        address: where things are.
        measure: what the places measure, as a reader says it.
        size: how large it is drawn.
    """
    frame = frame_of([point for spot in spots for point in spot.points], size)
    svg = ground(frame, plain(title), "map-wide" if size is SIZES[0] else "map-phone")
    svg.set("role", "group")
    for spot in spots:
        if len(spot.points) > 1:
            _link(svg, spot, frame, address)
    largest = max((spot.size or 0.0 for spot in spots), default=0.0)
    single = [spot for spot in spots if len(spot.points) == 1]
    # The small ones lie above the large ones.
    single.sort(key=lambda spot: -_radius(spot, largest))
    for spot in single:
        _spot(svg, spot, frame, _radius(spot, largest), address, measure)
    _names(svg, single, frame, largest)
    return svg


def _radius(spot: Spot, largest: float) -> float:
    if not largest or spot.size is None:
        return 5.0
    return max(_LEAST, _LARGEST * sqrt(max(spot.size, 0.0) / largest))


def _spot(
    svg: Element, spot: Spot, frame: MapFrame, radius: float, address: Address, measure: str
) -> None:
    size = f": {measure} {spot.size:g}" if measure and spot.size is not None else ""
    group = linked(svg, spot.name, address, spot.name.text + size)
    x, y = frame.point(*spot.points[0])
    name = "place doubtful" if spot.doubtful else "place"
    SubElement(group, "circle", {"class": name, "cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:g}"})


def _names(svg: Element, spots: Sequence[Spot], frame: MapFrame, largest: float) -> None:
    """The names of places, each once, as long as there is room."""
    labels = []
    for spot in {(spot.points, spot.name.text): spot for spot in spots}.values():
        x, y = frame.point(*spot.points[0])
        labels.append(Label(plain(spot.name.text), x, y, _radius(spot, largest)))
    within = TextBox(0, 0, frame.width, frame.height)
    for at, (x, y, anchor) in placed(labels, _TYPE, within).items():
        write(svg, labels[at].text, f"{x:g}", y, text_anchor=anchor, class_="name")


def _link(svg: Element, spot: Spot, frame: MapFrame, address: Address) -> None:
    group = linked(svg, spot.name, address, spot.name.text)
    name = "tie unsure" if spot.doubtful else "tie"
    for run in great_circle(*spot.points[:2]):
        points = (frame.point(*point) for point in run)
        path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
        SubElement(group, "path", {"class": name, "d": path})
    for point in spot.points[:2]:
        x, y = frame.point(*point)
        SubElement(group, "circle", {"class": "place", "cx": f"{x:g}", "cy": f"{y:g}", "r": "4"})


def great_circle(one: Point, other: Point) -> list[list[Point]]:
    """The shortest way over the globe, longitudes and latitudes; cut where it crosses 180°.

    Source: Williams, Aviation Formulary, "Intermediate points on a great circle".
    """
    (lon1, lat1), (lon2, lat2) = ((radians(x), radians(y)) for x, y in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    far = 2 * asin(min(1.0, sqrt(chord)))
    steps = max(1, ceil(degrees(far) / _STEP))
    if sin(far) < 1e-9:
        return [[one, other]]
    made: list[Point] = [one]
    for at in range(1, steps):
        a, b = sin((1 - at / steps) * far) / sin(far), sin(at / steps * far) / sin(far)
        x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2)
        y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2)
        z = a * sin(lat1) + b * sin(lat2)
        made.append((degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))))
    return list(_runs([*made, other]))


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    run = [points[0]]
    for before, after in pairwise(points):
        if abs(after[0] - before[0]) > _HALF:
            yield run
            run = []
        run.append(after)
    yield run
