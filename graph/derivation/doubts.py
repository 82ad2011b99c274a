"""Doubts: what only aggregators claim, a list leaves out, a party or another account denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.acts import date_of
from graph.derivation.begins import Begin, Sign
from graph.derivation.moments import FIRST, LAST, agreed
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Spell, Spells, at, joined
from graph.time.intervals import State


class Doubt(NamedTuple):
    """A state that a list or a denial makes possible beside the others.

    Attributes:
        start: first day.
        end: the day after the last.
        state: the state.
        reasons: the sources or events.
    """

    start: int
    end: int
    state: State
    reasons: frozenset[str]


def only_listed(tables: Tables, graphs: frozenset[str]) -> Iterator[Doubt]:
    """The doubt about what only aggregators give: it may never have begun.

    Args:
        tables: the statements.
        graphs: the graphs of the claim and of every sign of life.
    """
    if graphs and all(_aggregates(tables, graph) for graph in graphs):
        yield Doubt(FIRST, LAST, State.NOT_YET, graphs)


def denied(tables: Tables, things: Iterable[str], signs: Iterable[Sign]) -> Iterator[Doubt]:
    """The doubt about what somebody says never was, until a sign of life after that was said."""
    told = list(signs)
    for event in sorted({e for thing in things for e in tables.subjects(names.CONCERNS, thing)}):
        if names.DENIED in tables.values(event, names.EVENT_KIND):
            said = date_of(tables, event).last_day()
            end = _next(told, said + 1)
            yield Doubt(FIRST, end, State.NOT_YET, frozenset({event}))


def _next(signs: Iterable[Sign], day: int) -> int:
    """The last day of the next sign of life that cannot lie before a day."""
    return min((sign.last for sign in signs if sign.sure and sign.first >= day), default=LAST)


def only_by_some_accounts(begin: Begin | None, signs: Iterable[Sign]) -> Iterator[Doubt]:
    """The doubt about what some accounts tell and others deny: it may never have begun.

    Args:
        begin: the begin, where it is known.
        signs: all signs of life.
    """
    told = list(signs)
    if told and not (begin and not begin.disputed) and not any(sign.sure for sign in told):
        yield Doubt(FIRST, LAST, State.NOT_YET, frozenset().union(*(s.reasons for s in told)))


def not_listed(tables: Tables, thing: str, signs: Iterable[Sign]) -> Iterator[Doubt]:
    """The doubt about what a dated list leaves out, until the next sign of life."""
    told = list(signs)
    for source in sorted(tables.subjects(names.NOT_LISTED, thing)):
        moments = [agreed((value,)) for value in tables.values(source, names.PUBLISHED)]
        start = min((moment.hull[0] for moment in moments if moment), default=FIRST)
        if start > FIRST:
            yield Doubt(start, _next(told, start), State.ENDED, frozenset({source}))


def doubted(spells: Spells, doubts: Iterable[Doubt]) -> Spells:
    """The spells with the states that lists make possible."""
    told = [doubt for doubt in doubts if doubt.start < doubt.end]
    if not told or not spells:
        return spells
    days = {spell.start for spell in spells}
    days |= {day for doubt in told for day in (doubt.start, doubt.end) if day < LAST}
    return joined(_doubted(day, at(spells, day), told) for day in sorted(days))


def _doubted(day: int, spell: Spell, doubts: Iterable[Doubt]) -> Spell:
    made = spell._replace(start=day)
    for doubt in doubts:
        if doubt.start <= day < doubt.end:
            states, reasons = made.states | {doubt.state}, made.reasons | doubt.reasons
            made = made._replace(states=states, reasons=reasons)
    return made


def _aggregates(tables: Tables, graph: str) -> bool:
    return names.AGGREGATOR in tables.values(graph, names.SOURCE_KIND)
