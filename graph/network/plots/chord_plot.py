"""The pairs between countries as bands across a circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.network.computing.network_libraries import need
from graph.network.measures.by_country import country_matrix
from graph.network.plots.plot_style import INK, OTHERS, PALETTE, Setting

Point = tuple[float, float]
# From the start to the end of a stretch of the circle, clockwise from the top, radians.
Stretch = tuple[float, float]
# Names of more would cover each other.
_MOST: Final = 24
_GAPS: Final = 0.15
_INNER: Final = 0.93
_THIN: Final = 0.03
_TOGETHER: Final = "other"


@dataclass(frozen=True)
class Band:
    """The pairs of two countries, or of one with itself.

    Attributes:
        one: position of the country that comes first.
        other: position of the other country.
        pairs: number of pairs.
        ends: the stretches of the circle that it joins, one at either country.
    """

    one: int
    other: int
    pairs: int
    ends: tuple[Stretch, Stretch]


def draw_chord(figure: Any, setting: Setting) -> str:
    """An arc a country, as long as its pairs are many; a band as wide as two countries' pairs."""
    axes = figure.add_subplot()
    axes.set_axis_off()
    names, matrix = _largest(*country_matrix(setting.network.simple))
    if not names:
        return "The network is empty."
    arcs, bands = chords(matrix)
    colours = [PALETTE[place] if place < len(PALETTE) else OTHERS for place in range(len(names))]
    # The narrow ones lie above, where the wide ones cannot hide them.
    for band in sorted(bands, key=lambda band: -band.pairs):
        axes.add_patch(_patch(band, colours[band.one]))
    for name, row, arc, colour in zip(names, matrix, arcs, colours, strict=True):
        axes.add_patch(_ring(arc, colour))
        _name(axes, f"{name} {sum(row)}", arc)
    axes.set_aspect("equal")
    axes.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25))
    at_home = any(row[place] for place, row in enumerate(matrix))
    return (
        "Pairs of municipalities with at least one tie, by the countries of the two (ISO 3166), "
        "with the number of each country's. A band has the colour of the country with more pairs."
        + (" A pair at home is twice on its country's arc." if at_home else "")
        + (f" Countries after the first {_MOST} are one." if _TOGETHER in names else "")
    )


def chords(matrix: Sequence[Sequence[int]]) -> tuple[list[Stretch], list[Band]]:
    """The places of the countries and of the bands between them on the circle.

    Args:
        matrix: number of pairs of each two countries, symmetric; within a country on the diagonal.

    Returns:
        The arc of each country, and the bands. The bands of a country leave it in the order in
        which their other ends lie around the circle, so that no two cross that need not.
    """
    size = len(matrix)
    ends = [sum(row) + row[place] for place, row in enumerate(matrix)]
    unit = 2 * math.pi * (1 - _GAPS) / sum(ends)
    gap = 2 * math.pi * _GAPS / size
    arcs: list[Stretch] = []
    stretches: dict[tuple[int, int], Stretch] = {}
    at = gap / 2
    for place, row in enumerate(matrix):
        start = at
        for step in range(1, size + 1):
            partner = (place - step) % size
            width = unit * row[partner] * (2 if partner == place else 1)
            stretches[place, partner] = (at, at + width)
            at += width
        arcs.append((start, at))
        at += gap
    return arcs, [
        Band(one, other, matrix[one][other], _ends(stretches, one, other))
        for one in range(size)
        for other in range(one, size)
        if matrix[one][other]
    ]


def _ends(
    stretches: dict[tuple[int, int], Stretch], one: int, other: int
) -> tuple[Stretch, Stretch]:
    start, end = stretches[one, other]
    middle = (start + end) / 2
    if one == other:
        return (start, middle), (middle, end)
    return (start, end), stretches[other, one]


def _largest(
    names: Sequence[str], matrix: Sequence[Sequence[int]]
) -> tuple[list[str], list[list[int]]]:
    """The countries with a pair by the number of their pairs, the smallest of many as one."""
    found = [place for place, row in enumerate(matrix) if any(row)]
    ranked = sorted(found, key=lambda place: (-sum(matrix[place]), names[place]))
    groups = [[place] for place in ranked]
    if len(groups) > _MOST:
        groups = [*groups[:_MOST], ranked[_MOST:]]
    sums = [[sum(matrix[a][b] for a in one for b in other) for other in groups] for one in groups]
    for place, group in enumerate(groups):
        # Off the diagonal both directions stand in the matrix, within the group they are one pair.
        own = sum(matrix[each][each] for each in group)
        sums[place][place] = (sums[place][place] + own) // 2
    return [names[group[0]] if len(group) == 1 else _TOGETHER for group in groups], sums


def _patch(band: Band, colour: str) -> Any:
    path = need("matplotlib.path").Path
    one, other = band.ends
    outline = [
        *((path.LINETO, point) for point in _arc(*one)),
        *((path.CURVE4, point) for point in _curve(one[1], other[0])),
        *((path.LINETO, point) for point in _arc(*other)),
        *((path.CURVE4, point) for point in _curve(other[1], one[0])),
    ]
    points = [point for _, point in outline]
    codes = [path.MOVETO, *(code for code, _ in outline[1:])]
    return need("matplotlib.patches").PathPatch(
        path(points, codes),
        facecolor=colour,
        edgecolor="white",
        alpha=0.7,
        # An outline of many thin bands would hide what lies below them.
        linewidth=0.4 if one[1] - one[0] > _THIN else 0,
    )


def _arc(start: float, end: float) -> list[Point]:
    steps = max(2, math.ceil((end - start) / 0.02))
    return [_at(start + (end - start) * step / steps) for step in range(steps + 1)]


def _curve(start: float, end: float) -> list[Point]:
    """The two control points and the end of a curve; the farther, the nearer to the centre."""
    apart = abs(math.remainder(end - start, 2 * math.pi)) / math.pi
    depth = _INNER * (1 - math.sqrt(apart))
    return [_at(start, depth), _at(end, depth), _at(end)]


def _at(angle: float, radius: float = _INNER) -> Point:
    return radius * math.sin(angle), radius * math.cos(angle)


def _ring(arc: Stretch, colour: str) -> Any:
    # matplotlib counts degrees the other way round, from the right.
    end, start = (90 - math.degrees(angle) for angle in arc)
    return need("matplotlib.patches").Wedge(
        (0, 0), 1.0, start, end, width=0.05, facecolor=colour, linewidth=0
    )


def _name(axes: Any, name: str, arc: Stretch) -> None:
    angle = (arc[0] + arc[1]) / 2
    turn = 90 - math.degrees(angle)
    left = angle > math.pi
    axes.text(
        *_at(angle, 1.03), name, color=INK, fontsize=8,
        rotation=turn + 180 if left else turn, rotation_mode="anchor",
        ha="right" if left else "left", va="center",
    )  # fmt: skip
