"""When something holds: the status over time as stretches of a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise, product
from typing import Final

from api.html.provenance import Spell
from api.svg.time_strips import Stretch, Sureness
from graph.identifiers import concept

IN_FORCE: Final = concept("state", "in-force")
SUSPENDED: Final = concept("state", "suspended")
_OPEN: Final = "9999"
# What holds of two things together is what holds of the weaker.
_STRENGTH: Final = {IN_FORCE: 2, SUSPENDED: 1}


def stretches(*lives: Sequence[Spell]) -> list[Stretch]:
    """When all of the things certainly or possibly are in force, or are suspended.

    Args:
        lives: the spells of each thing, in the order of time and without a gap.
    """
    known = [each for each in lives if each]
    turns = _turns(known)
    held = {day: sureness(_together(_states(each, day) for each in known)) for day in turns}
    # A turn of one thing need not be a turn of all together.
    changes = [next(days) for _, days in groupby(turns, key=held.__getitem__)]
    return [
        Stretch(_day(start), _day(before), how)
        for start, before in pairwise([*changes, _OPEN])
        if (how := held[start])
    ]


def _turns(lives: Iterable[Sequence[Spell]]) -> list[str]:
    """The days from which a state may be another one, the open beginning first."""
    return sorted({spell.start for life in lives for spell in life})


def _states(life: Sequence[Spell], day: str) -> frozenset[str]:
    """The states that a thing may be in on a day."""
    held = [spell for spell in life if spell.start <= day < (spell.before or _OPEN)]
    return frozenset(cell.iri for spell in held for cell in spell.states)


def _together(states: Iterable[frozenset[str]]) -> frozenset[str]:
    weakest = (min(each, key=_strength) for each in product(*states))
    return frozenset(weakest)


def _strength(state: str) -> int:
    return _STRENGTH.get(state, 0)


def sureness(states: frozenset[str]) -> Sureness | None:
    """How surely something holds that may be in some states; None where it does not."""
    alone = len(states) == 1
    if IN_FORCE in states:
        return "certain" if alone else "possible"
    if SUSPENDED in states:
        return "suspended" if alone else "perhaps-suspended"
    return None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text not in ("", _OPEN) else None
