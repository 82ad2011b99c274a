"""Strips of time: what certainly holds is solid, what may hold is hatched, an act is a mark.

Each row of a timeline is a small SVG beside the words that say the same; places are in per cent,
so that text stays readable however wide the strip is. Colours are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from api.svg.markup import written
from api.svg.scale import Scale
from graph.collections.time_counts import Years
from graph.time.edtf_dates import next_day
from graph.time.intervals import Interval

HEIGHT: Final = 24
OVERVIEW: Final = 72
_TALLEST: Final = OVERVIEW - 4
# Between two columns of the overview, %.
_GAP: Final = 0.12
_MIDDLE: Final = HEIGHT / 2
_THICK: Final = 10
# An act shorter than this share of the line is drawn as a point, %.
_POINT: Final = 1.2
_SIZE: Final = 6


@dataclass(frozen=True)
class Mark:
    """An act between its earliest and its latest day; None is an open side.

    One that is only planned, and of which no source says that it came about, is drawn hollow; what
    is still owed after its day, from that day until today.
    """

    earliest: date | None
    latest: date | None
    planned: bool = False
    owed: bool = False


class Unheard(Interval):
    """An interval that no source has told of: what held before it is taken to go on, and fades."""

    __slots__ = ()


Shape = Interval | Mark


def until_heard(
    intervals: Iterable[Interval], heard: date | None, today: date
) -> Iterator[Interval]:
    """The intervals; one whose end is open goes no further than today, and fades once unheard of.

    One that ends by what a source says of its term is sure until then, heard of or not.

    Args:
        intervals: in which something may hold.
        heard: the last day on which a source tells of it; None where none does.
        today: where an open end is cut: it says nothing of the days to come.
    """
    for each in intervals:
        if each.before or (each.start or date.min) > today:
            yield each
        elif heard is None or heard >= today:
            yield replace(each, before=next_day(today))
        else:
            yield from _faded(each, heard, today)


def _faded(open_end: Interval, heard: date, today: date) -> Iterator[Interval]:
    silent, start = next_day(heard), open_end.start
    if start is None or start <= heard:
        yield replace(open_end, before=silent)
        start = silent
    yield Unheard(start, next_day(today), open_end.states)


def days_of(shapes: Iterable[Shape]) -> list[date]:
    """The days that shapes name."""
    pairs = [
        (each.start, each.before) if isinstance(each, Interval) else (each.earliest, each.latest)
        for each in shapes
    ]
    return [day for pair in pairs for day in pair if day is not None]


def strip(shapes: Sequence[Shape], scale: Scale, today: date, asked: date | None = None) -> Markup:
    """One row, as SVG that only repeats what stands beside it in words.

    Args:
        shapes: what is drawn.
        scale: the line of time.
        today: a day that is marked.
        asked: another one, which a reader asked for.
    """
    return written(strip_of(shapes, scale, today, asked))


def strip_of(
    shapes: Sequence[Shape], scale: Scale, today: date, asked: date | None = None
) -> Element:
    """The same, as an element of a larger drawing."""
    svg = _canvas("strip", HEIGHT)
    _days(svg, HEIGHT, scale, today, asked)
    for shape in shapes:
        if isinstance(shape, Mark):
            _mark(svg, shape, scale, today)
        elif isinstance(shape, Unheard):
            _unheard(svg, shape, scale)
        else:
            _interval(svg, shape, scale)
    return svg


def axis(scale: Scale) -> Markup:
    """The years above the strips."""
    return written(axis_of(scale))


def axis_of(scale: Scale) -> Element:
    """The years above the strips, as an element of a larger drawing."""
    svg = _canvas("axis", 18)
    for year, place in scale.marks():
        text = SubElement(svg, "text", {"x": f"{place}%", "y": "13", "text-anchor": "middle"})
        text.text = str(year)
    return svg


def overview(
    years: Years,
    counts: Sequence[tuple[int, int]],
    scale: Scale,
    today: date,
    asked: date | None = None,
) -> Markup:
    """A column for each stretch of years, solid for those that certainly were.

    Those that only may have been are hatched on top of it.

    Args:
        years: the stretches.
        counts: for each, how many certainly, and how many at most.
        scale: the line of time.
        today: a day that is marked.
        asked: another one, which a reader asked for.
    """
    svg = _canvas("overview", OVERVIEW)
    _days(svg, OVERVIEW, scale, today, asked)
    most = max((possible for _, possible in counts), default=0) or 1
    for place, (certain, possible) in enumerate(counts):
        left, right = (scale.place(_new_year(years, each)) for each in (place, place + 1))
        middle = _TALLEST * certain / most
        _column(svg, "certain", left, right, 0, middle)
        column = _column(svg, "possible", left, right, middle, _TALLEST * possible / most)
        if column is not None:
            column.set("fill", "url(#hatch)")
    return written(svg)


def _new_year(years: Years, place: int) -> date:
    """The first day of a stretch of years."""
    return date(min(max(years.first + place * years.step, 1), date.max.year), 1, 1)


def _column(
    svg: Element, name: str, left: float, right: float, low: float, high: float
) -> Element | None:
    """A column between two heights above the ground, px; None where it has no height."""
    if high <= low:
        return None
    box = {
        "x": f"{left:g}%",
        "width": f"{max(right - left - _GAP, 0.1):.2f}%",
        "y": f"{OVERVIEW - high:.2f}",
        "height": f"{high - low:.2f}",
    }
    return SubElement(svg, "rect", {"class": name, **box})


def _days(svg: Element, height: int, scale: Scale, today: date, asked: date | None) -> None:
    """The years, the day that was asked for and today."""
    for _, place in scale.marks():
        _line(svg, "tick", place, 0, height)
    _line(svg, "today", scale.place(today), 0, height)
    if asked:
        _line(svg, "asked", scale.place(asked), 0, height)


def _canvas(name: str, height: int) -> Element:
    return Element(
        "svg",
        {
            "class": name,
            "width": "100%",
            "height": str(height),
            "aria-hidden": "true",
            "focusable": "false",
        },
    )


def _line(svg: Element, name: str, place: float, top: float, bottom: float) -> None:
    ends = {"x1": f"{place}%", "x2": f"{place}%", "y1": f"{top:g}", "y2": f"{bottom:g}"}
    SubElement(svg, "line", {"class": name, **ends})


def _bar(svg: Element, name: str, left: float, right: float, thick: float) -> Element:
    box = {
        "x": f"{left:g}%",
        "width": f"{max(right - left, 0.3):.2f}%",
        "y": f"{_MIDDLE - thick / 2:g}",
        "height": f"{thick:g}",
    }
    return SubElement(svg, "rect", {"class": name, **box})


def _interval(svg: Element, shape: Interval, scale: Scale) -> None:
    if shape.sureness is None:
        return
    bar = _spell(svg, shape, scale, shape.sureness)
    if shape.sureness == "possible":
        bar.set("fill", "url(#hatch)")


def _unheard(svg: Element, shape: Interval, scale: Scale) -> None:
    """What is certain fades by its fill, which a class of its own leaves to the drawing."""
    if shape.sureness == "certain":
        _spell(svg, shape, scale, "unheard").set("fill", "url(#fade)")
    elif shape.sureness:
        bar = _spell(svg, shape, scale, f"unheard {shape.sureness}")
        bar.set("fill", "url(#hatch)" if shape.sureness == "possible" else "none")


def _spell(svg: Element, shape: Interval, scale: Scale, name: str) -> Element:
    left, right = scale.place(shape.start), scale.place(shape.before, end=True)
    return _bar(svg, name, left, right, _THICK)


def _mark(svg: Element, shape: Mark, scale: Scale, today: date) -> None:
    left, right = scale.place(shape.earliest), scale.place(shape.latest, end=True)
    if shape.owed:
        _bar(svg, "owed", left, scale.place(today), _THICK)
        _diamond(svg, left, "owed")
        return
    if right - left <= _POINT:
        _diamond(svg, (left + right) / 2, "act planned" if shape.planned else "act")
        return
    _bar(svg, "within", left, right, _THICK - 4).set("fill", "url(#hatch)")
    for place, day in ((left, shape.earliest), (right, shape.latest)):
        if day is not None:
            _line(svg, "bound", place, _MIDDLE - _SIZE, _MIDDLE + _SIZE)


def _diamond(svg: Element, place: float, name: str) -> None:
    """A square on its corner; nested, because only so can a path stand at a per cent."""
    inner = SubElement(svg, "svg", {"x": f"{place:g}%", "overflow": "visible"})
    top, bottom = _MIDDLE - _SIZE, _MIDDLE + _SIZE
    path = f"M0 {top:g} {_SIZE} {_MIDDLE:g} 0 {bottom:g} -{_SIZE} {_MIDDLE:g}Z"
    SubElement(inner, "path", {"class": name, "d": path})
