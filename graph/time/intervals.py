"""Intervals of time with the states that are possible in them, joined and read as bounds.

An interval says which states are possible from one day until the day before another: a spell of the
vocabulary, a tie of a network, a bar of a timeline. A thing's intervals follow each other without
gap or overlap, and the first and the last are open. All that is uncertain stays uncertain: what is
joined here is the set of what is possible, never a guess in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import groupby, product
from typing import Final, Literal

from graph.time.edtf_dates import Bounds, next_day, previous_day


class State(StrEnum):
    """The state of a tie on a day."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    ENDED = "ended"


# A plan is no fact yet, and nothing comes of what was called off.
PLANNED: Final = frozenset({"planned", "announced", "under-study"})
CANCELLED: Final = "cancelled"
ACTIVE: Final = frozenset({State.IN_FORCE, State.SUSPENDED})
Sureness = Literal["certain", "possible", "suspended", "perhaps-suspended"]
Join = Callable[[State, State], State]


@dataclass(frozen=True, slots=True)
class Interval:
    """A time with one set of possible states.

    Attributes:
        start: first day; None for an open start.
        before: day after the last; None for an open end.
        states: the possible states; one is certain.
    """

    start: date | None
    before: date | None
    states: frozenset[State]

    @property
    def sureness(self) -> Sureness | None:
        """The certainty with which something holds or is suspended; None where it does not."""
        alone = len(self.states) == 1
        if State.IN_FORCE in self.states:
            return "certain" if alone else "possible"
        if State.SUSPENDED in self.states:
            return "suspended" if alone else "perhaps-suspended"
        return None

    def holds(self, day: date) -> bool:
        """True if a day lies in the interval."""
        return (self.start or date.min) <= day and (self.before is None or day < self.before)

    def touches(self, window: Bounds) -> bool:
        """True if a day of it lies in a window."""
        late = self.start and window.latest and self.start > window.latest
        early = self.before and window.earliest and self.before <= window.earliest
        return not (late or early)


Intervals = tuple[Interval, ...]
# A source that gives no day says that there is a tie, and of no day that it certainly was there.
UNDATED: Final[Intervals] = (
    Interval(None, None, frozenset({State.NOT_YET, State.IN_FORCE, State.ENDED})),
)
# A municipality that no source dates has been there all along.
ALWAYS: Final[Intervals] = (Interval(None, None, frozenset({State.IN_FORCE})),)


def both(one: State, other: State) -> State:
    """The state of what holds only while two things hold."""
    for state in (State.ENDED, State.NOT_YET, State.SUSPENDED):
        if state in {one, other}:
            return state
    return State.IN_FORCE


def either(one: State, other: State) -> State:
    """The state of what holds while at least one of two things holds."""
    for state in (State.IN_FORCE, State.SUSPENDED, State.ENDED):
        if state in {one, other}:
            return state
    return State.NOT_YET


def joined(one: Intervals, other: Intervals, join: Join) -> Intervals:
    """The intervals of what depends on two things that do not depend on each other."""
    cut = (
        Interval(start, before, frozenset(join(x, y) for x, y in product(a.states, b.states)))
        for a, b in product(one, other)
        if not _empty(start := _later(a.start, b.start), before := _sooner(a.before, b.before))
    )
    return tuple(_merged(sorted(cut, key=lambda spell: spell.start or date.min)))


def all_together(lives: Iterable[Intervals]) -> Intervals:
    """The intervals of what holds only while all of several things hold."""
    return reduce(lambda one, other: joined(one, other, both), lives)


def holding(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals in which something may hold; neighbours that are equally sure are one."""
    alike = (list(several) for _, several in groupby(intervals, lambda each: each.sureness))
    return [
        Interval(
            several[0].start,
            several[-1].before,
            frozenset().union(*(each.states for each in several)),
        )
        for several in alike
        if several[0].sureness
    ]


def between(began: Bounds, gone: Bounds) -> Intervals:
    """The intervals of what began, and was gone again, within bounds; None is an open side.

    Args:
        began: first and last day on which it can have begun.
        gone: first and last day on which it can have been over; both open: not known to be.
    """
    days = sorted({day for side in (began, gone) for day in (side.earliest, side.latest) if day})
    starts: list[date | None] = [None, *days]
    cut = (
        Interval(start, before, _possible(start or date.min, began, gone))
        for start, before in zip(starts, [*starts[1:], None], strict=True)
    )
    return tuple(_merged(cut))


def happening(status: str, began: Bounds, last: Bounds) -> Intervals:
    """The intervals of what has days but no status of its own, such as a visit.

    Args:
        status: notation of how far it has come; blank where nothing is said.
        began: first and last day that can be its first.
        last: first and last day that can be its last.
    """
    if status == CANCELLED:
        return (Interval(None, None, frozenset({State.NOT_YET})),)
    after = (next_day(day) if day else None for day in (last.earliest, last.latest))
    spells = between(began, Bounds(*after))
    if status not in PLANNED:
        return spells
    unsure = frozenset({State.NOT_YET})
    return tuple(Interval(each.start, each.before, each.states | unsure) for each in spells)


def _possible(day: date, began: Bounds, gone: Bounds) -> frozenset[State]:
    states = set()
    if day < (began.latest or date.max):
        states.add(State.NOT_YET)
    if (began.earliest or date.min) <= day < (gone.latest or date.max):
        states.add(State.IN_FORCE)
    if (gone.earliest or began.earliest or date.min) <= day:
        states.add(State.ENDED)
    return frozenset(states)


def possible(spells: Intervals, state: State, window: Bounds) -> bool:
    """True if the state is possible on some day of the window."""
    return any(state in spell.states and spell.touches(window) for spell in spells)


def certain(spells: Intervals, state: State, window: Bounds) -> bool:
    """True if the state is certain on some day of the window.

    What is known to have begun and ended inside the window was certainly there, even where no
    single day is certain.
    """
    if any(spell.states == {state} and spell.touches(window) for spell in spells):
        return True
    return state is State.IN_FORCE and _inside(spells, window)


def _inside(spells: Intervals, window: Bounds) -> bool:
    first, last = first_day(spells), last_day(spells)
    if not (first.earliest and first.latest and last.latest):
        return False
    return (window.earliest or date.min) <= first.earliest and last.latest <= (
        window.latest or date.max
    )


def first_day(spells: Intervals) -> Bounds:
    """The earliest and latest day that can be the first; None: any day before, or not known."""
    active = [spell for spell in spells if spell.states & ACTIVE]
    unbegun = [spell.before for spell in spells if State.NOT_YET in spell.states]
    earliest, latest = active[0].start if active else None, unbegun[-1] if unbegun else None
    # What ended on the day it began, and was resumed, is there from then on.
    return Bounds(earliest, _later(earliest, latest) if latest else None)


def last_day(spells: Intervals) -> Bounds:
    """The earliest and latest day that can be the last; None: no end is known."""
    first = first_day(spells).earliest
    lasting = [spell for spell in spells if not spell.states & {State.ENDED, State.NOT_YET}]
    active = [spell for spell in spells if spell.states & ACTIVE]
    earliest = _day_before(lasting[-1].before) if lasting else first
    return Bounds(earliest, _day_before(active[-1].before) if active else None)


def _day_before(day: date | None) -> date | None:
    return previous_day(day) if day else None


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _sooner(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _empty(start: date | None, before: date | None) -> bool:
    return bool(start and before and start >= before)


def _merged(spells: Iterator[Interval] | Sequence[Interval]) -> Iterator[Interval]:
    """Neighbours with the same states made one."""
    current: Interval | None = None
    for spell in spells:
        if current is None:
            current = spell
        elif current.states == spell.states:
            current = Interval(current.start, spell.before, current.states)
        else:
            yield current
            current = spell
    if current is not None:
        yield current
