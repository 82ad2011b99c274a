"""How the things of a collection stand on a day: their status, and whether what they owe is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.collections.collection import Collection, Filter
from graph.collections.filters import parameter
from graph.collections.time_counts import Span
from graph.terms import Row, text_of
from graph.texts import N_
from graph.time.edtf_dates import Bounds
from graph.time.intervals import State

STATUSES: Final = (
    *map(str, State),
    "possibly-in-force",
    "possibly-suspended",
    "possibly-ended",
)
DUES: Final = ("overdue", "possibly-overdue", "within-a-year", "later", "expired", "none")
# What still waits to be done, in the order in which it matters.
WAITING: Final = frozenset(DUES[:4])
NO_DUE: Final = DUES[-1]
TODAY: Final = Filter(
    parameter("today", "text", "in-force", N_("Status today"), choices=STATUSES), ""
)
DUE: Final = Filter(parameter("due", "text", "overdue", N_("Deadline"), choices=DUES), "")
_AHEAD: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Owed:
    """A review that no source tells of.

    Attributes:
        due: the days that it can fall due.
        overdue: the day from which it is certainly overdue.
        end: the day from which it is not owed any more; None where no end is known.
    """

    due: Bounds
    overdue: date
    end: date | None

    def on(self, day: date) -> str:
        """How it stands on a day: one of ``DUES``."""
        first = self.due.earliest
        if self.end and self.end <= day:
            return "expired"
        if self.overdue <= day:
            return "overdue"
        if first and first < day:
            return "possibly-overdue"
        return "within-a-year" if not first or first <= day + _AHEAD else "later"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing stands on a day.

    Attributes:
        status: one of ``STATUSES``; blank where nothing tells it.
        due: one of ``DUES``; blank for things that owe no review.
        days: the days that the review can fall due; None without one.
    """

    status: str = ""
    due: str = ""
    days: Bounds | None = None

    def value(self, of: Filter) -> str:
        """The value of one of the filters here."""
        return self.due or NO_DUE if of is DUE else self.status


def filters_of(collection: Collection) -> tuple[Filter, ...]:
    """The filters by how the things of a collection stand today."""
    return (*((DUE,) if collection.reviewed else ()), *((TODAY,) if collection.states else ()))


def read_owed(rows: Iterable[Row]) -> Mapping[str, Owed]:
    """The rows of the internal query ``reviews-owed``; of sources that disagree the widest days."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["thing"].value, []).append(row)
    return {thing: _owed(several) for thing, several in found.items()}


def _owed(rows: Sequence[Row]) -> Owed:
    first, last, overdue, end = (
        sorted(date.fromisoformat(day) for row in rows if (day := text_of(row, name)))
        for name in ("first", "last", "overdue", "end")
    )
    due = Bounds(first[0] if first else None, last[-1])
    return Owed(due, overdue[0], end[0] if end else None)


def standings(
    collection: Collection,
    things: Iterable[str],
    spans: Mapping[str, Span],
    owed: Mapping[str, Owed],
    day: date,
) -> dict[str, Standing]:
    """How things stand on a day.

    Args:
        collection: of which they are.
        things: the things.
        spans: those with spells of status.
        owed: those that owe a review.
        day: the day.
    """
    return dict(_each(collection, things, spans, owed, day))


def _each(
    collection: Collection,
    things: Iterable[str],
    spans: Mapping[str, Span],
    owed: Mapping[str, Owed],
    day: date,
) -> Iterator[tuple[str, Standing]]:
    # What no source dates has been there all along.
    undated = State.IN_FORCE if "vsk:Municipality" in collection.classes else ""
    for thing in things:
        review = owed.get(thing)
        yield (
            thing,
            Standing(
                _status(spans[thing], day) if thing in spans else undated,
                review.on(day) if review else "",
                review.due if review else None,
            ),
        )


def _status(span: Span, day: date) -> str:
    return status_among(next((each.states for each in span.spells if each.holds(day)), frozenset()))


def status_among(states: frozenset[State]) -> str:
    """The status of what is in one of some states, of :data:`STATUSES`; blank for none."""
    if len(states) == 1:
        return str(*states)
    for state in (State.IN_FORCE, State.SUSPENDED, State.ENDED):
        if state in states:
            return f"possibly-{state}"
    return ""
