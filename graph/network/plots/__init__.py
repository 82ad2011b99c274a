"""Plots for publication; ``PLOTS`` holds all by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from graph.errors import BadParameter
from graph.network.plots.chord_plot import draw_chord
from graph.network.plots.degree_plot import draw_degrees
from graph.network.plots.growth_plot import draw_growth
from graph.network.plots.map_plot import draw_map
from graph.network.plots.matrix_plot import draw_matrix
from graph.network.plots.network_plot import draw_network
from graph.network.plots.plot_style import Drawing, Setting, draw
from graph.network.plots.survival_plot import draw_survival
from graph.texts import N_

PLOTS: Final[Mapping[str, Drawing]] = {
    "map": draw_map,
    "network": draw_network,
    "matrix": draw_matrix,
    "chord": draw_chord,
    "growth": draw_growth,
    "degrees": draw_degrees,
    "survival": draw_survival,
}
SUFFIXES: Final = ("svg", "pdf", "png")


def plot(name: str, setting: Setting, target: Path) -> bytes:
    """A plot, in the format that a file's name ends with.

    Raises:
        BadParameter: the file's name ends with none of svg, pdf, png.
        LibraryMissing: ``venskab[network]`` is not installed.
    """
    return draw(PLOTS[name], setting, suffix_of(target))


def suffix_of(target: Path) -> str:
    """The format that a file's name ends with.

    Raises:
        BadParameter: it is none of svg, pdf, png.
    """
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in SUFFIXES:
        raise BadParameter(
            N_("{name}: a plot has no such suffix.", name=target.name),
            hint=N_("Take .svg, .pdf or .png."),
        )
    return suffix
