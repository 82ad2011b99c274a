"""Begins, and the signs of life that tell that something had begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.acts import (
    Choice,
    acts_of,
    formations_of,
    key,
    opening,
    opens,
    own_acts,
)  # fmt: skip
from graph.derivation.moments import (
    LAST,
    UNKNOWN,
    Moment,
    Stretch,
    Stretches,
    agreed,
    either,
    joined,
    up_to,
)
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Life


class Sign(NamedTuple):
    """Something that shows a thing alive.

    Attributes:
        first: the first day it can be.
        last: the last day it can be; the last there is where none is known.
        reasons: what tells of it.
        graphs: the graphs that state it.
        heard: false for what only lies ahead, such as the end of a term.
        sure: false for what only some accounts tell.
    """

    first: int
    last: int
    reasons: frozenset[str]
    graphs: frozenset[str]
    heard: bool = True
    sure: bool = True


class Begin(NamedTuple):
    """A begin.

    Attributes:
        days: the days it can be.
        source: the thing, event or merger that it follows from.
        reasons: what tells of it.
        graphs: the graphs that state it.
        by: the acts that are the begin and so change nothing after it.
        disputed: true where by some accounts it began otherwise.
    """

    days: Stretches
    source: str
    reasons: frozenset[str]
    graphs: frozenset[str]
    by: Choice = ()
    disputed: bool = False

    @property
    def hull(self) -> Stretch:
        """The first and the last day it can be."""
        return self.days[0][0], self.days[-1][1]

    @property
    def sign(self) -> Sign:
        """The begin as a sign of life."""
        return Sign(*self.hull, self.reasons, self.graphs, sure=not self.disputed)


def known_begin(tables: Tables, thing: str, choices: Sequence[Choice]) -> Begin | None:
    """The begin of a thing as sources tell it: by date, by event or merger, or by signature."""
    stated = _stated(tables, thing, names.BEGAN, names.IN_FORCE_FROM)
    if stated:
        return stated
    told = _opened(choices) or formed(tables, thing) or _stated(tables, thing, names.SIGNED)
    return _by_some_accounts(thing, told, choices)


def _by_some_accounts(thing: str, told: Begin | None, choices: Sequence[Choice]) -> Begin | None:
    """The begin, and the days on which it was opened by some accounts and by others was not."""
    mixed = [choice for choice in choices if not all(map(opens, choice))]
    acts = [act for act in acts_of(mixed) if act.opening]
    if not acts:
        return told
    begin = told or Begin(UNKNOWN, thing, frozenset(), frozenset())
    return begin._replace(
        days=joined((*begin.days, *either(act.moment for act in acts).as_begin())),
        reasons=begin.reasons.union(*(act.reasons for act in acts)),
        graphs=begin.graphs.union(*(act.graphs for act in acts)),
        disputed=True,
    )


def _stated(tables: Tables, thing: str, *several: str) -> Begin | None:
    for name in several:
        moment = tables.moment(thing, name)
        if moment:
            graphs = tables.graphs(thing, name)
            return Begin(moment.as_begin(), thing, graphs, graphs)
    return None


def _opened(choices: Sequence[Choice]) -> Begin | None:
    choice = opening(choices)
    if not choice:
        return None
    acts = list(acts_of([choice]))
    reasons = frozenset().union(*(act.reasons for act in acts))
    graphs = frozenset().union(*(act.graphs for act in acts))
    days = either(act.moment for act in acts).as_begin()
    return Begin(days, acts[0].source, reasons, graphs, choice)


def formed(tables: Tables, municipality: str) -> Begin | None:
    """The begin of a municipality by the merger that formed it."""
    found: list[tuple[int, int, str, Stretches]] = []
    for event in formations_of(tables, municipality):
        moment = tables.moment(event, names.DATE)
        if moment:
            days = moment.as_begin()
            found.append((days[-1][1], days[0][0], event, days))
    if not found:
        return None
    _, _, event, days = min(found)
    reasons = frozenset({event})
    return Begin(days, event, reasons, tables.graphs(event, names.DATE))


def own_signs(
    tables: Tables, thing: str, choices: Sequence[Choice], begin: Begin | None
) -> list[Sign]:
    """The signs of life that are a thing's own; its begin, where it is known, is the first."""
    signs = [begin.sign] if begin else []
    term = key(thing, names.IN_FORCE_UNTIL_KEY)
    for choice in choices:
        told = [
            Sign(act.first, act.last, act.reasons, act.graphs, not act.iri.endswith(term))
            for act in acts_of([choice])
        ]
        signs += told if len(choice) == 1 else _of_accounts(told, sure=len(told) == len(choice))
    return [*signs, *sightings(tables, thing)]


def _of_accounts(told: Sequence[Sign], *, sure: bool) -> Iterator[Sign]:
    """The signs that accounts of one matter are, and the one that they are together.

    Only together do they show when something had begun, and only where none says that nothing
    happened.
    """
    yield from (sign._replace(sure=False) for sign in told)
    if sure:
        yield Sign(
            min(sign.first for sign in told),
            max(sign.last for sign in told),
            frozenset().union(*(sign.reasons for sign in told)),
            frozenset().union(*(sign.graphs for sign in told)),
        )


def sightings(tables: Tables, thing: str) -> list[Sign]:
    """The days on which sources saw a thing alive: each is one of its own."""
    stated = ((v, g) for p, v, g in tables.about(thing) if p == names.ATTESTED)
    graphs: dict[str, set[str]] = {}
    for value, graph in stated:
        graphs.setdefault(value, set()).add(graph)
    found = ((agreed((value,)), frozenset(told)) for value, told in sorted(graphs.items()))
    return [_sign(moment, told, told) for moment, told in found if moment]


def dated_sign(
    tables: Tables, thing: str, name: str, reasons: frozenset[str] = frozenset()
) -> Sign | None:
    """The sign of life that a date of a thing is, or None where it has no such date."""
    moment = tables.moment(thing, name)
    if not moment:
        return None
    graphs = tables.graphs(thing, name)
    return _sign(moment, reasons or graphs, graphs)


def _sign(moment: Moment, reasons: frozenset[str], graphs: frozenset[str]) -> Sign:
    return Sign(moment.hull[0], moment.last_day(), reasons, graphs)


def first_last(signs: Iterable[Sign]) -> Sign | None:
    """The sign by whose last day it had begun: the first of these days; None without any."""
    bounded = [sign for sign in signs if sign.sure and sign.last < LAST]
    return min(bounded, key=lambda sign: (sign.last, sorted(sign.reasons)), default=None)


def settled(begin: Begin | None, thing: str, signs: Sequence[Sign], limit: Sign | None) -> Begin:
    """The begin with what the signs of life say of it; without one, an unknown day up to them."""
    if begin is None:
        told = [limit] if limit else signs
        days = up_to(UNKNOWN, limit.last if limit else LAST)
        reasons = frozenset().union(*(sign.reasons for sign in told))
        graphs = frozenset().union(*(sign.graphs for sign in told))
        return Begin(days, thing, reasons, graphs)
    days = up_to(begin.days, limit.last) if limit and not begin.disputed else begin.days
    more = limit.reasons if limit and days != begin.days else frozenset()
    return begin._replace(days=days, reasons=begin.reasons | more)


def without(choices: Iterable[Choice], by: Choice) -> tuple[Choice, ...]:
    """The choices but the one that is the begin."""
    return tuple(choice for choice in choices if not by or choice != by)


class Alone(NamedTuple):
    """The life of something that depends on no partnership.

    Attributes:
        begin: its begin.
        life: what counts for its state.
        signs: its signs of life.
    """

    begin: Begin
    life: Life
    signs: list[Sign]


def alone(tables: Tables, thing: str, ends: Sequence[Choice] = ()) -> Alone | None:
    """The life of an agreement, a municipality or a membership; None where nothing tells of it.

    Args:
        tables: the statements.
        thing: the agreement, municipality or membership.
        ends: ends of what it depends on, which are no sign that it had begun.
    """
    choices = own_acts(tables, thing)
    begin = known_begin(tables, thing, choices)
    signs = own_signs(tables, thing, choices, begin)
    if not signs:
        return None
    settled_begin = ended_by(settled(begin, thing, signs, first_last(signs)), ends)
    counting = (*without(choices, settled_begin.by), *ends)
    by_accounts = not any(sign.sure for sign in signs)
    life = Life(settled_begin.hull, counting, settled_begin.reasons, by_accounts)
    return Alone(settled_begin, life, signs)


def ended_by(begin: Begin, ends: Iterable[Choice]) -> Begin:
    """A begin that lies before the end of what it depends on."""
    for act in acts_of(ends):
        begin = begin._replace(days=up_to(begin.days, act.last))
    return begin
