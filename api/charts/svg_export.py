"""A picture as a sheet of its own: its title above, and below it what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from api.charts.chart_text import lines_of, plain, write
from api.charts.legend import HEIGHT, WIDTH, LegendEntry
from api.locale.language import Lang
from api.svg.label_placement import width

# The sheet, its margins and its lines of text, px.
_WIDE: Final = 960
_EDGE: Final = 24
_HEADING: Final = 20
_LETTERS: Final = 84
_SMALL: Final = 136
_TYPE: Final = 13
_LINE: Final = 22
_APART: Final = 20


def sheet(
    drawing: Element, title: str, signs: Sequence[LegendEntry], lang: Lang, source: str
) -> Element:
    """The sheet.

    Args:
        drawing: what is drawn; its height is px, or follows from its ``viewBox``.
        title: what it is of.
        signs: what is explained.
        lang: the reader's language.
        source: where it is from.
    """
    svg = Element("svg", {"role": "group", "aria-label": plain(title)})
    y = float(_EDGE)
    for line in lines_of(title, _LETTERS):
        y += _HEADING
        write(svg, line, f"{_EDGE}", y, font_size="18", font_weight="bold")
    inner = _WIDE - 2 * _EDGE
    tall = _height(drawing, inner)
    place = {"x": f"{_EDGE}", "y": f"{y + 14:g}", "width": f"{inner}", "height": f"{tall:g}"}
    drawing.attrib |= place
    svg.append(drawing)
    y = _legend(svg, signs, lang, y + 14 + tall + 10)
    for line in lines_of(source, _SMALL):
        y += _LINE * 0.8
        write(svg, line, f"{_EDGE}", y + _LINE * 0.2, class_="value")
    svg.attrib |= {"width": f"{_WIDE}", "height": f"{y + _EDGE:g}"}
    return svg


def saying(title: str, words: str) -> Element:
    """A drawing that only says something."""
    svg = Element("svg", {"height": "60", "role": "img", "aria-label": plain(title)})
    write(svg, words, "0", 36)
    return svg


def _height(drawing: Element, wide: float) -> float:
    box = [float(each) for each in str(drawing.get("viewBox", "")).split()]
    return wide * box[3] / box[2] if box else float(drawing.get("height", "0"))


def _legend(svg: Element, signs: Sequence[LegendEntry], lang: Lang, top: float) -> float:
    """The signs with their words, in as many lines as they take; where the last one ends."""
    x, y = float(_EDGE), top + _LINE - HEIGHT
    for sign in signs:
        words, mark = sign.words(lang), sign.svg()
        wide = width(words, _TYPE) + (WIDTH + 6 if mark is not None else 0)
        if x > _EDGE and x + wide > _WIDE - _EDGE:
            x, y = float(_EDGE), y + _LINE
        if mark is not None:
            mark.attrib |= {"x": f"{x:g}", "y": f"{y:g}"}
            svg.append(mark)
        at = x + (WIDTH + 6 if mark is not None else 0)
        write(svg, words, f"{at:g}", y + HEIGHT - 3, font_size=f"{_TYPE}")
        x += wide + _APART
    return y + HEIGHT if signs else top
