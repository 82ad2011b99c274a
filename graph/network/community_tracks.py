"""Communities through the years: the same one keeps its number, and with it its colour.

The communities of all times come first, numbered from 1 for the largest. Then the years follow each
other, and each community of a year takes the number of the one that it overlaps most, as that one
was when it was last seen. What overlaps none begins a new number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.network.tie_network import Tie

# Middle of a year, which stands for it: month and day.
_MIDDLE: Final = (7, 1)
Members = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class CommunityTracks:
    """The members that each community had when it was last seen, day by day.

    Attributes:
        states: days in order with the members by number; the first is that of all times.
    """

    states: Sequence[tuple[date, Members]]

    @classmethod
    def of(cls, whole: Members, years: Iterable[tuple[date, Members]]) -> CommunityTracks:
        """Follow communities from year to year.

        Args:
            whole: communities of all times.
            years: days in order, each with its own communities.
        """
        states = [(date.min, dict(whole))]
        for day, found in years:
            known = states[-1][1]
            numbers = matched(known, found)
            seen = {numbers[own]: members for own, members in found.items()}
            states.append((day, {**known, **seen}))
        return cls(states)

    def numbers(self, found: Members, day: date) -> dict[int, int]:
        """The lasting number of each community of a day, by its own number."""
        known = next(members for when, members in reversed(self.states) if when <= day)
        return matched(known, found)


def matched(known: Members, found: Members) -> dict[int, int]:
    """The number that each found community takes over, or a new one; no two take the same.

    The pair that overlaps most, by the share of their members that is common (Jaccard), comes
    first; equal ones in the order of their numbers, so that the same communities match the same.
    """
    pairs = sorted(_overlaps(known, found))
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, number, own in pairs:
        if own not in taken and number not in given:
            taken[own] = number
            given.add(number)
    free = max([0, *known]) + 1
    for own in sorted(found.keys() - taken.keys()):
        taken[own] = free
        free += 1
    return taken


def _overlaps(known: Members, found: Members) -> Iterator[tuple[float, int, int]]:
    """Pairs that have members in common: the share, negative, and both numbers."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for number, members in known.items():
        for member in members:
            where[member].append(number)
    for own, members in found.items():
        for number in {number for member in members for number in where[member]}:
            common = len(members & known[number])
            yield -common / (len(members) + len(known[number]) - common), number, own


def members(nodes: Sequence[str], communities: Sequence[int]) -> Members:
    """The members of each community by its number."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for node, number in zip(nodes, communities, strict=True):
        found[number].add(node)
    return {number: frozenset(several) for number, several in found.items()}


def days_of_change(ties: Iterable[Tie]) -> list[date]:
    """The middles of the years by which a tie may have begun or ended, in order."""
    bounds = {
        day for tie in ties for spell in tie.spells for day in (spell.start, spell.before) if day
    }
    years = {day.year + ((day.month, day.day) > _MIDDLE) for day in bounds}
    return [date(year, *_MIDDLE) for year in sorted(years)]
