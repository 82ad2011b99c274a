"""Measures as bars: of names below each other, of years beside each other.

Measures are told apart by fill: full, hatched, empty. ``certain`` and ``possible`` stand on each
other, since together they are all there can be; other measures stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, floor, log10
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from babel.numbers import format_decimal

from api.charts.chart_text import Address, plain, write
from api.charts.marks import Bar
from api.charts.row_layout import LayoutRow, Lines, hatch
from api.locale.language import Lang

FILLS: Final = ("first", "second", "third")
# Share of the strip that the longest bar takes: its number stands behind it, %.
_LONGEST: Final = 90.0
_THICK: Final = 11
_APART: Final = 3
_STEPS: Final = (1, 2, 5, 10)
_TICKS: Final = 5
# A chart of years: its height, and the room above the bars and below them, px.
_HEIGHT: Final = 280
_TOP: Final = 20
_BOTTOM: Final = 26
# Where the first year begins, %: the numbers of the scale stand before it.
_LEFT: Final = 6.0

_MARKED: Final = 8
_EVERY: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Measures:
    """The measures that are drawn.

    Attributes:
        headings: of the measures, as a reader says them.
        stacked: whether they are parts of one whole.
        lang: the reader's language.
    """

    headings: tuple[str, ...]
    stacked: bool
    lang: Lang

    def told(self, bar: Bar) -> str:
        """The measures of a bar in words."""
        pairs = zip(self.headings, bar.values, strict=True)
        return ", ".join(f"{h} {self.number(v)}" for h, v in pairs)

    def number(self, value: float) -> str:
        """A number as it is written in the reader's language."""
        return format_decimal(value, locale=self.lang)

    def parts(self, bar: Bar) -> list[tuple[str, float, float]]:
        """The bars of a name or year: fill, where it begins and where it ends."""
        starts = [0.0, *accumulate(bar.values)] if self.stacked else [0.0] * len(bar.values)
        return [
            (fill, start, start + value)
            for fill, start, value in zip(FILLS, starts, bar.values, strict=False)
        ]

    def scale(self, bars: Sequence[Bar]) -> list[float]:
        """Round numbers that hold all bars."""
        ends = [end for bar in bars for _, _, end in self.parts(bar)]
        return ticks(min(ends), max(ends))


def ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``, 0 among them; few enough to read."""
    bottom, top = min(low, 0.0), max(high, 0.0) if low or high else 1.0
    rough = (top - bottom) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * 0.999)
    if low == int(low) and high == int(high):
        step = max(step, 1.0)
    return [step * at for at in range(floor(bottom / step), ceil(top / step) + 1)]


def _share(value: float, scale: Sequence[float]) -> float:
    """The place of a value on a scale, from 0 to 1."""
    return (value - scale[0]) / (scale[-1] - scale[0])


def of_names(bars: Sequence[Bar], measures: Measures, title: str, address: Address) -> Lines:
    """Bars of names below each other.

    Args:
        bars: the names, each with a value of each measure.
        measures: what is measured.
        title: what a reader who cannot see it is told.
        address: where things are.
    """
    scale = measures.scale(bars)
    drawn = [LayoutRow(bar.name, measures.told(bar), _strip(bar, measures, scale)) for bar in bars]
    return Lines(title, _axis(scale, measures), drawn, address)


def _across(value: float, scale: Sequence[float]) -> float:
    return round(_LONGEST * _share(value, scale), 2)


def _canvas(name: str, height: float) -> Element:
    return Element("svg", {"class": name, "width": "100%", "height": f"{height:g}"})


def _axis(scale: Sequence[float], measures: Measures) -> Element:
    svg = _canvas("axis", 18)
    for value in scale:
        anchor = "middle" if value != scale[0] else "start"
        write(svg, measures.number(value), f"{_across(value, scale)}%", 13, text_anchor=anchor)
    return svg


def _strip(bar: Bar, measures: Measures, scale: Sequence[float]) -> Element:
    """The bars of a name; those that do not stand on each other lie below each other."""
    rows = 1 if measures.stacked else len(bar.values)
    height = rows * (_THICK + _APART) + _APART
    svg = _canvas("strip", height)
    for value in scale:
        x = f"{_across(value, scale)}%"
        SubElement(svg, "line", {"class": "tick", "x1": x, "x2": x, "y2": f"{height}"})
    y = float(_APART)
    for at, (fill, start, end) in enumerate(measures.parts(bar)):
        left, right = sorted((_across(start, scale), _across(end, scale)))
        _rect(svg, fill, (f"{left}%", y, f"{right - left:.2f}%", _THICK))
        if not measures.stacked or at == len(bar.values) - 1:
            words = measures.number(end)
            _beside(svg, words if rows > 1 or at == 0 else _parts_told(bar, measures), right, y)
            y += _THICK + _APART
    return svg


def _parts_told(bar: Bar, measures: Measures) -> str:
    return " + ".join(measures.number(value) for value in bar.values)


def _beside(svg: Element, text: str, right: float, y: float) -> None:
    write(svg, text, f"{right}%", y + _THICK - 2, dx="5", class_="value")


def _rect(svg: Element, fill: str, box: tuple[str, float, str, float]) -> Element:
    x, y, wide, tall = box
    size = {"x": x, "y": f"{y:g}", "width": wide, "height": f"{tall:g}"}
    bar = SubElement(svg, "rect", {"class": f"bar {fill}", **size})
    if fill == "second":
        bar.set("fill", "url(#hatch)")
    return bar


def of_years(bars: Sequence[Bar], measures: Measures, title: str) -> Element:
    """Bars of years beside each other; a year without a row has an empty place.

    Args:
        bars: the years, each with a value of each measure.
        measures: what is measured.
        title: what a reader who cannot see it is told.
    """
    svg = _canvas("years", _HEIGHT)
    svg.attrib |= {"role": "img", "aria-label": plain(title)}
    svg.append(hatch())
    scale = measures.scale(bars)
    for value in scale:
        y = _down(value, scale)
        SubElement(svg, "line", {"class": "tick", "x2": "100%", "y1": f"{y:g}", "y2": f"{y:g}"})
        write(svg, measures.number(value), "0", y - 3, class_="value")
    first, slot, step = _calendar(bars)
    for bar in bars:
        left = _LEFT + (100 - _LEFT) * ((bar.year or 0) - first) / step * slot
        _year(svg, bar, measures, (left, (100 - _LEFT) * slot), scale)
    _marks(svg, bars, (first, slot, step))
    return svg


def _calendar(bars: Sequence[Bar]) -> tuple[int, float, int]:
    """The first year, the share of the line that a bar has, and the years from one to the next."""
    years = sorted({bar.year or 0 for bar in bars})
    step = min((after - before for before, after in pairwise(years)), default=1)
    return years[0], 1 / ((years[-1] - years[0]) / step + 1), step


def _down(value: float, scale: Sequence[float]) -> float:
    return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * _share(value, scale), 1)


def _year(
    svg: Element,
    bar: Bar,
    measures: Measures,
    place: tuple[float, float],
    scale: Sequence[float],
) -> None:
    group = SubElement(svg, "g", {"class": "year"})
    SubElement(group, "title").text = plain(f"{bar.name.text}: {measures.told(bar)}")
    left, slot = place
    wide = slot * 0.8 / (1 if measures.stacked else len(bar.values))
    for at, (fill, start, end) in enumerate(measures.parts(bar)):
        x = left + slot * 0.1 + (0 if measures.stacked else at * wide)
        top, bottom = sorted((_down(start, scale), _down(end, scale)))
        _rect(group, fill, (f"{x:.2f}%", top, f"{wide:.2f}%", bottom - top))


def _marks(svg: Element, bars: Sequence[Bar], calendar: tuple[int, float, int]) -> None:
    """The years below the bars, as many as there is room for."""
    first, slot, step = calendar
    span = max(bar.year or 0 for bar in bars) - first
    every = next((each for each in _EVERY if span / each < _MARKED and each % step == 0), span or 1)
    for year in range(-(-first // every) * every, first + span + 1, every):
        middle = _LEFT + (100 - _LEFT) * slot * ((year - first) / step + 0.5)
        write(svg, str(year), f"{middle:.2f}%", _HEIGHT - 8, text_anchor="middle", class_="value")
