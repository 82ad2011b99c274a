"""Reads the facts from the engine: one answer in CSV for each plain pattern, joined here.

Rows one by one would take the engine longer than all the measures (DESIGN section 6); whole answers
come as fast as it can write them, and the standard library reads CSV as fast.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from graph.engine.base import CSV, Engine, Request
from graph.identifiers import DERIVED_GRAPH
from graph.network.fact_queries import fact_queries
from graph.network.tie_facts import Agent, Layer, Relation, Role, Seat, TieFacts
from graph.terms import point_of
from graph.texts import N_
from graph.time.edtf_dates import Bounds
from graph.time.intervals import ALWAYS, UNDATED, Interval, Intervals, State, happening

Progress = Callable[[str, float, float], None]
Rows = list[tuple[str, ...]]
Answers = dict[str, Rows]
Sets = Mapping[str, frozenset[str]]


async def read_facts(engine: Engine, progress: Progress = lambda *_: None) -> TieFacts:
    """Read all that projections are made from.

    Args:
        engine: who answers, of one generation.
        progress: told what is read, how much of it is done, and of how much.

    Raises:
        LimitMet: the engine's limits are too low for the graph.
    """
    answers: dict[str, Rows] = {}
    known: dict[str, str] = {}
    queries = fact_queries()
    for done, (name, text) in enumerate(queries.items()):
        progress(N_("Reading {name}", name=name.replace("_", " ")), done, len(queries))
        answers[name] = await read_rows(engine, text, known)
    return facts_of(answers, engine.generation)


async def read_rows(engine: Engine, text: str, known: dict[str, str]) -> Rows:
    """The rows of an answer; a text that is ``known`` from another row is not held again.

    Raises:
        LimitMet: the engine's limits are too low for the graph.
    """
    answer = await engine.query(Request(text, (CSV,)))
    with io.TextIOWrapper(io.BytesIO(answer.take()), encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [tuple([known.setdefault(cell, cell) for cell in row]) for row in rows]


def facts_of(answers: Answers, generation: str) -> TieFacts:
    """The facts that the answers to all queries hold; each answer is taken out as it is read."""
    spells = _spells(answers.pop("spells"), answers.pop("spells_of_things"))
    acting: defaultdict[str, dict[str, Intervals]] = defaultdict(dict)
    for town, municipality in sorted(answers.pop("acting")):
        acting[town][municipality] = spells.get(municipality, ALWAYS)
    return TieFacts(
        generation,
        {agent.iri: agent for agent in _agents(answers)},
        sorted(_relations(answers, spells), key=lambda relation: (relation.layer, relation.iri)),
        _first(answers.pop("publishers")),
        _heirs(answers.pop("heirs")),
        {_tail(area): _tail(wider) for area, wider in answers.pop("broader")},
        acting,
        _sets(answers.pop("parts")),
        _members(answers.pop("agreement_texts")),
    )


def _agents(answers: Answers) -> Iterator[Agent]:
    names = _names(answers.pop("names"))
    value = {name: _first(answers.pop(name)) for name in ("country", "code", "wikidata", "point")}
    people, years = _latest_population(answers)
    kinds = {agent: _kind(kind) for agent, kind in answers.pop("kinds")}
    for iri, kind in sorted(kinds.items()):
        yield Agent(
            iri,
            kind,
            names[iri],
            _tail(value["country"].get(iri, "")),
            value["code"].get(iri, ""),
            _tail(value["wikidata"].get(iri, "")),
            point_of(value["point"].get(iri, "")),
            people.get(iri),
            years.get(iri),
        )


def _latest_population(answers: Answers) -> tuple[dict[str, int], dict[str, int]]:
    """The number of inhabitants where there is one, and its year."""
    several = _sets(answers.pop("population"))
    people = {iri: int(next(iter(found))) for iri, found in several.items() if len(found) == 1}
    years = {iri: int(year[:4]) for iri, year in answers.pop("population_year") if iri in people}
    return people, years


def _relations(answers: Answers, spells: dict[str, Intervals]) -> Iterator[Relation]:
    names = _names(answers.pop("relation_names"))
    sets = {
        name: _sets(answers.pop(name))
        for name in ("relation_kinds", "relation_areas", "agreements", "evidence")
    }
    seats = _seats(answers, spells, sets["evidence"])
    never_began, denied, listed = (
        _members(answers.pop(name)) for name in ("never_began", "denied", "listed")
    )
    for iri, layer in answers.pop("relations"):
        yield Relation(
            iri,
            Layer(layer),
            seats[layer, iri],
            names[iri],
            frozenset(map(_tail, sets["relation_kinds"].get(iri, ()))),
            frozenset(map(_tail, sets["relation_areas"].get(iri, ()))),
            sets["agreements"].get(iri, frozenset()),
            sets["evidence"].get(iri, frozenset()),
            iri in never_began,
            iri in denied,
            iri in listed,
        )


def _seats(
    answers: Answers, spells: dict[str, Intervals], evidence: Sets
) -> defaultdict[tuple[str, str], list[Seat]]:
    sources: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for *key, source in answers.pop("seats"):
        # What a rule derived has no source of its own.
        sources[tuple(key)] |= set() if source == DERIVED_GRAPH else {source}
    spells = spells | _event_spells(answers.pop("days"))
    intermediaries = _members(answers.pop("intermediaries"))
    inherited = _sets(answers.pop("inherited"))
    found: defaultdict[tuple[str, str], list[Seat]] = defaultdict(list)
    for (layer, relation, seat, role, party), stated in sorted(sources.items()):
        if seat in intermediaries:  # Who brings two together is no party to their tie.
            continue
        found[layer, relation].append(
            Seat(
                seat,
                party,
                Role(role),
                spells.get(seat, UNDATED),
                frozenset(stated),
                evidence.get(seat, frozenset()),
                inherited.get(seat, frozenset()),
            )
        )
    return found


def _spells(rows: Rows, of_things: Rows) -> dict[str, Intervals]:
    states: defaultdict[tuple[str, ...], set[State]] = defaultdict(set)
    for spell, state, start, before in rows:
        states[start, before, spell].add(State(_tail(state)))
    # The same spell is that of all who share it.
    intervals = {
        key: Interval(_day(key[0]), _day(key[1]), _state_set(*sorted(possible)))
        for key, possible in states.items()
    }
    keys: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in states:
        keys[key[2]].append(key)
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for thing, spell in of_things:
        found[thing].update(keys[spell])
    return {thing: tuple([intervals[key] for key in sorted(own)]) for thing, own in found.items()}


def _event_spells(rows: Rows) -> dict[str, Intervals]:
    """The spells of visits and exchanges, which have days but no status of their own."""
    return {thing: _event(_tail(status), [*map(_day, days)]) for thing, status, *days in rows}


def _event(status: str, days: Sequence[date | None]) -> Intervals:
    began, begun, ended, gone, earliest, latest = days
    first = Bounds(began or earliest, begun or latest)
    return happening(status, first, Bounds(ended or earliest, gone or latest))


def _heirs(rows: Rows) -> dict[str, dict[str, Bounds]]:
    found: defaultdict[str, dict[str, Bounds]] = defaultdict(dict)
    for old, new, earliest, latest in sorted(rows):
        found[old][new] = Bounds(_day(earliest), _day(latest))
    return dict(found)


def _names(rows: Rows) -> defaultdict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for iri, name, lang in sorted(rows):
        found[iri].setdefault(lang, name)
    return found


def _first(rows: Rows) -> dict[str, str]:
    """The values by thing; of several the first in order, so that the same graph gives the same."""
    return {row[0]: row[1] for row in sorted(rows, reverse=True)}


def _sets(rows: Rows) -> Sets:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value in rows:
        found[thing].add(value)
    return {thing: frozenset(values) for thing, values in found.items()}


def _members(rows: Rows) -> frozenset[str]:
    return frozenset(row[0] for row in rows)


# A handful of sets, and some thousand days, each in many spells.
@cache
def _state_set(*states: State) -> frozenset[State]:
    return frozenset(states)


@lru_cache(maxsize=65_536)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _kind(iri: str) -> str:
    kind = iri.rsplit("#", 1)[-1].lower()
    return kind if kind in {"municipality", "locality"} else "other"
