"""Cuts shapes to a frame, so that a page does not carry what nobody sees.

Sutherland and Hodgman, Reentrant polygon clipping (1974): one edge of the frame after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def clipped(ring: Sequence[Point], width: float, height: float, room: float) -> list[Point]:
    """The part of a polygon in a frame; empty where it lies outside.

    Args:
        ring: its corners, px; the last may repeat the first.
        width: of the frame, px.
        height: of the frame, px.
        room: how far around the frame it is kept, so that the cuts are not seen, px.
    """
    kept = list(ring)
    for axis, edge in ((0, width + room), (1, height + room)):
        for line, side in ((-room, 1), (edge, -1)):
            if any((each[axis] - line) * side < 0 for each in kept):
                kept = _cut(kept, axis, line, side)
    return kept


def _cut(ring: list[Point], axis: int, edge: float, side: int) -> list[Point]:
    """The part on one side of a line along an axis."""
    made: list[Point] = []
    for one, other in pairwise([*ring[-1:], *ring]):
        begins, ends = ((each[axis] - edge) * side >= 0 for each in (one, other))
        if begins != ends:
            share = (edge - one[axis]) / (other[axis] - one[axis])
            x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
            made.append((x, y))
        if ends:
            made.append(other)
    return made
