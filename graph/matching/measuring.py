"""Measures of matching: how often decisions are right and how many are found, with intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.comparison.shares import Share, share
from graph.matching.compared_places import ComparedPlace
from graph.matching.decisions import YES, MatchDecision


@dataclass(frozen=True)
class TwoPaths:
    """Places of a country that an identifier and a name with a point both lead to.

    Attributes:
        country: its code.
        precision: decided by name and point, those that the identifier agrees with.
        found: led to by an identifier, those that name and point decided as well.
    """

    country: str
    precision: Share
    found: Share


def two_paths(
    places: Mapping[str, ComparedPlace],
    with_ids: Iterable[MatchDecision],
    with_points: Sequence[MatchDecision],
) -> list[TwoPaths]:
    """Compare two paths to the reference data, which know nothing of each other, by country.

    One is the identifier of a place; the other is name, country and point of the place of another
    list that has the same name and neighbours.

    Args:
        places: the reference data.
        with_ids: decisions of the list that has identifiers.
        with_points: decisions of the list that has countries and points.
    """
    by_id = {
        row.place: _seat(places, row.target)
        for row in with_ids
        if row.decision == YES and row.reason.startswith("id ") and row.target in places
    }
    named, linked = _named_and_linked(places, with_points, by_id)
    told: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for place, seats in linked.items():
        country = places[min(seats)].country
        told[country].append((bool(named[place]), named[place] == seats))
    return [
        TwoPaths(
            country,
            share(sum(right for _, right in rows), sum(found for found, _ in rows)),
            share(sum(found for found, _ in rows), len(rows)),
        )
        for country, rows in sorted(told.items())
    ]


def _named_and_linked(
    places: Mapping[str, ComparedPlace], rows: Sequence[MatchDecision], by_id: Mapping[str, str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The municipalities of each place by name and point, and those by identifier."""
    named: dict[str, set[str]] = defaultdict(set)
    linked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.decision != YES:
            continue
        if row.target in places and not row.reason.startswith("by way of"):
            named[row.place].add(_seat(places, row.target))
        if row.target in by_id:
            linked[row.place].add(by_id[row.target])
    return named, linked


def _seat(places: Mapping[str, ComparedPlace], iri: str) -> str:
    return places[iri].within or iri
