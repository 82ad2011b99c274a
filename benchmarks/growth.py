"""Draws how latency grows with the data, one panel for each class of questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import geometric_mean
from typing import Final

import matplotlib as mpl

from benchmarks.queries import Group
from benchmarks.sparql import Figure

PLOT: Final = Path(__file__).with_name("growth.svg")


def draw(sizes: Sequence[tuple[int, Sequence[Figure]]]) -> None:
    """Draw the geometric mean of each class for each server.

    Args:
        sizes: number of statements with its latencies, the smallest first.
    """
    # Neither a window nor a date: the same figures make the same file.
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "venskab"
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice of what draws

    plot, panels = plt.subplots(1, len(Group), figsize=(12, 3.6), sharex=True)
    lines = dict.fromkeys((f.server, f.cached) for _, figures in sizes for f in figures)
    for panel, group in zip(panels, Group, strict=True):
        for server, cached in lines:
            points = [(n, mean(figures, server, group, cached=cached)) for n, figures in sizes]
            label = f"{server}, cached" if cached else server
            panel.plot(*zip(*points, strict=True), marker="o", label=label)
        panel.set(title=group.value, xscale="log", yscale="log", xlabel="statements")
        panel.grid(visible=True, which="both", alpha=0.3)
    panels[0].set_ylabel("latency, ms (geometric mean)")
    panels[0].legend(fontsize="small")
    plot.tight_layout()
    plot.savefig(PLOT, metadata={"Date": None, "Creator": None})
    plt.close(plot)


def mean(figures: Sequence[Figure], server: str, group: str, *, cached: bool) -> float:
    """Geometric mean of a server's latencies in a class, ms; nan where it gave no answer."""
    found = [
        figure.middle * 1000
        for figure in figures
        if (figure.server, figure.cached, figure.group) == (server, cached, group) and figure.rounds
    ]
    return geometric_mean(found) if found else float("nan")
