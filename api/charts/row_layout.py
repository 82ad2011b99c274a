"""Named lines below each other, each with a strip: a timeline, or bars of names.

Strips are in per cent, so that text stays readable however wide they are. In a page the names are
text beside them, or above where there is no room; in a file all is one drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.charts.chart_text import Address, lines_of, linked, plain, write
from api.charts.result_columns import MarkName

# Of a file: letters in a line of a name, and px.
_LETTERS: Final = 110
_LINE: Final = 17
_GAP: Final = 6


@dataclass(frozen=True)
class LayoutRow:
    """One line: what it is called, all that it says in words, and its strip."""

    name: MarkName
    words: str
    strip: Element


@dataclass(frozen=True)
class Lines:
    """The drawing.

    Attributes:
        title: what a reader who cannot see it is told.
        axis: the scale above the strips; its ``height`` and theirs are px.
        lines: the lines.
        address: where things are.
    """

    title: str
    axis: Element
    lines: Sequence[LayoutRow]
    address: Address

    def page(self) -> Element:
        """A list for a page: each name with its strip, and in words what the strip shows."""
        listed = Element("ul", {"class": "lines", "aria-label": plain(self.title)})
        first = SubElement(listed, "li", {"class": "scale", "aria-hidden": "true"})
        first.append(hatch_alone())
        first.append(self.axis)
        for line in self.lines:
            item = SubElement(listed, "li")
            named = SubElement(item, "span", {"class": "name"})
            self._name(named, line.name)
            SubElement(item, "span", {"class": "visually-hidden"}).text = plain(f": {line.words}")
            line.strip.attrib |= {"aria-hidden": "true", "focusable": "false"}
            item.append(line.strip)
        return listed

    def _name(self, parent: Element, name: MarkName) -> None:
        target = self.address(name.iri) if name.iri else ""
        told = SubElement(parent, "a", {"href": target}) if target else SubElement(parent, "span")
        told.text = plain(name.text)
        if name.lang:
            told.set("lang", plain(name.lang))
        if name.kind:
            SubElement(parent, "span", {"class": "kind"}).text = plain(f" · {name.kind}")

    def file(self) -> Element:
        """One drawing, with each name above its strip."""
        attributes = {"width": "100%", "role": "group", "aria-label": plain(self.title)}
        svg = Element("svg", {"class": "lines", **attributes})
        svg.append(hatch())
        top = _put(svg, self.axis, 0.0) + 2
        for line in self.lines:
            group = linked(svg, line.name, self.address, f"{line.name.text}: {line.words}")
            for text in lines_of(told(line.name), _LETTERS):
                top += _LINE
                write(group, text, "0", top, class_="name")
            top = _put(svg, line.strip, top + 2) + _GAP
            edge = {"x2": "100%", "y1": f"{top:g}", "y2": f"{top:g}"}
            SubElement(svg, "line", {"class": "rule", **edge})
        svg.set("height", f"{top + 1:g}")
        return svg


def told(name: MarkName) -> str:
    """A name with its kind."""
    return f"{name.text} · {name.kind}" if name.kind else name.text


def hatch() -> Element:
    """The pattern of what is possible only."""
    defs = Element("defs")
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = SubElement(defs, "pattern", {"id": "hatch", "width": "6", "height": "6", **turned})
    SubElement(pattern, "rect", {"class": "hatch-ground", "width": "6", "height": "6"})
    SubElement(pattern, "rect", {"class": "hatch-line", "width": "2.5", "height": "6"})
    return defs


def hatch_alone() -> Element:
    """The same where the drawings that are filled with it are several."""
    svg = Element("svg", {"class": "patterns", "width": "0", "height": "0"})
    svg.append(hatch())
    return svg


def _put(parent: Element, strip: Element, top: float) -> float:
    """Puts a copy of a strip into a drawing; where it ends."""
    copy = deepcopy(strip)
    copy.set("y", f"{top:g}")
    parent.append(copy)
    return top + float(strip.get("height", "0"))
