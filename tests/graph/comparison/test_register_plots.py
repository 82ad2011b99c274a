"""Plots of the comparison: drawn in each format, the same each time, with their numbers in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from graph.comparison.comparison_report import compare
from graph.comparison.plots import REGISTER_PLOTS, plot_registers
from graph.comparison.registers import Gathered
from graph.errors import BadParameter
from tests.graph.comparison.test_comparison import SMALL
from tests.shared import needs

pytestmark = needs("matplotlib", "scipy")

DAY = date(2026, 6, 1)
SAYS = {
    "overlap": {
        "One, 3 pairs",
        "held against Evidence in Venskab",
        "in both",
        "cannot be compared",
    },
    "missing": {"One", "Evidence in Venskab", "DNK", "GRL", "20000-49999", "by country"},
}


@pytest.mark.parametrize("name", REGISTER_PLOTS)
def test_a_plot_names_registers_and_groups_and_says_what_it_is_of(name: str) -> None:
    report = compare(SMALL)
    svg = plot_registers(name, report, DAY, Path("x.SVG"))
    assert svg == plot_registers(name, report, DAY, Path("x.svg"))
    words = [text.strip() for text in ET.fromstring(svg).itertext() if text.strip()]
    assert SAYS[name] <= set(words)
    caption = " ".join(words)
    assert "Wilson" in caption and "drawn 2026-06-01" in caption
    assert "Sources: One; Two; Evidence in Venskab (CC BY 4.0)." in caption
    nothing = plot_registers(name, compare(Gathered()), DAY, Path("x.png"))
    assert nothing.startswith(b"\x89PNG")


def test_an_overlap_has_the_numbers_of_its_table() -> None:
    svg = plot_registers("overlap", compare(SMALL), DAY, Path("x.svg"))
    words = [text.strip() for text in ET.fromstring(svg).itertext()]
    table = compare(SMALL).tables["overlap"].rows
    shown = [
        str(row[part]) for row in table for part in ("both", "only", "not_comparable") if row[part]
    ]
    # Every part of these bars has room for its number.
    assert sorted(word for word in words if word.isdigit()) == sorted(shown)


def test_another_format_is_refused() -> None:
    with pytest.raises(BadParameter, match=r"x.gif: a plot has no such suffix"):
        plot_registers("overlap", compare(SMALL), DAY, Path("x.gif"))
