"""Acts: what changes the state of a thing, and the choices between acts that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from graph.derivation import names
from graph.derivation.agreement_terms import end_of_term
from graph.derivation.moments import NEVER_DATED, Moment, Stretch, Stretches, either
from graph.derivation.statement_tables import Tables, reached
from graph.time.intervals import State


class Act(NamedTuple):
    """One act on one thing.

    Attributes:
        iri: its own IRI.
        effect: the state it leads to.
        days: the days on which it can lie.
        shown: first and last day that are published for it.
        source: the event, agreement or thing that it follows from.
        first: the first day on which it shows what it changes alive.
        last: the last such day, by which what it changes had begun.
        reasons: events, agreements, mergers or source graphs that tell of it.
        graphs: the graphs that state it.
        moment: its date.
        opening: true for an event by which a thing can begin.
    """

    iri: str
    effect: State
    days: Stretches
    shown: Stretch
    source: str
    first: int
    last: int
    reasons: frozenset[str]
    graphs: frozenset[str]
    moment: Moment
    opening: bool = False


class Nothing(NamedTuple):
    """An alternative of a choice in which nothing happened to the thing.

    Attributes:
        reasons: the events that tell so; none where the act happened to something else.
    """

    reasons: frozenset[str] = frozenset()


Choice = tuple[Act | Nothing, ...]
"""Acts of which a world takes one."""

_EFFECTS: Final = {names.STATE + state: state for state in State}


def acts_of(choices: Iterable[Choice]) -> Iterator[Act]:
    """Every act of some choices."""
    for choice in choices:
        for each in choice:
            if isinstance(each, Act):
                yield each


def own_acts(tables: Tables, thing: str) -> list[Choice]:
    """What happened to a thing itself: its events, its stated end, replacement and merger."""
    choices = _of_events(tables, thing)
    choices += [(act,) for act in _stated_ends(tables, thing)]
    choices += [(act,) for act in _replacements(tables, thing)]
    choices += [(act,) for act in _mergers(tables, thing)]
    return choices


def date_of(tables: Tables, event: str) -> Moment:
    """The moment of an event; without a date it can lie on any day."""
    return tables.moment(event, names.DATE) or NEVER_DATED


def key(*parts: str) -> str:
    """The hash that names what is made of some IRIs."""
    return sha256(" ".join(parts).encode()).hexdigest()


def _of_events(tables: Tables, thing: str) -> list[Choice]:
    waiting = sorted(tables.subjects(names.CONCERNS, thing))
    choices: list[Choice] = []
    seen: set[str] = set()
    for event in waiting:
        if event in seen:
            continue
        group = accounts(tables, event)
        seen |= group
        alternatives = [each for one in sorted(group) for each in _account(tables, one, thing)]
        if any(isinstance(each, Act) for each in alternatives):
            choices.append(tuple(alternatives))
    return choices


def accounts(tables: Tables, event: str) -> set[str]:
    """The event and all that contradict it: accounts of which one holds."""

    def others(one: str) -> list[str]:
        stated = tables.values(one, names.CONTRADICTS)
        return [*stated, *tables.subjects(names.CONTRADICTS, one)]

    return reached([event], others)


def _account(tables: Tables, event: str, thing: str) -> Iterator[Act | Nothing]:
    """The alternatives that one event gives for a thing."""
    kinds = [kind for kind in tables.values(event, names.EVENT_KIND) if kind in tables.effects]
    here = thing in tables.values(event, names.CONCERNS)
    if not here or not kinds:
        yield Nothing(frozenset({event}) if here else frozenset())
        return
    moment = date_of(tables, event)
    graphs = tables.graphs(event, names.EVENT_KIND, names.DATE)
    for kind in kinds:
        effect = _EFFECTS[tables.effects[kind]]
        act = _act((event, kind), effect, moment, event, graphs)
        yield act._replace(opening=kind in names.OPENING)


def _act(
    parts: tuple[str, str], effect: State, moment: Moment, source: str, graphs: frozenset[str]
) -> Act:
    """An act on the days of a moment, which follows from a source and is told by that alone."""
    return Act(
        names.ACT_IRI + key(*parts),
        effect,
        moment.as_act(),
        moment.hull,
        source,
        moment.hull[0],
        moment.last_day(),
        frozenset({source}),
        graphs,
        moment,
    )


def _stated_ends(tables: Tables, thing: str) -> Iterator[Act]:
    """What has a last day has ended from the day after."""
    ended = tables.moment(thing, names.ENDED)
    if ended:
        yield _end(thing, names.ENDED_KEY, ended, tables.graphs(thing, names.ENDED))
    term = end_of_term(tables, thing)
    if term:
        yield _end(thing, names.IN_FORCE_UNTIL_KEY, *term)


def _end(thing: str, part: str, last: Moment, graphs: frozenset[str]) -> Act:
    gone = last.day_after()
    iri = names.ACT_IRI + key(thing, part)
    days = gone.as_act()
    seen = last.hull[0], last.last_day()
    return Act(iri, State.ENDED, days, gone.hull, thing, *seen, graphs, graphs, gone)


def _replacements(tables: Tables, old: str) -> Iterator[Act]:
    """An agreement ends when one that replaces or renews it begins."""
    following = {*tables.subjects(names.REPLACES, old), *tables.subjects(names.RENEWS, old)}
    for new in sorted(following):
        moment = first_moment(tables, new) or NEVER_DATED
        graphs = tables.graphs(new, names.REPLACES, names.RENEWS)
        yield _act((old, new), State.ENDED, moment, new, graphs)


def first_moment(tables: Tables, thing: str) -> Moment | None:
    """The moment of a begin that is stated by dates or by an opening event."""
    for name in (names.BEGAN, names.IN_FORCE_FROM):
        stated = tables.moment(thing, name)
        if stated:
            return stated
    opened = opening(_of_events(tables, thing))
    if opened:
        return either(act.moment for act in acts_of([opened]))
    return tables.moment(thing, names.SIGNED)


def opening(choices: Sequence[Choice]) -> Choice | None:
    """The choice by which a thing begins: the opening event that is over first."""
    found = [choice for choice in choices if all(map(opens, choice))]
    return min(found, key=_over_first, default=None)


def opens(each: Act | Nothing) -> bool:
    """True for an act by which a thing can begin."""
    return isinstance(each, Act) and each.opening


def _over_first(choice: Choice) -> tuple[int, int, str]:
    acts = list(acts_of([choice]))
    return (
        max(act.days[-1][1] for act in acts),
        min(act.days[0][0] for act in acts),
        min(act.iri for act in acts),
    )


def _mergers(tables: Tables, old: str) -> Iterator[Act]:
    """A municipality with no stated last day has ended on the day it was merged."""
    if tables.moment(old, names.ENDED):
        return
    for event in mergers_of(tables, old):
        moment = tables.moment(event, names.DATE)
        if moment:
            graphs = tables.graphs(event, names.DATE)
            yield _act((old, event), State.ENDED, moment, event, graphs)


def mergers_of(tables: Tables, old: str) -> list[str]:
    """The mergers by which a municipality went into another, sorted."""
    return sorted(e for e in tables.subjects(names.ORIGINAL, old) if result_of(tables, e))


def formations_of(tables: Tables, new: str) -> list[str]:
    """The mergers that formed a municipality, sorted."""
    events = tables.subjects(names.RESULTING, new)
    return sorted(e for e in events if result_of(tables, e) and tables.values(e, names.ORIGINAL))


def result_of(tables: Tables, event: str) -> str | None:
    """The one new municipality that a merger made; None for a split or what is no merger."""
    if not tables.is_a(event, names.CHANGE_EVENT):
        return None
    results = tables.values(event, names.RESULTING)
    if names.MERGED not in tables.values(event, names.EVENT_KIND) or len(results) != 1:
        return None
    return None if results[0] in tables.values(event, names.ORIGINAL) else results[0]
