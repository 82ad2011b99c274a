"""The rows of a timeline in an order, in groups and in pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from graph.collation import danish_key
from graph.collections.time_counts import Span
from graph.texts import N_, Text
from graph.time.intervals import State

ROWS: Final = 60
# Orders with their names; the last needs things that go on for a time.
SORTS: Final[Mapping[str, Text]] = {
    "begin": N_("oldest first"),
    "-begin": N_("newest first"),
    "end": N_("end"),
    "name": N_("name"),
    "length": N_("duration"),
}
_YEAR: Final = 365.2425


@dataclass(frozen=True)
class OrderedRow:
    """A thing on a timeline.

    Attributes:
        iri: the thing.
        name: what it is called.
        lang: the language of that name, or blank.
        span: when it holds or happens; None where nothing says.
        certainty: how certainly it fits what was asked.
        group: the group it is in, or blank.
    """

    iri: str
    name: str
    lang: str = ""
    span: Span | None = None
    certainty: str = ""
    group: str = ""


class TimeInForce(NamedTuple):
    """A length until a day: certainly, and at most, days; None is no bound."""

    least: int
    most: int | None

    @property
    def years(self) -> tuple[int, int | None]:
        """The same in whole years."""
        return int(self.least / _YEAR), None if self.most is None else int(self.most / _YEAR)


def length(span: Span, today: date) -> TimeInForce:
    """The time that something was in force until today."""
    least, most = 0, 0
    endless = False
    for spell in span.spells:
        if State.IN_FORCE not in spell.states:
            continue
        end = min(spell.before or date.max, today + timedelta(days=1))
        endless |= spell.start is None
        days = max((end - (spell.start or end)).days, 0)
        least += days if spell.states == {State.IN_FORCE} else 0
        most += days
    return TimeInForce(least, None if endless else most)


def ordered(rows: Iterable[OrderedRow], sort: str, today: date) -> list[OrderedRow]:
    """The rows in an order, group by group; what has no day comes last in its group.

    Args:
        rows: all of them, in the order of their names, which those with the same place keep.
        sort: one of :data:`SORTS`.
        today: until when a length is measured.
    """
    several = list(rows)
    named = sorted({row.group for row in several}, key=lambda name: (name == "", danish_key(name)))
    rank = {name: at for at, name in enumerate(named)}
    return sorted(several, key=lambda row: (rank[row.group], _place(row.span, sort, today)))


def _place(span: Span | None, sort: str, today: date) -> tuple[int, int]:
    """A rank, and a place in it."""
    if sort == "name":
        return 0, 0
    if span is None:
        return 2, 0
    if sort == "length":
        least, most = length(span, today)
        return 0, -(least * 10**7 + (10**7 - 1 if most is None else most))
    first, last = span.first, span.last
    begun, over = first.earliest or first.latest, last.latest or last.earliest
    day = over if sort == "end" else begun
    if day is None:
        return (1 if span.days else 2), 0
    return 0, day.toordinal() * (-1 if sort == "-begin" else 1)


def pages(number: int) -> int:
    """The number of pages that so many rows fill; one at the least."""
    return max(-(-number // ROWS), 1)


def on_page(rows: Sequence[OrderedRow], page: int) -> Sequence[OrderedRow]:
    """The rows of a page, counted from one."""
    return rows[(page - 1) * ROWS : page * ROWS]


def grouped(rows: Iterable[OrderedRow]) -> list[tuple[str, list[OrderedRow]]]:
    """Rows that stand together, with the group that they are in."""
    return [(name, list(several)) for name, several in groupby(rows, lambda row: row.group)]
