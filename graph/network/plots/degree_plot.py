"""The distribution of degrees: the share of nodes with at least so many neighbours."""

from __future__ import annotations

from typing import Any

from graph.network.measures.tail import power_law
from graph.network.plots.plot_style import GRID, PALETTE, Setting


def draw_degrees(figure: Any, setting: Setting) -> str:
    """The complementary cumulative distribution of degrees, both axes logarithmic."""
    graph, axes = setting.network.simple, figure.add_subplot()
    degrees = sorted(degree for degree in graph.degrees if degree)
    if not degrees:
        axes.set_axis_off()
        return "The network is empty."
    at = sorted(set(degrees))
    share = [sum(each >= degree for each in degrees) / len(degrees) for degree in at]
    axes.loglog(at, share, "o", color=PALETTE[0], markersize=5, label="nodes")
    sentence = "Share of the nodes with a tie that have at least so many neighbours."
    fit: Any = power_law(graph)
    if fit is not None:
        tail = [degree for degree in at if degree >= fit["xmin"]]
        first = share[at.index(tail[0])]
        line = [first * (degree / tail[0]) ** (1 - fit["alpha"]) for degree in tail]
        axes.loglog(tail, line, color=PALETTE[5], linewidth=1.4,
                    label=f"power law, exponent {fit['alpha']:.2f}")  # fmt: skip
        axes.legend(frameon=False, fontsize=8, loc="lower left")
        sentence += f" Fitted from {fit['xmin']:.0f} neighbours on (Clauset et al. 2009)."
    else:
        sentence += " With fewer than 100 nodes no power law is fitted."
    axes.set_xlabel("neighbours", fontsize=9)
    axes.set_ylabel("share of nodes with at least so many", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    steps = [base * 10**power for power in range(4) for base in (1, 2, 5)]
    axes.set_xticks([step for step in steps if step <= 1.2 * at[-1]])
    axes.set_yticks([1 / step for step in steps if 1 / step >= share[-1] / 1.2])
    axes.minorticks_off()
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:g}")
    axes.grid(color=GRID, linewidth=0.6)
    return sentence
