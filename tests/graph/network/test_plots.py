"""Plots: every kind in every format, the same each time, with a caption that tells all."""

from __future__ import annotations

import dataclasses
import json
import math
import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadParameter, UnreadableFile
from graph.network.computing.network_libraries import need
from graph.network.plots import PLOTS, SUFFIXES, plot
from graph.network.plots.chord_plot import chords
from graph.network.plots.plot_style import PALETTE, Setting, label
from graph.network.projection import project
from graph.network.tie_facts import Agent
from graph.network.tie_network import Network
from tests.graph.network.invented import EAST, NORTH, OLD, SOUTH, facts, relation, seat, since
from tests.shared import needs

pytestmark = needs("matplotlib", "pyproj", "lifelines", "powerlaw")

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
    ours = plot("map", Setting(network, DAY, [ring], "Natural Earth"), Path("x.svg"))
    assert ours.count(b"<path") > plain.count(b"<path")
    assert b"Land: Natural Earth." in ours
    land.write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="These are no outlines"):
        plot("map", Setting(network, DAY, land), Path("x.svg"))


def test_the_colours_differ_in_lightness_or_hue_for_everyone() -> None:
    """All are of Okabe and Ito's palette, which was chosen so."""
    known = {"#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000"}
    assert set(PALETTE) <= known
    assert len(set(PALETTE)) == len(PALETTE)


def test_names_cover_neither_points_nor_names() -> None:
    figure = need("matplotlib.figure").Figure(figsize=(8, 6))
    need("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    at = [(x, y) for x in range(5) for y in range(4)]
    axes.scatter(*zip(*at, strict=True))
    label(axes, [(f"Name {x}{y}", x, y) for x, y in at])
    renderer = figure.canvas.get_renderer()
    boxes = [text.get_window_extent(renderer) for text in axes.texts]
    assert len(boxes) == len(at)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    points = axes.transData.transform(at)
    assert not any(box.contains(*point) for box in boxes for point in points)
    label(axes, [("Name 00", 0, 0), ("On the same point", 0, 0)])


@st.composite
def matrices(draw: st.DrawFn) -> list[list[int]]:
    """Symmetric counts, no row of which is empty."""
    size = draw(st.integers(1, 6))
    counts = st.integers(0, 9)
    upper = {(a, b): draw(counts) for a in range(size) for b in range(a, size)}
    matrix = [[upper[min(a, b), max(a, b)] for b in range(size)] for a in range(size)]
    for place, row in enumerate(matrix):
        row[place] += not any(row)
    return matrix


@given(matrix=matrices())
def test_arcs_and_bands_share_the_circle_by_the_numbers(matrix: list[list[int]]) -> None:
    arcs, bands = chords(matrix)
    ends = [sum(row) + row[place] for place, row in enumerate(matrix)]
    unit = sum(end - start for start, end in arcs) / sum(ends)
    assert [end - start for start, end in arcs] == pytest.approx([unit * each for each in ends])
    around = [angle for arc in arcs for angle in arc]
    assert around == sorted(around)
    assert around[-1] < 2 * math.pi
    joined = {(band.one, band.other): band for band in bands}
    assert joined.keys() == {(a, b) for a, b in pairs(len(matrix)) if matrix[a][b]}
    for (one, other), band in joined.items():
        assert band.pairs == matrix[one][other]
        for place, (start, end) in zip((one, other), band.ends, strict=True):
            assert end - start == pytest.approx(unit * band.pairs)
            assert arcs[place][0] - 1e-9 <= start < end <= arcs[place][1] + 1e-9


def pairs(size: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(size) for b in range(a, size)]


def test_a_chord_plot_names_each_country_with_its_pairs(network: Network) -> None:
    words = text_of(plot("chord", Setting(network, DAY), Path("x.svg")))
    assert {"DNK 2", "GRL 2", "NOR 2"} <= set(words)
    assert not any("at home" in word for word in words)


def test_many_countries_are_drawn_as_one_after_the_largest() -> None:
    agents = [Agent(f"m{at:02}", "municipality", country=f"C{at:02}") for at in range(30)]
    hub, *ring = [agent.iri for agent in agents]
    ends = [*((hub, other) for other in ring), *zip(ring, [*ring[1:], ring[0]], strict=True)]
    ties = [relation(f"{a} {b}", seat(a), seat(b)) for a, b in ends]
    known = dataclasses.replace(facts(*ties), agents={each.iri: each for each in agents})
    words = text_of(plot("chord", Setting(project(known), DAY), Path("x.svg")))
    assert {"C00 29", "C01 3", "C23 3"} <= set(words)
    # Six with the hub, five among themselves, one at either end of their part of the ring.
    assert "other 13" in words
    assert not any(word.startswith("C24") for word in words)
    assert "Countries after the first 24 are one." in " ".join(words)


def text_of(svg: bytes) -> list[str]:
    return [text.strip() for text in ET.fromstring(svg).itertext() if text.strip()]


def test_another_format_is_refused(network: Network) -> None:
    with pytest.raises(BadParameter, match=r"x.gif: a plot has no such suffix"):
        plot("map", Setting(network, DAY), Path("x.gif"))
