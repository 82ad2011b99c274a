"""The picture of an answer: what is drawn of its rows, what is not, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, Literal, Protocol, get_args
from xml.etree.ElementTree import Element

from markupsafe import Markup

from api.charts import bar_chart, map_chart, network_chart, timeline_chart
from api.charts.chart_text import Address
from api.charts.column_roles import PARTS, measures, tied, weighed
from api.charts.legend import LegendEntry
from api.charts.marks import (
    Bar,
    M,
    Marks,
    SpanMark,
    Spot,
    TieMark,
    columns,
    name_of,
    spans,
    spots,
    ties,
)
from api.charts.result_columns import Rows
from api.locale.language import Lang
from api.locale.result_table import ResultAnswer
from api.svg.markup import written

View = Literal["map", "network", "timeline", "chart"]
VIEWS: Final[tuple[View, ...]] = get_args(View)


class Drawing(Protocol):
    """A drawing, for a page and for a file."""

    def page(self) -> Element:
        """The drawing as it stands in a page."""

    def file(self) -> Element:
        """The drawing as one SVG element."""


@dataclass(frozen=True)
class TwoMaps:
    """A map with a drawing of its own for narrow screens."""

    wide: Element
    phone: Element

    def page(self) -> Element:
        """Both, of which a page shows one."""
        both = Element("div", {"class": "map-frame"})
        both.extend((self.wide, self.phone))
        return both

    def file(self) -> Element:
        """The one for a screen."""
        return self.wide


@dataclass(frozen=True)
class Whole:
    """A drawing that is one SVG element wherever it stands."""

    svg: Element

    def page(self) -> Element:
        """The drawing."""
        return self.svg

    def file(self) -> Element:
        """The drawing."""
        return self.svg


@dataclass(frozen=True)
class ChartFrame:
    """The setting of a chart: title, addresses, language, today.

    Attributes:
        title: what a reader who cannot see it is told.
        lang: the reader's language.
        address: where things are.
        today: the day that a timeline marks.
    """

    title: str
    lang: Lang
    address: Address
    today: date


@dataclass(frozen=True)
class Chart:
    """A picture, or why there is none.

    Attributes:
        view: its kind.
        drawing: the drawing; None where there is none.
        count: how many marks the rows give.
        most: the most that are drawn.
        left_out: what the rows are called that give none.
        signs: the signs in it that need a word.
    """

    view: View
    drawing: Drawing | None
    count: int
    most: int
    left_out: tuple[str, ...]
    signs: tuple[LegendEntry, ...] = ()

    @property
    def markup(self) -> Markup:
        """The drawing as it is written into a page."""
        return Markup() if self.drawing is None else written(self.drawing.page())


@dataclass(frozen=True)
class _Kind(Generic[M]):
    """A kind of picture: what rows give in it, how many it can bear, how it is drawn, its signs."""

    marks: Callable[[Rows], Marks[M]]
    most: int
    draw: Callable[[Sequence[M], Rows, ChartFrame], Drawing]
    signs: Callable[[Sequence[M], Rows, Drawing], list[LegendEntry]]


def picture(answer: ResultAnswer, view: View, frame: ChartFrame) -> Chart:
    """The chart of an answer.

    Args:
        answer: rows; of any other answer there is nothing to draw.
        view: the kind of picture.
        frame: what it is drawn for.
    """
    rows = Rows(answer)
    match view:
        case "timeline":
            return _made(view, _TIMELINE, rows, frame)
        case "map":
            return _made(view, _MAP, rows, frame)
        case "network":
            return _made(view, _NETWORK, rows, frame)
        case "chart":
            return _made(view, _CHART, rows, frame)


def _made(view: View, kind: _Kind[M], rows: Rows, frame: ChartFrame) -> Chart:
    found = kind.marks(rows)
    marks = [mark for mark, _ in found.drawn]
    count, left_out = len(marks), tuple(name_of(rows, row).text for row in found.left_out)
    if not 0 < count <= kind.most:
        return Chart(view, None, count, kind.most, left_out)
    drawing = kind.draw(marks, rows, frame)
    signs = tuple(kind.signs(marks, rows, drawing))
    return Chart(view, drawing, count, kind.most, left_out, signs)


def _draw_timeline(marks: Sequence[SpanMark], _: Rows, frame: ChartFrame) -> Drawing:
    return timeline_chart.draw(marks, frame.title, frame.address, frame.lang, frame.today)


def _timeline_signs(_: Sequence[SpanMark], __: Rows, drawing: Drawing) -> list[LegendEntry]:
    found = {each.get("class") for each in drawing.page().iter()}
    known = ("certain", "possible", "act", "act planned", "within", "today")
    return [LegendEntry(name) for name in known if name in found]


def _draw_map(marks: Sequence[Spot], rows: Rows, frame: ChartFrame) -> Drawing:
    drawn = (
        map_chart.draw(marks, frame.title, frame.address, _measure(rows), size)
        for size in map_chart.SIZES
    )
    return TwoMaps(*drawn)


def _map_signs(marks: Sequence[Spot], rows: Rows, drawing: Drawing) -> list[LegendEntry]:
    doubtful = [LegendEntry("doubtful")] if any(mark.doubtful for mark in marks) else []
    sized = (
        [LegendEntry("size", _measure(rows))]
        if any(mark.size is not None for mark in marks)
        else []
    )
    return doubtful + sized + _unnamed(drawing)


def _unnamed(drawing: Drawing) -> list[LegendEntry]:
    """A word about names that had no room."""
    found = [each.get("class", "") for each in drawing.file().iter()]
    points = sum("place" in each.split() for each in found)
    return [LegendEntry("unnamed")] if found.count("name") < points else []


def _measure(rows: Rows) -> str:
    return next((rows.heading(name) for name in measures(rows)), "")


def _draw_network(marks: Sequence[TieMark], _: Rows, frame: ChartFrame) -> Drawing:
    return Whole(network_chart.draw(marks, frame.title, frame.address))


def _network_signs(marks: Sequence[TieMark], rows: Rows, drawing: Drawing) -> list[LegendEntry]:
    doubtful = [LegendEntry("unsure")] if any(mark.doubtful for mark in marks) else []
    modes = _modes(marks, rows)
    leads = [LegendEntry("arrow")] if any(mark.directed for mark in marks) else []
    parts = " + ".join(rows.heading(name) for name in weighed(rows))
    wide = [LegendEntry("width", parts)] if len({mark.weight for mark in marks}) > 1 else []
    return modes + doubtful + leads + wide + _unnamed(drawing)


def _modes(marks: Sequence[TieMark], rows: Rows) -> list[LegendEntry]:
    """The names of both kinds of ends, where the first are other things than the second."""
    names = tied(rows) if network_chart.heads_of(marks) else []
    return [
        LegendEntry(sign, rows.heading(name))
        for sign, name in zip(("square", "dot"), names, strict=False)
    ]


def _draw_chart(marks: Sequence[Bar], rows: Rows, frame: ChartFrame) -> Drawing:
    measured = _measures(marks, rows, frame.lang)
    # Several rows of one year would hide each other.
    if len({mark.year for mark in marks}) < len(marks) or marks[0].year is None:
        return bar_chart.of_names(marks, measured, frame.title, frame.address)
    return Whole(bar_chart.of_years(marks, measured, frame.title))


def _measures(marks: Sequence[Bar], rows: Rows, lang: Lang) -> bar_chart.Measures:
    named = measures(rows)
    whole = all(value >= 0 for mark in marks for value in mark.values)
    headings = tuple(rows.heading(name) for name in named)
    return bar_chart.Measures(headings, tuple(named) == PARTS and whole, lang)


def _chart_signs(_: Sequence[Bar], rows: Rows, __: Drawing) -> list[LegendEntry]:
    named = measures(rows)
    return [
        LegendEntry(fill, rows.heading(name))
        for fill, name in zip(bar_chart.FILLS, named, strict=False)
    ]


# More than these no picture on a page can bear: lines, places, ties, bars.
_TIMELINE: Final = _Kind(spans, 200, _draw_timeline, _timeline_signs)
_MAP: Final = _Kind(spots, 400, _draw_map, _map_signs)
_NETWORK: Final = _Kind(ties, 120, _draw_network, _network_signs)
_CHART: Final = _Kind(columns, 200, _draw_chart, _chart_signs)
