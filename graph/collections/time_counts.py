"""Spans of the things of a collection, and the numbers in force in each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Final

from graph.collections.collection import PROLOGUE, Collection
from graph.collections.json_terms import property_of
from graph.terms import Row, text_of
from graph.time.edtf_dates import Bounds, bounds, is_edtf, previous_day
from graph.time.intervals import (
    CANCELLED,
    PLANNED,
    Interval,
    Intervals,
    State,
    either,
    first_day,
    happening,
    joined,
    last_day,
)

_STATES: Final = (
    PROLOGUE
    + """SELECT ?thing ?seat ?state ?start ?before {
  %s %s ?spell vsk:concerns ?seat ; vsk:possibleState ?state .
  OPTIONAL { ?spell vsk:spellFrom ?start } OPTIONAL { ?spell vsk:spellEndExclusive ?before }
}"""
)
_DAYS: Final = (
    PROLOGUE
    + """SELECT DISTINCT ?thing ?property ?value {
  %s VALUES ?property { <%s> vsk:ended vsk:initiativeStatus } ?thing ?property ?value
}"""
)


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which a thing holds or happens.

    Attributes:
        spells: its possible states over time.
        dates: for what only happens, its dates (EDTF).
        planned: whether no source says that it came about.
    """

    spells: Intervals
    dates: tuple[str, ...] = ()
    planned: bool = False

    @property
    def first(self) -> Bounds:
        """The earliest and latest day that can be its first."""
        return first_day(self.spells)

    @property
    def last(self) -> Bounds:
        """The earliest and latest day that can be its last; None: no end is known."""
        return last_day(self.spells)

    @property
    def acts(self) -> list[Bounds]:
        """The days that each of its dates can mean."""
        return [bounds(text) for text in self.dates]

    @property
    def days(self) -> list[date]:
        """The days on which something is known to change."""
        pairs = ((spell.start, spell.before) for spell in self.spells)
        return [day for pair in pairs for day in pair if day is not None]


def spans_query(collection: Collection) -> str:
    """SPARQL for when the things of a collection hold; :func:`read_spans` reads the rows."""
    if not collection.states and not collection.seats:
        return _DAYS % (collection.members, property_of(collection.period))
    path = f"?thing {collection.seats} ?seat ." if collection.seats else "BIND(?thing AS ?seat)"
    return _STATES % (collection.members, path)


def read_spans(collection: Collection, rows: Sequence[Row]) -> Mapping[str, Span]:
    """The things that have a place in time, with their spans."""
    if collection.states or collection.seats:
        return {thing: Span(spells) for thing, spells in _by_thing(rows)}
    return dict(_happenings(collection, rows))


def _by_thing(rows: Iterable[Row]) -> Iterator[tuple[str, Intervals]]:
    """Things with their spells: those of a thing with several seats are of any of them."""
    states: defaultdict[tuple[str, ...], set[State]] = defaultdict(set)
    for row in rows:
        key = (
            text_of(row, "thing"),
            text_of(row, "seat"),
            text_of(row, "start"),
            text_of(row, "before"),
        )
        states[key].add(_state(text_of(row, "state")))
    seats: defaultdict[str, defaultdict[str, list[Interval]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (thing, seat, start, before), possible in sorted(states.items()):
        spell = Interval(_day(start), _day(before), frozenset(possible))
        seats[thing][seat].append(spell)
    for thing, several in seats.items():
        first, *others = (tuple(each) for each in several.values())
        for other in others:
            first = joined(first, other, either)
        yield thing, first


def _happenings(collection: Collection, rows: Iterable[Row]) -> Iterator[tuple[str, Span]]:
    """Things that only have dates, with their spans."""
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        said[text_of(row, "thing")][_tail(row, "property")].append(text_of(row, "value"))
    began = property_of(collection.period).rpartition("#")[2]
    for thing, values in said.items():
        dates = sorted(filter(is_edtf, values[began]))
        first = [bounds(text) for text in dates]
        last = [bounds(text) for text in values["ended"] if is_edtf(text)]
        status = "".join(values["initiativeStatus"][:1]).rpartition("/")[2]
        if not (first or last) or status == CANCELLED:
            continue
        end = _widest(last) if collection.lasting else _widest(last or first)
        yield (
            thing,
            Span(
                happening(status, _widest(first), end),
                () if collection.lasting else tuple(dates),
                status in PLANNED,
            ),
        )


def _widest(several: Sequence[Bounds]) -> Bounds:
    """Bounds that hold all of several; open where there is none."""
    earliest = [each.earliest for each in several]
    latest = [each.latest for each in several]
    return Bounds(
        None if None in earliest else min((day for day in earliest if day), default=None),
        None if None in latest else max((day for day in latest if day), default=None),
    )


@cache
def _state(iri: str) -> State:
    return State(iri.rpartition("/")[2])


def _tail(row: Row, name: str) -> str:
    return text_of(row, name).replace("#", "/").rpartition("/")[2]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Years:
    """A row of equal stretches of years.

    Attributes:
        first: the first year.
        step: years in each stretch.
        number: how many stretches.
    """

    first: int
    step: int
    number: int

    def place(self, year: int) -> int:
        """The stretch of a year; those beyond lie in the first or the last."""
        return min(max((year - self.first) // self.step, 0), self.number - 1)


def years_over(days: Iterable[date], most: int) -> Years:
    """Years that hold all days, in at most so many stretches of one, two, five, ten … years."""
    named = [day.year for day in days]
    first, last = min(named), max(named)
    steps = (base * 10**power for power in range(5) for base in (1, 2, 5))
    step = next(each for each in steps if last // each - first // each < most)
    first -= first % step
    return Years(first, step, (last - first) // step + 1)


def counted(spans: Iterable[Span], years: Years) -> list[tuple[int, int]]:
    """The numbers in force on some day of each stretch: certainly, and at most.

    What is known to have begun and ended inside a stretch was certainly there, even where no
    single day is certain.
    """
    # Where the number rises and falls; the sum from the left is the number itself.
    turns = [[0] * (years.number + 1) for _ in range(2)]
    for span in spans:
        for turn, ranges in zip(
            turns, (_certain(span, years), _possible(span, years)), strict=True
        ):
            for start, end in _apart(ranges):
                turn[start] += 1
                turn[end + 1] -= 1
    certain, possible = (list(accumulate(turn))[:-1] for turn in turns)
    return list(zip(certain, possible, strict=True))


def _certain(span: Span, years: Years) -> list[tuple[int, int]]:
    found = _ranges((each for each in span.spells if each.states == {State.IN_FORCE}), years)
    if found or not _possible(span, years):
        return found
    first, last = span.first, span.last
    if not (first.earliest and first.latest and last.latest):
        return []
    start, end = years.place(first.earliest.year), years.place(last.latest.year)
    return [(start, end)] if start == end else []


def _possible(span: Span, years: Years) -> list[tuple[int, int]]:
    return _ranges((each for each in span.spells if State.IN_FORCE in each.states), years)


def _ranges(spells: Iterable[Interval], years: Years) -> list[tuple[int, int]]:
    """The stretches that spells lie in; none for a spell that lies before or after them all."""
    found = []
    for spell in spells:
        end = previous_day(spell.before) if spell.before else None
        first = spell.start.year if spell.start else years.first
        last = end.year if end else years.first + years.number * years.step - 1
        if last >= years.first and first < years.first + years.number * years.step:
            found.append((years.place(first), years.place(last)))
    return found


def _apart(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same places, each in one range only."""
    behind = 0
    for start, end in ranges:
        if max(start, behind) <= end:
            yield max(start, behind), end
            behind = end + 1
