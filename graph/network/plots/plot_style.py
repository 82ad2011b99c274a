"""The style of all plots: colours that everyone can tell apart, labels, captions, files."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from graph.licenses import short_name
from graph.network.computing.network_libraries import need
from graph.network.tie_network import Network

# Okabe and Ito, Color universal design (2008), without the yellow that is lost on white.
PALETTE: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000")
OTHERS: Final = "#999999"
GRID: Final = "#E4E7EB"
PALE: Final = "#C9CED6"
INK: Final = "#222222"
# To the right or left, above or below: the side on which a name is looked for first, and so on.
_SIDES: Final = ((1, 1), (-1, 1), (1, -1), (-1, -1))
_MOST_NAMES: Final = 200
_SIZE: Final = (8.0, 6.0)
_WIDTH: Final = 160
# Text as outlines would not be searched or copied; a fixed salt gives the same file each time.
_RC: Final = {"svg.fonttype": "none", "svg.hashsalt": "venskab", "pdf.fonttype": 42}


@dataclass(frozen=True)
class Setting:
    """The setting of a plot: data, language, colours.

    Attributes:
        network: the network.
        when: the day on which it is drawn, for the caption, and up to which ties are watched.
        outlines: land or countries to draw below a map: a file of GeoJSON, or rings of longitude
            and latitude.
        outlines_of: whose they are, for the caption.
    """

    network: Network
    when: date
    outlines: Path | Sequence[Sequence[Sequence[float]]] = ()
    outlines_of: str = ""


Drawing = Callable[[Any, Setting], str]


def draw(drawing: Drawing, setting: Setting, suffix: str) -> bytes:
    """A plot as SVG, PDF or PNG.

    Args:
        drawing: draws on a figure and says in a sentence what is to be seen.
        setting: what to draw.
        suffix: ``svg``, ``pdf`` or ``png``.

    Raises:
        LibraryMissing: ``venskab[network]`` is not installed.
    """
    return drawn(lambda figure: caption(drawing(figure, setting), setting), suffix)


def drawn(drawing: Callable[[Any], str], suffix: str) -> bytes:
    """A figure as SVG, PDF or PNG.

    Args:
        drawing: draws on the figure and gives the whole caption.
        suffix: ``svg``, ``pdf`` or ``png``.

    Raises:
        LibraryMissing: ``venskab[network]`` is not installed.
    """
    with need("matplotlib").rc_context(_RC):
        figure = need("matplotlib.figure").Figure(figsize=_SIZE, layout="constrained")
        need("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
        text = drawing(figure)
        figure.supxlabel(text, x=0.01, ha="left", fontsize=6.5, color=INK, linespacing=1.4)
        written = io.BytesIO()
        undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(suffix, {})
        figure.savefig(written, format=suffix, dpi=200, metadata=undated)
        return written.getvalue()


def caption(sentence: str, setting: Setting) -> str:
    """A caption: subject, selection, day, licence, and how to cite it."""
    about = setting.network.about()
    text = (
        f"{sentence} {len(setting.network.nodes)} nodes, {len(setting.network.ties)} ties. "
        f"Parameters: {about['parameters']}. Left out: {about['left_out']}. "
        f"Data generation {about['generation']}, drawn {setting.when}. "
        f"Licence: {short_name(about['licence'])}. "
        f"Cite as: {about['citation']}."
    )
    return wrapped(text)


def wrapped(text: str) -> str:
    """A caption in lines as long as a figure is wide."""
    return "\n".join(textwrap.wrap(text, _WIDTH))


def colours(network: Network) -> dict[str, str]:
    """A colour for each country, the largest first; the rest share a grey."""
    counted = Counter(agent.country for agent in network.nodes.values() if agent.country)
    ranked = sorted(counted, key=lambda country: (-counted[country], country))
    return dict(zip(ranked, PALETTE, strict=False))


def legend(axes: Any, shown: Set[str], chosen: Mapping[str, str]) -> None:
    """Name the colours of the countries that are shown."""
    point = need("matplotlib.lines").Line2D
    entries = {country: colour for country, colour in chosen.items() if country in shown}
    if shown - entries.keys():
        entries["other"] = OTHERS
    handles = [
        point([], [], marker="o", linestyle="", color=colour, label=country)
        for country, colour in entries.items()
    ]
    axes.legend(handles=handles, frameon=False, fontsize=7, loc="upper left",
                bbox_to_anchor=(1.0, 1.0))  # fmt: skip


def label(axes: Any, names: Sequence[tuple[str, float, float]]) -> None:
    """Write names beside points, the most important first, where they cover nothing.

    A name stands on the first of four sides on which it lies inside and hides no point and no name
    before it; one that has no such side is left out. Of many only the first are tried, for the
    others would find no room.
    """
    axes.figure.draw_without_rendering()
    renderer = axes.figure.canvas.get_renderer()
    box = need("matplotlib.transforms").Bbox
    points = axes.transData.transform([(x, y) for _, x, y in names])
    taken = [box.from_bounds(x - 4, y - 4, 8, 8) for x, y in points]
    # Names may run into the margin on the right, where the legend leaves room.
    room = box.from_extents(axes.bbox.x0, axes.bbox.y0, axes.bbox.x1 * 1.15, axes.bbox.y1)
    for name, x, y in names[:_MOST_NAMES]:
        for side in _SIDES:
            text = _written(axes, name, (x, y), side)
            found = text.get_window_extent(renderer)
            inside = room.containsx(found.x0) and room.containsx(found.x1)
            if inside and not any(found.overlaps(other) for other in taken):
                taken.append(found)
                break
            text.remove()


def _written(axes: Any, name: str, point: tuple[float, float], side: tuple[int, int]) -> Any:
    # A pale ground keeps names legible over lines; an outline would turn them into shapes.
    ground = {"facecolor": "white", "alpha": 0.65, "edgecolor": "none", "pad": 0.4}
    right, above = side
    return axes.annotate(
        name, point, xytext=(5 * right, 3 * above), textcoords="offset points", fontsize=6.5,
        color=INK, zorder=2.5, bbox=ground, ha="left" if right > 0 else "right",
        va="bottom" if above > 0 else "top",
    )  # fmt: skip
