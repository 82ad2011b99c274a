"""The ontology drawn: its classes as boxes with their links, and lines to where those lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup
from rdflib import URIRef

from api.linked_data.model_graph import Box, columns
from api.locale.locale_data import capitalised
from api.svg.markup import written

Label = Callable[[URIRef], str]
# Pixels; the drawing is never scaled up, so its text is as large as that of a table.
_WIDTH: Final = 200
_GAP: Final = 40
_BETWEEN: Final = 18
_TITLE: Final = 22
_ROW: Final = 18
_PAD: Final = 8
_LETTERS: Final = 30
_ARROW: Final = 5


@dataclass(frozen=True)
class _Place:
    """Where a box stands: its column, its upper left corner and its height."""

    column: int
    x: int
    y: int
    height: int


def drawn(several: tuple[Box, ...], label: Label, title: str) -> Markup:
    """The diagram as SVG; each class is a link to its place on the page.

    Args:
        several: the boxes.
        label: what a class or a link is called.
        title: what a reader who cannot see it is told.
    """
    places = _places(several)
    width = max(each.x for each in places.values()) + _WIDTH
    height = max(each.y + each.height for each in places.values())
    svg = Element("svg", {"viewBox": f"-2 -2 {width + 4} {height + 4}", "role": "group"})
    svg.attrib |= {"aria-label": title, "class": "model"}
    # From left to right: lines to the right run below the boxes that they pass.
    for at in sorted(places, key=lambda each: places[each].column):
        group = SubElement(svg, "g")
        for row, join in enumerate(several[at].joins):
            y = _PAD + _TITLE * len(several[at].classes) + _ROW * row + _ROW // 2
            for other in join.boxes:
                line = _line(places[at], places[at].y + y, places[other])
                SubElement(group, "path", {"d": line})
        _draw(group, several[at], places[at], label)
    return written(svg)


def _places(several: tuple[Box, ...]) -> dict[int, _Place]:
    found: dict[int, _Place] = {}
    for column, boxes in enumerate(columns(several)):
        y = 0
        for at in boxes:
            tall = _TITLE * len(several[at].classes) + _ROW * len(several[at].joins) + 2 * _PAD
            found[at] = _Place(column, column * (_WIDTH + _GAP), y, tall)
            y += tall + _BETWEEN
    return found


def _line(start: _Place, y: int, end: _Place) -> str:
    """A curve from a row of one box to the title of another, with a point at its end."""
    goal = end.y + _PAD + _TITLE // 2
    if end.column < start.column:
        x, to, bend, tip = start.x, end.x + _WIDTH, -_GAP, _ARROW
    elif end.column == start.column:
        x, to, bend, tip = start.x + _WIDTH, end.x + _WIDTH, _GAP, _ARROW
    else:
        x, to, bend, tip = start.x + _WIDTH, end.x, _GAP, -_ARROW
    back = bend if end.column == start.column else -bend
    point = f"M{to + tip} {goal - _ARROW}L{to} {goal}L{to + tip} {goal + _ARROW}"
    return f"M{x} {y}C{x + bend} {y} {to + back} {goal} {to} {goal}{point}"


def _draw(group: Element, box: Box, place: _Place, label: Label) -> None:
    frame = {"x": place.x, "y": place.y, "width": _WIDTH, "height": place.height, "rx": 3}
    SubElement(group, "rect", {name: str(value) for name, value in frame.items()})
    y = place.y + _PAD
    for each in box.classes:
        link = SubElement(group, "a", {"href": f"#{_anchor(each)}"})
        words = label(each)
        _text(link, place.x + _PAD, y + _TITLE - 6, capitalised(words))
        y += _TITLE
    for join in box.joins:
        _text(group, place.x + _PAD, y + _ROW - 5, label(join.link))
        y += _ROW


def _text(parent: Element, x: int, y: int, words: str) -> None:
    told = words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
    SubElement(parent, "text", {"x": str(x), "y": str(y)}).text = told


def _anchor(term: URIRef) -> str:
    return term.rpartition("#")[2]
