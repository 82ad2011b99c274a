"""Plots: every kind in every format, the same each time, with a caption that tells all."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from graph.errors import BadParameter, UnreadableFile
from graph.network.model import Network
from graph.network.plots import PLOTS, SUFFIXES, plot
from graph.network.plots.style import PALETTE, Setting
from graph.network.projection import project
from tests.graph.network.invented import EAST, NORTH, OLD, SOUTH, facts, relation, seat, since

for library in ("matplotlib", "pyproj", "lifelines", "powerlaw"):
    pytest.importorskip(library)

DAY = date(2020, 6, 1)
BEGINS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


@pytest.fixture(scope="module")
def network() -> Network:
    return project(
        facts(
            relation("A", seat(NORTH, since(1990, 2000)), seat(SOUTH, since(1985))),
            relation("B", seat(NORTH, since(1991)), seat(EAST, since(1991))),
            relation("C", seat(EAST, since(1995, 1999)), seat(OLD, since(1995))),
        )
    )


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_is_drawn_and_captioned(name: str, network: Network) -> None:
    setting = Setting(network, DAY)
    for suffix in SUFFIXES:
        drawn = plot(name, setting, Path(f"x.{suffix}"))
        assert drawn.startswith(BEGINS[suffix])
    svg = plot(name, setting, Path("x.SVG"))
    assert svg == plot(name, setting, Path("x.svg"))
    words = " ".join(text.strip() for text in ET.fromstring(svg).itertext() if text.strip())
    for said in (
        "layer=partnership",
        "generation-1",
        "2020-06-01",
        "CC BY 4.0",
        "Cite as: Venskab",
    ):
        assert said in words


@pytest.mark.parametrize("name", PLOTS)
def test_a_network_of_nothing_can_be_drawn(name: str) -> None:
    assert plot(name, Setting(project(facts()), DAY), Path("x.png")).startswith(BEGINS["png"])


def test_outlines_are_drawn_below_a_map(network: Network, tmp_path: Path) -> None:
    land = tmp_path / "land.geojson"
    ring = [[5.0, 55.0], [15.0, 55.0], [15.0, 65.0], [5.0, 55.0]]
    features = [
        {"geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"geometry": {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}},
    ]
    land.write_text(json.dumps({"features": features}), encoding="utf-8")
    plain = plot("map", Setting(network, DAY), Path("x.svg"))
    with_land = plot("map", Setting(network, DAY, land), Path("x.svg"))
    assert with_land.count(b"<path") > plain.count(b"<path")
    land.write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="These are no outlines"):
        plot("map", Setting(network, DAY, land), Path("x.svg"))


def test_the_colours_differ_in_lightness_or_hue_for_everyone() -> None:
    """All are of Okabe and Ito's palette, which was chosen so."""
    known = {"#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000"}
    assert set(PALETTE) <= known
    assert len(set(PALETTE)) == len(PALETTE)


def test_another_format_is_refused(network: Network) -> None:
    with pytest.raises(BadParameter, match=r"x.gif: a plot has no such suffix"):
        plot("map", Setting(network, DAY), Path("x.gif"))
