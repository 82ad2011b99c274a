"""Facts with invented municipalities, small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.network.tie_facts import Agent, Layer, Relation, Role, Seat, TieFacts
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, Intervals, State, between

NORTH, SOUTH, EAST, OLD, TOWN, CLUB = "north", "south", "east", "old", "town", "club"
AGENTS = (
    Agent(
        NORTH, "municipality", {"en": "North", "da": "Nord"}, "DNK", "001", "Q1", (10.0, 56.0), 300
    ),
    Agent(SOUTH, "municipality", {"en": "South"}, "GRL", "002", point=(-51.7, 64.2)),
    Agent(EAST, "municipality", {"en": "East"}, "NOR", "003", "Q3", (11.0, 60.0), 100, 2020),
    Agent(OLD, "municipality", {"en": "Old & <new>"}, "GRL", "004"),
    Agent(TOWN, "locality", {"en": "Town"}, "GRL"),
    Agent(CLUB, "other", {"en": "The Club"}, "DNK"),
)

ALWAYS: Intervals = (Interval(None, None, frozenset({State.IN_FORCE})),)


def since(year: int, gone: int | None = None) -> Intervals:
    """Spells of what began some day of a year, and perhaps was gone some day of another."""
    began = Bounds(date(year, 1, 1), date(year, 12, 31))
    if gone:
        return between(began, Bounds(date(gone, 1, 1), date(gone, 12, 31)))
    going_on = (frozenset({State.NOT_YET, State.IN_FORCE}), frozenset({State.IN_FORCE}))
    return (
        Interval(None, began.earliest, frozenset({State.NOT_YET})),
        Interval(began.earliest, began.latest, going_on[0]),
        Interval(began.latest, None, going_on[1]),
    )


def seat(party: str, spells: Intervals = ALWAYS, role: Role = Role.BOTH, *sources: str) -> Seat:
    return Seat(f"seat-{party}", party, role, spells, frozenset(sources or {"list"}))


def relation(
    name: str,
    *seats: Seat,
    layer: Layer = Layer.PARTNERSHIP,
    kinds: Iterable[str] = (),
    areas: Iterable[str] = (),
    agreements: Iterable[str] = (),
    evidence: Iterable[str] = (),
) -> Relation:
    return Relation(
        f"relation-{name}",
        layer,
        seats,
        {"en": name},
        kinds=frozenset(kinds),
        areas=frozenset(areas),
        agreements=frozenset(agreements),
        evidence=frozenset(evidence),
    )


def facts(
    *relations: Relation,
    heirs: Mapping[str, Sequence[str]] | None = None,
    parts: Mapping[str, frozenset[str]] | None = None,
) -> TieFacts:
    return TieFacts(
        "generation-1",
        {agent.iri: agent for agent in AGENTS},
        relations,
        {"own-page": NORTH, "town-page": TOWN},
        {
            old: {new: Bounds(date(2009, 1, 1), date(2009, 1, 1)) for new in several}
            for old, several in (heirs or {}).items()
        },
        {"music": "culture"},
        {TOWN: {SOUTH: ALWAYS}},
        parts or {},
    )
