"""The signs of pictures with the words that explain them, for a page and for a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from api.locale.language import Lang
from api.locale.translation import _
from api.svg.markup import written
from graph.texts import N_

WIDTH: Final = 34
HEIGHT: Final = 14
_BAR: Final = {"x": "2", "y": "2", "width": "30", "height": "10"}
_DIAMOND: Final = {"d": "M17 1 23 7 17 13 11 7Z"}
_HATCHED: Final = {"fill": "url(#hatch)"}
# What each sign is drawn of: an element, its class and its attributes.
_SHAPES: Final[dict[str, tuple[tuple[str, str, dict[str, str]], ...]]] = {
    "certain": (("rect", "certain", _BAR),),
    "possible": (("rect", "possible", _BAR | _HATCHED),),
    "first": (("rect", "bar first", _BAR),),
    "second": (("rect", "bar second", _BAR | _HATCHED),),
    "third": (("rect", "bar third", _BAR),),
    "act": (("path", "act", _DIAMOND),),
    "act planned": (("path", "act planned", _DIAMOND),),
    "within": (
        ("rect", "within", {"x": "3", "y": "4", "width": "28", "height": "6"} | _HATCHED),
        ("path", "bound", {"d": "M3 1V13M31 1V13"}),
    ),
    "today": (("path", "today", {"d": "M17 0V14"}),),
    "doubtful": (("circle", "place doubtful", {"cx": "17", "cy": "7", "r": "5"}),),
    "size": (
        ("circle", "place", {"cx": "9", "cy": "8", "r": "3"}),
        ("circle", "place", {"cx": "22", "cy": "7", "r": "6.5"}),
    ),
    "square": (
        ("rect", "place head", {"x": "11", "y": "1", "width": "12", "height": "12", "rx": "2"}),
    ),
    "hub": (("rect", "place hub", {"x": "12", "y": "2", "width": "10", "height": "10"}),),
    "dot": (("circle", "place", {"cx": "17", "cy": "7", "r": "5"}),),
    "unsure": (("path", "tie unsure", {"d": "M2 7H32"}),),
    "listed": (("path", "tie listed", {"d": "M2 7H32"}),),
    "arrow": (("path", "tie", {"d": "M2 7H26"}), ("path", "arrow", {"d": "M24 3 33 7 24 11Z"})),
    "width": (
        ("path", "tie", {"d": "M2 4H32"}),
        ("path", "tie", {"d": "M2 10H32", "stroke-width": "5"}),
    ),
    "unnamed": (),
}
# Danish and English; the others are explained by the heading of their column alone.
_WORDS: Final[dict[str, str]] = {
    "certain": N_("certain"),
    "possible": N_("possible"),
    "act": N_("happened then"),
    "act planned": N_("planned"),
    "within": N_("happened some time between"),
    "today": N_("today"),
    "doubtful": N_("only possible"),
    "unsure": N_("only possible"),
    "listed": N_("only lists say so, no evidence"),
    "arrow": N_("from … to"),
    "size": N_("the area shows"),
    "width": N_("the width shows"),
    "hub": N_("chain, or cooperation of several"),
    "unnamed": N_("Names that there is no room for are in the table."),
}


@dataclass(frozen=True)
class LegendEntry:
    """A sign of a picture.

    Attributes:
        name: what it is called here.
        heading: that of the column it stands for, or blank.
    """

    name: str
    heading: str = ""

    def words(self, lang: Lang) -> str:
        """The meaning of the sign."""
        known = _(_WORDS.get(self.name, ""), lang)
        return f"{known} {self.heading}".strip()

    def svg(self) -> Element | None:
        """The sign as SVG; None for a word without one."""
        if not _SHAPES[self.name]:
            return None
        size = {"width": str(WIDTH), "height": str(HEIGHT), "aria-hidden": "true"}
        svg = Element("svg", size)
        for tag, name, attributes in _SHAPES[self.name]:
            SubElement(svg, tag, {"class": name, **attributes})
        return svg

    @property
    def markup(self) -> Markup:
        """The same as it is written into a page."""
        svg = self.svg()
        return Markup() if svg is None else written(svg)
