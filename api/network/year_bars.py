"""How many ties were in force year by year, drawn as bars under the slider of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from api.svg.markup import written
from graph.network.through_time import TiesOfYear, ties_by_year
from graph.network.tie_network import Network

# The slider stands for the middle of a year.
MIDDLE: Final = (7, 1)
_HEIGHT: Final = 24


@dataclass(frozen=True)
class YearBars:
    """The bars, and the years they span.

    Attributes:
        since: the first year.
        until: the last year.
        drawing: the bars as SVG, one unit wide each, stretched to the room there is.
    """

    since: int
    until: int
    drawing: Markup


def year_bars(network: Network, day: date) -> YearBars | None:
    """The bars of a network of all times; None where no year is known.

    Args:
        network: the network.
        day: today; the last year is its.
    """
    counts = ties_by_year(network.ties, day.year, MIDDLE)
    if not counts:
        return None
    return YearBars(counts[0].year, counts[-1].year, _drawn(counts))


def _drawn(counts: Sequence[TiesOfYear]) -> Markup:
    most = max(each.possible for each in counts) or 1
    svg = Element(
        "svg",
        {
            "class": "year-bars",
            "viewBox": f"0 0 {len(counts)} {_HEIGHT}",
            "preserveAspectRatio": "none",
            "aria-hidden": "true",
        },
    )
    for name in ("possible", "certain"):
        heights = [round(getattr(each, name) / most * _HEIGHT, 1) for each in counts]
        SubElement(svg, "path", {"class": name, "d": _bars(heights)})
    return written(svg)


def _bars(heights: Sequence[float]) -> str:
    return "".join(
        f"M{at}.1 {_HEIGHT}v-{high:g}h.8v{high:g}" for at, high in enumerate(heights) if high
    )
