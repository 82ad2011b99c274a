"""A target is judged by the geometric mean over the cases that count, and by nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from benchmarks import growth
from benchmarks.sparql import Figure
from benchmarks.targets import TARGETS, Target, verdict

ANALYTIC, SHORT, CACHED, MIX = TARGETS[:4]


def figure(server: str, case: str, group: str, seconds: float, *, cached: bool = False) -> Figure:
    return Figure(server, case, group, cached, [seconds, seconds, seconds])


def test_only_what_takes_the_peer_long_counts_as_an_analysis() -> None:
    figures = [
        figure("oxigraph", "slow", "analytic", 0.1),
        figure("oxigraph", "quick", "analytic", 0.01),
        figure("venskab", "slow", "analytic", 0.04),
        figure("venskab", "quick", "analytic", 0.09),
    ]
    assert verdict(ANALYTIC, "oxigraph", figures) == ("0.40 (0.40 to 0.40), 1 cases", "yes")


@pytest.mark.parametrize(
    ("target", "cached", "ours", "met"),
    [(SHORT, False, 0.015, "yes"), (SHORT, False, 0.016, "**no**"), (CACHED, True, 0.009, "yes")],
)
def test_latency_may_not_pass_its_bound(
    target: Target, *, cached: bool, ours: float, met: str
) -> None:
    figures = [
        figure("oxigraph", "a", "point", 0.01),
        figure("venskab", "a", "point", ours, cached=cached),
        figure("venskab", "a", "point", 5.0, cached=not cached),
    ]
    assert verdict(target, "oxigraph", figures)[1] == met


def test_throughput_may_not_stay_under_its_bound() -> None:
    for ours, met in ((99.0, "**no**"), (101.0, "yes")):
        figures = [figure("oxigraph", "mix", "mix", 100.0), figure("venskab", "mix", "mix", ours)]
        assert verdict(MIX, "oxigraph", figures)[1] == met


def test_a_peer_that_was_not_measured_is_not_beaten() -> None:
    assert verdict(MIX, "oxigraph", []) == ("nothing to compare", "")


def test_the_plot_is_the_same_for_the_same_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "PLOT", tmp_path / "growth.svg")
    groups = ("point", "two-hop", "analytic")
    sizes = [(n, [figure("venskab", g, g, n / 1e6) for g in groups]) for n in (10, 100)]
    growth.draw(sizes)
    first = growth.PLOT.read_bytes()
    growth.draw(sizes)
    assert growth.PLOT.read_bytes() == first
    assert ET.fromstring(first).tag.endswith("svg")
