"""A map of places and the ties between them, with names that stand clear of each other.

What is certain is drawn solid, what is possible dotted, what only lists say with dash and dot, a
tie among many parties thin, and one whose review is overdue with a hollow diamond. A place far from
all others lies off the map, and its tie leads over the edge to its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from api.svg.label_placement import Label, Segment, TextBox, placed
from api.svg.map_frame import MapFrame, MapSize, frame_of, ground
from api.svg.markup import written

_TYPE: Final = 12.0
_DOT: Final = 3.2
_HOME: Final = 6.5
_DIAMOND: Final = 6.0
# Degrees across below which no place is left off, and the share that leaving it off must save.
_BROAD: Final = 25.0
_SAVED: Final = 0.25
# One place in so many may lie off the map.
_FAR: Final = 8


@dataclass(frozen=True)
class MapPlace:
    """A place of a map.

    Attributes:
        name: what it is called there.
        longitude: degrees east.
        latitude: degrees north.
        home: whether it is the place that the map is about.
        under: what stands below the name in smaller type, or blank.
    """

    name: str
    longitude: float
    latitude: float
    home: bool = False
    under: str = ""

    @property
    def point(self) -> tuple[float, float]:
        """Longitude and latitude."""
        return self.longitude, self.latitude


@dataclass(frozen=True)
class MapTie:
    """A tie between two places.

    Attributes:
        one: the one end.
        other: the other.
        certain: whether it certainly holds.
        chain: whether more than two parties have it together.
        overdue: what is written where a review of it is overdue; blank where none is.
        listed: whether only lists give it.
    """

    one: MapPlace
    other: MapPlace
    certain: bool = True
    chain: bool = False
    overdue: str = ""
    listed: bool = False

    @property
    def kind(self) -> str:
        """The class of its line."""
        if self.listed:
            return "tie listed"
        return "tie" + (" tie-chain" if self.chain else "") + ("" if self.certain else " unsure")


@dataclass(frozen=True)
class TieMap:
    """Ties that are drawn, and the part of the earth that holds their places."""

    ties: Sequence[MapTie]
    places: Sequence[MapPlace]
    off: Sequence[MapPlace]

    def draw(self, title: str, size: MapSize, more: str = "") -> Markup:
        """The map as it is written into a page.

        Args:
            title: what a reader who cannot see it is told.
            size: how large it is drawn.
            more: further classes of the drawing.
        """
        frame = frame_of([each.point for each in self.places], size)
        svg = ground(frame, title, more)
        lines = [(tie, *_line(tie, frame)) for tie in self.ties]
        _draw_lines(svg, lines)
        marks = list(_draw_overdue(svg, lines, frame))
        _draw_places(svg, self.places, frame)
        names = list(self._names(frame, marks, under=size.under))
        _draw_names(svg, names, frame, [(one, other) for _, one, other in lines])
        return written(svg)

    def _names(
        self, frame: MapFrame, marks: Iterable[Label], *, under: bool
    ) -> Iterator[tuple[str, Label]]:
        """What is written, the most important first: home, what is overdue, the rest."""
        homes = [
            ("home", _label(each, frame, _HOME, under=under)) for each in self.places if each.home
        ]
        yield from homes
        yield from (("due-t", each) for each in marks)
        yield from (("off", each) for each in _off(self, frame))
        for each in self.places:
            if not each.home:
                yield "name", _label(each, frame, _DOT, under=under)


def _label(place: MapPlace, frame: MapFrame, reach: float, *, under: bool) -> Label:
    return Label(place.name, *frame.point(*place.point), reach, place.under if under else "")


_Line = tuple[MapTie, tuple[float, float], tuple[float, float]]


def map_of(ties: Iterable[MapTie]) -> TieMap:
    """The map of some ties: which of their places are shown, and which lie off it."""
    # In the order given: that of a set differs from one process to the next.
    found = sorted(dict.fromkeys(ties), key=lambda tie: (tie.chain, not tie.certain))
    weights: Counter[MapPlace] = Counter()
    for tie in found:
        weights.update(dict.fromkeys((tie.one, tie.other), _weight(tie)))
    places = sorted(weights, key=lambda each: (not each.home, -weights[each], each.name))
    shown = _near(places)
    return TieMap(found, shown, [each for each in places if each not in shown])


def _weight(tie: MapTie) -> int:
    """How much a tie makes its ends worth a name: a pair's much, and one that is overdue most."""
    return 20 if tie.overdue else 1 if tie.chain else 4


def _near(places: Sequence[MapPlace]) -> list[MapPlace]:
    """The places without the few that make the map much broader; home stays."""
    shown = list(places)
    for _ in range(len(places) // _FAR):
        if _reach(shown) < _BROAD or len(shown) <= 2:
            break
        edges = {
            pick(shown, key=key)
            for pick in (min, max)
            for key in (lambda each: each.longitude, lambda each: each.latitude)
        }
        left = {each: _reach([e for e in shown if e != each]) for each in edges if not each.home}
        furthest = min(left, key=lambda each: (left[each], each.name))
        if left[furthest] > (1 - _SAVED) * _reach(shown):
            break
        shown.remove(furthest)
    return shown


def _reach(places: Sequence[MapPlace]) -> float:
    """How far places lie apart, in degrees of latitude."""
    east, north = [e.longitude for e in places], [e.latitude for e in places]
    squeeze = cos(radians((min(north) + max(north)) / 2))
    return max(max(north) - min(north), (max(east) - min(east)) * squeeze)


def _line(tie: MapTie, frame: MapFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    return frame.point(*tie.one.point), frame.point(*tie.other.point)


def _draw_lines(svg: Element, lines: Sequence[_Line]) -> None:
    """The ties, the strong ones above; those of one kind as one path, painted much faster."""
    kinds = ("tie listed", "tie tie-chain unsure", "tie tie-chain", "tie unsure", "tie")
    for kind in kinds:
        steps = [
            f"M{one[0]:g} {one[1]:g}L{other[0]:g} {other[1]:g}"
            for tie, one, other in lines
            if tie.kind == kind
        ]
        if steps:
            SubElement(svg, "path", {"class": kind, "d": "".join(steps)})


def _draw_overdue(svg: Element, lines: Sequence[_Line], frame: MapFrame) -> Iterable[Label]:
    """Diamonds in the middle of what is seen of ties, and the words to stand beside them."""
    for tie, one, other in lines:
        if tie.overdue and (seen := _seen(one, other, frame)):
            (x1, y1), (x2, y2) = seen
            x, y = round((x1 + x2) / 2, 1), round((y1 + y2) / 2, 1)
            d = f"M{x:g} {y - _DIAMOND:g}l6 6-6 6-6-6z"
            SubElement(svg, "path", {"class": "due", "d": d})
            yield Label(tie.overdue, x, y, _DIAMOND)


def _draw_places(svg: Element, places: Sequence[MapPlace], frame: MapFrame) -> None:
    for each in reversed(places):
        x, y = frame.point(*each.point)
        at = {"cx": f"{x:g}", "cy": f"{y:g}"}
        name, radius = ("here", _HOME) if each.home else ("dot", _DOT)
        SubElement(svg, "circle", {"class": name, **at, "r": f"{radius:g}"})


def _draw_names(
    svg: Element, names: Sequence[tuple[str, Label]], frame: MapFrame, lines: Sequence[Segment]
) -> None:
    """The names that have room, each of a class, the most important first."""
    within = TextBox(2, 2, frame.width - 2, frame.height - 2)
    for at, (x, y, anchor) in placed([label for _, label in names], _TYPE, within, lines).items():
        name, label = names[at]
        given = {"class": name, "x": f"{x:g}", "y": f"{y:g}"}
        if anchor != "start":
            given["text-anchor"] = anchor
        SubElement(svg, "text", given).text = label.text
        if label.under:
            given |= {"class": "under", "y": f"{y + _TYPE:g}"}
            SubElement(svg, "text", given).text = label.under


def _off(drawn: TieMap, frame: MapFrame) -> Iterable[Label]:
    """The names of places off the map, each at the edge where a tie leads to it."""
    for place in drawn.off:
        for tie in drawn.ties:
            if place not in (tie.one, tie.other):
                continue
            seen = _seen(*_line(tie, frame), frame)
            if seen:
                x, y = seen[1] if tie.other == place else seen[0]
                yield Label(_pointed(place.name, x, y, frame), x, y, 1.0)
                break


def _pointed(name: str, x: float, y: float, frame: MapFrame) -> str:
    """A name with an arrow towards the edge that is nearest."""
    edges = {"←": x, "→": frame.width - x, "↑": y, "↓": frame.height - y}
    arrow = min(edges, key=lambda each: edges[each])
    return f"{arrow} {name}" if arrow == "←" else f"{name} {arrow}"


def _seen(
    one: tuple[float, float], other: tuple[float, float], frame: MapFrame
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a line that lies in the drawing; None where none does."""
    enter, leave = 0.0, 1.0
    for a, b, most in ((one[0], other[0], frame.width), (one[1], other[1], frame.height)):
        if a == b:
            if not 0 <= a <= most:
                return None
            continue
        near, far = sorted(((0 - a) / (b - a), (most - a) / (b - a)))
        enter, leave = max(enter, near), min(leave, far)
    if enter >= leave:
        return None
    across, down = other[0] - one[0], other[1] - one[1]
    first, last = ((one[0] + share * across, one[1] + share * down) for share in (enter, leave))
    return first, last
