"""The open decisions of a state of the data, read from its engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from graph.engine.base import Engine
from graph.matching.compared_places import REFERENCE, ComparedPlace, PlaceRegister
from graph.matching.decisions import RULE, UNDECIDED, YES, MatchDecision
from graph.matching.gains import Gains, OpenDecision
from graph.network.fact_reader import Rows, read_rows
from graph.terms import point_of
from graph.tiers import LIST_GRAPHS
from queries.internal_queries import internal

_LIST_PLACES: Final = "/list-place/"
MATCH_QUERIES: Final = (
    "lists", "open", "same", "places", "targets", "neighbours", "neighbours-of-targets", "partners",
)  # fmt: skip


async def open_matches(engine: Engine) -> list[OpenDecision]:
    """The open decisions, those first that make most ties comparable.

    Raises:
        LimitMet: the engine's limits are too low for the graph.
    """
    known: dict[str, str] = {}
    found = {
        name: await read_rows(engine, internal(f"matching/{name}"), known) for name in MATCH_QUERIES
    }
    return open_decisions(found)


def open_decisions(found: Mapping[str, Rows]) -> list[OpenDecision]:
    """The open decisions that the answers to all queries hold."""
    lists = [row[0].removeprefix(LIST_GRAPHS) for row in found["lists"]]
    registers = _registers(found, lists)
    decisions: dict[str, list[MatchDecision]] = defaultdict(list)
    for place, target, score, reason in found["open"]:
        chance = float(score or 0)
        row = MatchDecision(place, target, "", UNDECIDED, chance, reason, RULE)
        decisions[_register_of(place, lists)].append(row)
    for place, target in found["same"]:
        row = MatchDecision(place, target, "", YES, 1.0, "", RULE)
        decisions[_register_of(place, lists)].append(row)
    return Gains(registers, decisions).open_ones()


def _registers(found: Mapping[str, Rows], lists: Iterable[str]) -> list[PlaceRegister]:
    """As much of each list and of the reference data as open decisions need."""
    places: dict[str, dict[str, ComparedPlace]] = defaultdict(dict)
    ties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for of in ("neighbours", "neighbours-of-targets", "partners"):
        for place, neighbour, name in found[of]:
            register = _register_of(place, lists)
            ties[register][place].add(neighbour)
            ends = places[_register_of(neighbour, lists)]
            ends.setdefault(neighbour, ComparedPlace(neighbour, (name,)))
    for place, target in found["same"]:
        for iri in (place, target):
            places[_register_of(iri, lists)].setdefault(iri, ComparedPlace(iri, ("",)))
    described: set[str] = set()
    for of in ("places", "targets"):
        for row in found[of]:
            _describe(places[_register_of(row[0], lists)], row, described)
    return [
        PlaceRegister(
            name,
            places[name],
            {place: frozenset(others) for place, others in ties[name].items()},
        )
        for name in (REFERENCE, *lists)
    ]


def _describe(places: dict[str, ComparedPlace], row: tuple[str, ...], described: set[str]) -> None:
    """Add a row of names, country and point to what is known of a place."""
    iri, name, country, wkt = row
    point = point_of(wkt) if wkt else None
    before = places[iri] if iri in described else ComparedPlace(iri, ())
    described.add(iri)
    points = (*before.points, point) if point else before.points
    places[iri] = replace(
        before,
        names=tuple(dict.fromkeys((*before.names, name))),
        country=country,
        points=tuple(dict.fromkeys(points)),
    )


def _register_of(iri: str, lists: Iterable[str]) -> str:
    """The list of a place, by its IRI; the reference data of any other."""
    _, is_listed, key = iri.rpartition(_LIST_PLACES)
    if not is_listed:
        return REFERENCE
    return max((name for name in lists if key.startswith(f"{name}-")), key=len, default=REFERENCE)
