"""The share of ties that outlives a number of years, as a band."""

from __future__ import annotations

import math
from typing import Any

from graph.network.plots.plot_style import GRID, PALETTE, Setting
from graph.network.survival import survival


def draw_survival(figure: Any, setting: Setting) -> str:
    """Turnbull's estimate between the shortest and the longest that the dates allow."""
    axes = figure.add_subplot()
    found = survival(setting.network.ties, setting.when)
    if found is None:
        axes.set_axis_off()
        return "No tie has a known length."
    for curve, name, style in (
        (found.shortest, "every tie as short as its dates allow", ":"),
        (found.longest, "every tie as long as its dates allow", "--"),
    ):
        at, shares = zip(*curve, strict=True)
        axes.step(at, shares, where="post", color=PALETTE[5], linestyle=style, linewidth=1.2,
                  label=name)  # fmt: skip
    # After the longest time that a tie was watched nothing is known: the lines end there.
    years = [year for year in found.years if math.isfinite(year)]
    low, high = zip(*found.estimate[: len(years)], strict=True)
    axes.fill_between(years, low, high, step="pre", color=PALETTE[4], alpha=0.5,
                      linewidth=0, label="where its dates do not tell")  # fmt: skip
    axes.step(years, low, where="pre", color=PALETTE[0], linewidth=1.6,
              label="Turnbull's estimate")  # fmt: skip
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=0)
    axes.set_xlabel("years", fontsize=9)
    axes.set_ylabel("share of ties that last longer", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    axes.grid(color=GRID, linewidth=0.6)
    axes.legend(frameon=False, fontsize=8, loc="lower left")
    return found.said(setting.when)
