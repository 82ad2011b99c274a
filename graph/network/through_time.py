"""The network year by year: what held at the year's end, what formed and what ended, as bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Any

from graph.network.measures.degree import mean_degree
from graph.network.projection import project
from graph.network.selection import Municipalities, Selection
from graph.network.tie_facts import TieFacts
from graph.network.tie_network import Network, Tie
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, State


class Reading(StrEnum):
    """The readings of what is uncertain."""

    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True)
class Year:
    """A network at the end of a year, and what happened in it; each number from least to most.

    Attributes:
        year: the year.
        in_force: ties in force on its last day, certainly and at most.
        nodes: nodes with such a tie.
        formed: ties whose first day certainly, and can, lie in the year.
        ended: ties whose last day certainly, and can, lie in the year.
    """

    year: int
    in_force: tuple[int, int]
    nodes: tuple[int, int]
    formed: tuple[int, int]
    ended: tuple[int, int]

    def row(self) -> dict[str, int]:
        """The year as one flat row."""
        found = {"year": self.year}
        for name, value in asdict(self).items():
            if name != "year":
                found |= {f"{name}_{Reading.LEAST}": value[0], f"{name}_{Reading.MOST}": value[1]}
        return found


@dataclass(frozen=True)
class TiesOfYear:
    """The ties in force on one day of a year: certainly, and as far as anyone can tell."""

    year: int
    certain: int
    possible: int


def ties_by_year(ties: Sequence[Tie], until: int, day: tuple[int, int]) -> list[TiesOfYear]:
    """The number of ties in force on the same day of each year, in one pass over the ties.

    Args:
        ties: the ties.
        until: the last year.
        day: month and day.

    Returns:
        The years from the first that a tie names; none where no tie names one until then.
    """
    known = [year for tie in ties for year in _named_years(tie) if year <= until]
    if not known:
        return []
    since = min(known)
    steps = {reading: [0] * (until - since + 2) for reading in Reading}
    for tie in ties:
        for spell in tie.spells:
            first = max(_year_from(spell.start, day, since), since)
            last = min(_year_from(spell.before, day, until + 1), until + 1)
            for reading in Reading:
                if first < last and _holds(spell, reading):
                    steps[reading][first - since] += 1
                    steps[reading][last - since] -= 1
    sums = zip(accumulate(steps[Reading.LEAST]), accumulate(steps[Reading.MOST]), strict=True)
    return [TiesOfYear(since + at, *both) for at, both in enumerate(sums)][:-1]


def _named_years(tie: Tie) -> Iterator[int]:
    days = (tie.first.earliest, tie.first.latest, tie.last.latest)
    return (each.year for each in days if each)


def _year_from(start: date | None, day: tuple[int, int], otherwise: int) -> int:
    """The first year whose day lies on or after ``start``."""
    if start is None:
        return otherwise
    return start.year if (start.month, start.day) <= day else start.year + 1


def snapshot(ties: Iterable[Tie], day: date, reading: Reading) -> list[Tie]:
    """The ties in force on a day: certainly (least), or as far as anyone can tell (most)."""
    window = Bounds(day, day)
    return [
        tie
        for tie in ties
        if any(_holds(spell, reading) and spell.touches(window) for spell in tie.spells)
    ]


def growth(network: Network, since: int | None = None, until: int | None = None) -> list[Year]:
    """The network year by year.

    Args:
        network: a network of all times, of a selection without a period.
        since: first year; default: the first with a known day.
        until: last year; default: the last with a known day.
    """
    known = sorted(_years(network.ties))
    if not known:
        return []
    first = known[0] if since is None else since
    last = known[-1] if until is None else until
    return [_year(network.ties, year) for year in range(first, last + 1)]


def _year(ties: Sequence[Tie], year: int) -> Year:
    least, most = (snapshot(ties, date(year, 12, 31), reading) for reading in Reading)
    span = Bounds(date(year, 1, 1), date(year, 12, 31))
    formed = [_in_span(tie.first, span) for tie in ties]
    ended = [_in_span(tie.last, span) for tie in ties if tie.last.latest]
    return Year(
        year,
        (len(least), len(most)),
        (_ends(least), _ends(most)),
        (sum(sure for sure, _ in formed), sum(can for _, can in formed)),
        (sum(sure for sure, _ in ended), sum(can for _, can in ended)),
    )


def mergers(facts: TieFacts, selection: Selection) -> dict[str, Any]:
    """The effect of mergers on a network: the same ties between municipalities then and of today.

    ``then`` and ``today`` hold the size of both; ``carried`` names the nodes that became others.
    """
    networks = {
        each: project(facts, replace(selection, municipalities=each)) for each in Municipalities
    }
    sizes = {
        str(each): {
            "nodes": len(network.nodes),
            "ties": len(network.ties),
            "edges": len(network.simple.edges),
            "mean_degree": mean_degree(network.simple),
        }
        for each, network in networks.items()
    }
    gone = networks[Municipalities.THEN].nodes.keys() - networks[Municipalities.TODAY].nodes.keys()
    names = networks[Municipalities.THEN].nodes
    return {**sizes, "carried": sorted(names[iri].name(selection.lang) for iri in gone)}


def _holds(spell: Interval, reading: Reading) -> bool:
    if reading is Reading.LEAST:
        return spell.states == {State.IN_FORCE}
    return State.IN_FORCE in spell.states


def _in_span(day: Bounds, span: Bounds) -> tuple[bool, bool]:
    """True if a day known within bounds certainly, and whether it can, lie in a span."""
    earliest, latest = day.earliest or date.min, day.latest or date.max
    start, end = span.earliest or date.min, span.latest or date.max
    return start <= earliest and latest <= end, earliest <= end and start <= latest


def _ends(ties: Iterable[Tie]) -> int:
    return len({end for tie in ties for end in (tie.source, tie.target)})


def _years(ties: Iterable[Tie]) -> Iterator[int]:
    for tie in ties:
        for spell in tie.spells:
            yield from (day.year for day in (spell.start, spell.before) if day)
