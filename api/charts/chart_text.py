"""Words in a picture: wrapped, and linked to the thing they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.charts.result_columns import MarkName

# Where a thing is on this site, by its IRI; blank where there is nowhere to go.
Address = Callable[[str], str]

_LINES: Final = 2
# What no XML document can hold.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without what no XML document can hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def lines_of(text: str, letters: int) -> list[str]:
    """The text in at most two lines; what is longer is cut and ends in an ellipsis."""
    short = " ".join(plain(text).split())
    return wrap(short, letters, max_lines=_LINES, placeholder=" …") or ["…"]


def linked(parent: Element, name: MarkName, address: Address, title: str) -> Element:
    """A group below ``parent`` for what is drawn of a name: a link where there is a place to go.

    Args:
        parent: where it goes.
        name: what it is of.
        address: where things are.
        title: what is said of it, also where the pointer rests.
    """
    target = address(name.iri) if name.iri else ""
    group = SubElement(parent, "a", {"href": plain(target)}) if target else SubElement(parent, "g")
    if name.lang:
        group.set("lang", plain(name.lang))
    SubElement(group, "title").text = plain(title)
    return group


def write(parent: Element, text: str, x: str, y: float, **attributes: str) -> Element:
    """A line of text below ``parent``."""
    known = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    line = SubElement(parent, "text", {"x": x, "y": f"{y:g}", **known})
    line.text = plain(text)
    return line
