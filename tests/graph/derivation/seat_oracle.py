"""The states of a partnership, found by trying every combination of the states of its seats."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tests.graph.derivation.status_oracle import (
    DAYS,
    ENDED,
    IN_FORCE,
    NOT_YET,
    SUSPENDED,
    Day,
    States,
)


def partnership_states(seats: Sequence[dict[Day, States]]) -> dict[Day, States]:
    """By enumeration over the independent seats: the partnership's states on each day."""
    return {
        day: frozenset(_together(world) for world in product(*(seat[day] for seat in seats)))
        for day in DAYS
    }


def _together(world: Sequence[str]) -> str:
    in_force = sum(state == IN_FORCE for state in world)
    alive = sum(state in (IN_FORCE, SUSPENDED) for state in world)
    begun = sum(state != NOT_YET for state in world)
    if in_force >= 2:
        return IN_FORCE
    if alive >= 2:
        return SUSPENDED
    return ENDED if begun >= 2 else NOT_YET
