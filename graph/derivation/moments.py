"""Moments: what a world may choose a day from, as stretches of day numbers.

Days are numbers (``date.toordinal``), so that they compare and count quickly. An open side is the
first or the last day there is; nothing is known of a day beyond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from graph.errors import BadDate
from graph.time.edtf_dates import Bounds, alternatives, is_doubtful

FIRST: Final = date.min.toordinal()
LAST: Final = date.max.toordinal()

Stretch = tuple[int, int]
"""First and last day."""

Stretches = tuple[Stretch, ...]
"""Stretches in order, without overlap."""

UNKNOWN: Final[Stretches] = ((FIRST, LAST),)


class Moment(NamedTuple):
    """The days that the values of one property of one thing can mean.

    Attributes:
        sure: days that a source states without doubt.
        doubtful: days that are stated only with a question mark.
    """

    sure: Stretches
    doubtful: Stretches

    @property
    def hull(self) -> Stretch:
        """The first and the last of all days."""
        every = self.sure + self.doubtful
        return min(first for first, _ in every), max(last for _, last in every)

    def as_begin(self) -> Stretches:
        """Days of a begin: a doubtful one may be any day."""
        return UNKNOWN if self.doubtful else self.sure

    def as_act(self) -> Stretches:
        """Days of an act: a doubtful one may be any later day too, or none."""
        return joined((*self.sure, *((first, LAST) for first, _ in self.doubtful)))

    def day_after(self) -> Moment:
        """The days after."""
        return Moment(_shifted(self.sure), _shifted(self.doubtful))

    def last_day(self) -> int:
        """The last day it can be; the last there is where it is doubtful."""
        return LAST if self.doubtful else self.hull[1]


NEVER_DATED: Final = Moment(UNKNOWN, ())


@lru_cache(maxsize=65_536)
def agreed(values: tuple[str, ...]) -> Moment | None:
    """The moment of several EDTF values, or None where none of them can be read.

    Values that share days agree on these days. The moment is all days on which a largest group of
    values agrees; it is doubtful where all values of the group are.
    """
    read = [(_stretches(value), is_doubtful(value)) for value in values]
    several = [(stretches, doubt) for stretches, doubt in read if stretches]
    if not several:
        return None
    cut = list(_cut([stretches for stretches, _ in several]))
    groups = {group for _, group in cut}
    largest = {one for one in groups if not any(one < other for other in groups)}
    chosen: tuple[list[Stretch], list[Stretch]] = [], []
    for stretch, group in cut:
        if group in largest:
            chosen[all(several[number][1] for number in group)].append(stretch)
    return Moment(joined(chosen[0]), joined(chosen[1]))


def _stretches(value: str) -> Stretches:
    try:
        return joined(_numbered(each) for each in alternatives(value))
    except BadDate:  # the gate keeps these out; the step that shows days says so in the log
        return ()


def _numbered(bounds: Bounds) -> Stretch:
    earliest, latest = bounds.earliest or date.min, bounds.latest or date.max
    return earliest.toordinal(), latest.toordinal()


def _cut(several: Sequence[Stretches]) -> Iterable[tuple[Stretch, frozenset[int]]]:
    """Stretches in which the same values hold, with the numbers of these values."""
    days = {day for each in several for first, last in each for day in (first, last + 1)}
    for first, after in pairwise(sorted(days)):
        holding = frozenset(
            number
            for number, each in enumerate(several)
            if any(start <= first <= end for start, end in each)
        )
        if holding:
            yield (first, after - 1), holding


def joined(stretches: Iterable[Stretch]) -> Stretches:
    """The same days, with stretches that touch made one."""
    made: list[Stretch] = []
    for first, last in sorted(stretches):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(last, made[-1][1]))
        else:
            made.append((first, last))
    return tuple(made)


def _shifted(stretches: Stretches) -> Stretches:
    return tuple(
        (first + (FIRST < first < LAST), last + (FIRST <= last < LAST)) for first, last in stretches
    )


def either(several: Iterable[Moment]) -> Moment:
    """The days of any of several moments."""
    told = list(several)
    return Moment(
        joined(stretch for one in told for stretch in one.sure),
        joined(stretch for one in told for stretch in one.doubtful),
    )


def up_to(days: Stretches, last: int) -> Stretches:
    """The days up to a last one, unless there are none."""
    kept = tuple((first, min(end, last)) for first, end in days if first <= last)
    return kept or days


def later(one: Stretches, other: Stretches) -> Stretches:
    """The later of two independent days."""
    since = max(one[0][0], other[0][0])
    both = joined((*one, *other))
    return tuple((max(first, since), last) for first, last in both if last >= since)


def earlier(one: Stretches, other: Stretches) -> Stretches:
    """The earlier of two independent days."""
    return up_to(joined((*one, *other)), min(one[-1][1], other[-1][1]))


def latest(days: Stretches, day: int) -> int | None:
    """The last of the days that is not after a day, or None."""
    found = None
    for first, last in days:
        if first <= day:
            found = min(last, day)
    return found


def iso(day: int) -> str:
    """A day as ISO 8601 writes it."""
    return date.fromordinal(day).isoformat()
