"""The number of pairs of municipalities that each two countries have."""

from __future__ import annotations

import math
from typing import Any

from graph.network.computing.network_libraries import need
from graph.network.measures.by_country import country_matrix
from graph.network.plots.plot_style import GRID, INK, Setting


def draw_matrix(figure: Any, setting: Setting) -> str:
    """A square a pair of countries, darker with more pairs of tied municipalities."""
    axes = figure.add_subplot()
    countries, matrix = country_matrix(setting.network.simple)
    if not countries:
        axes.set_axis_off()
        return "The network is empty."
    top = max(map(max, matrix))
    # One hue from light to dark is told apart by everyone; a pair without ties stays white.
    seen = [[value or math.nan for value in row] for row in matrix]
    image = axes.imshow(seen, cmap="Blues", vmin=0, vmax=max(top, 1))
    small = {"fontsize": 7 if len(countries) <= 20 else 5}
    axes.set_xticks(range(len(countries)), countries, rotation=90, **small)
    axes.set_yticks(range(len(countries)), countries, **small)
    for row, values in enumerate(matrix):
        for column, value in enumerate(values):
            if value:
                ink = "white" if value > top / 2 else INK
                axes.text(column, row, value, ha="center", va="center", color=ink, **small)
    for line in range(len(countries) + 1):
        axes.axhline(line - 0.5, color=GRID, linewidth=0.6)
        axes.axvline(line - 0.5, color=GRID, linewidth=0.6)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    bar = figure.colorbar(image, ax=axes, shrink=0.7)
    bar.outline.set_visible(False)
    bar.set_label("pairs of tied municipalities", fontsize=8)
    bar.ax.tick_params(labelsize=7)
    bar.locator = need("matplotlib.ticker").MaxNLocator(integer=True)
    return "Pairs of municipalities with at least one tie, by the countries of the two (ISO 3166)."
