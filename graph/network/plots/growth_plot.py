"""The number of ties at the end of each year."""

from __future__ import annotations

from typing import Any

from graph.network.plots.plot_style import GRID, PALETTE, Setting
from graph.network.through_time import growth


def draw_growth(figure: Any, setting: Setting) -> str:
    """The ties in force at each year's end, from those that certainly were to those that may be."""
    axes = figure.add_subplot()
    years = growth(setting.network, until=setting.when.year)
    at = [each.year for each in years]
    least, most = ([each.in_force[place] for each in years] for place in (0, 1))
    axes.fill_between(at, least, most, step="mid", color=PALETTE[4], alpha=0.45, linewidth=0,
                      label="possibly in force")  # fmt: skip
    axes.step(at, least, where="mid", color=PALETTE[0], linewidth=1.6, label="certainly in force")
    axes.set_ylim(bottom=0)
    axes.set_ylabel("ties at the end of the year", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    return "Ties in force at the end of each year; the band holds what the dates leave open."
