"""Named lines below each other, each with a strip: a timeline, or bars of names.

Widths are in per cent, so that text stays readable however wide the drawing is. The name stands
above its strip; where there is room the style sheet puts the strip beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.pictures.rows import Name
from api.pictures.words import Address, lines_of, linked, write

_LETTERS: Final = 44
_LINE: Final = 17
_GAP: Final = 8


@dataclass(frozen=True)
class Line:
    """One line: what it is called, all that it says in words, and its strip."""

    name: Name
    words: str
    strip: Element


def lines(title: str, axis: Element, drawn: Sequence[Line], address: Address) -> Element:
    """The drawing.

    Args:
        title: what a reader who cannot see it is told.
        axis: the scale above the strips; its ``height`` and those of the strips are px.
        drawn: the lines.
        address: where things are.
    """
    svg = Element("svg", {"class": "lines", "width": "100%", "role": "group", "aria-label": title})
    svg.append(hatch())
    top = _put(svg, axis, 0.0) + 2
    for each in drawn:
        top += _line(svg, each, top, address)
    svg.set("height", f"{top:g}")
    return svg


def hatch() -> Element:
    """The pattern of what is possible only."""
    defs = Element("defs")
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = SubElement(defs, "pattern", {"id": "hatch", "width": "6", "height": "6", **turned})
    SubElement(pattern, "rect", {"class": "hatch-ground", "width": "6", "height": "6"})
    SubElement(pattern, "rect", {"class": "hatch-line", "width": "2.5", "height": "6"})
    return defs


def _put(parent: Element, strip: Element, top: float) -> float:
    """Puts a strip into a drawing; where it ends."""
    strip.set("class", f"{strip.get('class', '')} strips".strip())
    strip.set("y", f"{top:g}")
    parent.append(strip)
    return top + float(strip.get("height", "0"))


def _line(svg: Element, line: Line, top: float, address: Address) -> float:
    """Draws a line; its height."""
    row = SubElement(svg, "svg", {"class": "row", "y": f"{top:g}", "width": "100%"})
    SubElement(row, "line", {"class": "rule", "x2": "100%"})
    group = linked(row, line.name, address, line.words)
    told = f"{line.name.text} · {line.name.kind}" if line.name.kind else line.name.text
    y = 0.0
    for text in lines_of(told, _LETTERS):
        y += _LINE
        write(group, text, "0", y, class_="name")
    height = _put(row, line.strip, y + 2) + _GAP / 2
    row.set("height", f"{height:g}")
    return height
