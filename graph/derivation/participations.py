"""Participations: what is stated of each, and the life that follows from it in its partnership."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.acts import Act, Choice, Nothing, acts_of, own_acts
from graph.derivation.begins import (
    Begin,
    Sign,
    ended_by,
    first_last,
    known_begin,
    own_signs,
    settled,
    without,
)  # fmt: skip
from graph.derivation.inheritance import Heir
from graph.derivation.moments import UNKNOWN, earlier, later, up_to
from graph.derivation.signs import Shared, is_inheritance
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Life
from graph.time.intervals import State


@dataclass(frozen=True, slots=True)
class Stated:
    """What sources state of a partnership or a participation itself.

    Attributes:
        iri: its IRI.
        choices: what happened to it.
        begin: its begin, where it is stated.
        signs: its own signs of life.
    """

    iri: str
    choices: tuple[Choice, ...]
    begin: Begin | None
    signs: tuple[Sign, ...]

    @property
    def after_begin(self) -> tuple[Choice, ...]:
        """What happened to it but for what is its begin."""
        return without(self.choices, self.begin.by if self.begin else ())


@dataclass(frozen=True, slots=True)
class Participation:
    """A participation, stated or inherited.

    Attributes:
        stated: what is stated of it; of an inherited one, of its predecessors.
        parties: its parties; one, if nothing is wrong.
        roles: the roles of its party.
        party_begin: the begin of its party, where it is known.
        party_ends: the ends of its party.
        heir: how it was inherited, if it was by a rule.
        inherited_from: stated or inherited predecessors.
    """

    stated: Stated
    parties: tuple[str, ...]
    roles: frozenset[str]
    party_begin: Begin | None
    party_ends: tuple[Choice, ...]
    heir: Heir | None
    inherited_from: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.stated.iri


class Lives(NamedTuple):
    """The life of a participation, and what its seat has in its place.

    Attributes:
        begin: the begin of the participation.
        life: the participation's life.
        seat: the seat's, which can be older.
        going_on: the seat's without the end of the party, for one that is handed on.
    """

    begin: Begin
    life: Life
    seat: Life
    going_on: Life


def stated_of(tables: Tables, thing: str) -> Stated:
    """What sources state of a partnership or a participation."""
    choices = own_acts(tables, thing)
    begin = known_begin(tables, thing, choices)
    return Stated(thing, tuple(choices), begin, tuple(own_signs(tables, thing, choices, begin)))


def participation(tables: Tables, iri: str) -> Participation:
    """A stated participation."""
    parties = tuple(tables.values(iri, names.PARTY))
    return Participation(
        stated_of(tables, iri),
        parties,
        frozenset(tables.values(iri, names.PARTY_ROLE)),
        *_party(tables, parties),
        None,
        tuple(tables.values(iri, names.INHERITED_FROM)),
    )


def inherited(tables: Tables, heir: Heir, others: dict[str, Participation]) -> Participation:
    """An inherited participation: it takes over what happened to its predecessors."""
    own = tuple(own_acts(tables, heir.iri))
    taken = tuple(c for one in heir.predecessors for c in others[one].stated.after_begin)
    stated = Stated(heir.iri, (*own, *taken), heir.begin, ())
    party = _party(tables, (heir.party,))
    return Participation(stated, (heir.party,), frozenset(), *party, heir, heir.predecessors)


def _party(tables: Tables, parties: Iterable[str]) -> tuple[Begin | None, tuple[Choice, ...]]:
    """The begin of a party and its ends."""
    begins: list[Begin] = []
    ends: list[Choice] = []
    for party in parties:
        choices = own_acts(tables, party)
        ends += passed_on(choices)
        begin = known_begin(tables, party, choices)
        begins += [begin] if begin else []
    return (begins[0] if begins else None), tuple(ends)


def passed_on(choices: Iterable[Choice]) -> list[Choice]:
    """The ends among some acts; where it may not have ended, that is an alternative."""
    return [
        tuple(each if _ends(each) else Nothing() for each in choice)
        for choice in choices
        if any(map(_ends, choice))
    ]


def _ends(each: Act | Nothing) -> bool:
    return isinstance(each, Act) and each.effect is State.ENDED


def lives(
    tables: Tables,
    one: Participation,
    partnership: Stated,
    own: Sequence[Sign],
    shared: Sequence[Sign],
) -> Lives | None:
    """The life of a participation, or None where nothing tells that it ever began.

    Args:
        tables: the statements.
        one: the participation.
        partnership: what is stated of the partnership itself.
        own: the participation's signs of life.
        shared: those of the partnership that reach it.
    """
    taken = partnership.begin if one.stated.begin is None else None
    known = one.stated.begin or taken
    if not (known or own or shared):
        return None
    limit = None if one.heir else first_last(own) or first_last(shared)
    begin = settled(known, one.iri, [*own, *shared], limit)
    seat = ended_by(begin, one.party_ends)
    clipped = seat if one.stated.begin else _not_before(seat, one.party_begin)
    with_party = (*one.stated.after_begin, *one.party_ends)
    choices = (*with_party, *_reaching(partnership.after_begin, with_party))
    handed_on = one.stated.after_begin
    kept = (*handed_on, *_reaching(partnership.after_begin, handed_on))
    older = _older(tables, one, partnership, seat, limit) or seat
    return Lives(
        clipped,
        Life(clipped.hull, choices, clipped.reasons),
        Life(older.hull, choices, older.reasons),
        Life(older.hull, kept, older.reasons),
    )


def _not_before(begin: Begin, party: Begin | None) -> Begin:
    """A begin that is not earlier than that of the party."""
    if party is None:
        return begin
    days = later(begin.days, party.days)
    reasons = begin.reasons | (party.reasons if days != begin.days else frozenset())
    return begin._replace(days=days, reasons=reasons)


def _older(
    tables: Tables,
    one: Participation,
    partnership: Stated,
    begin: Begin,
    limit: Sign | None,
) -> Begin | None:
    """The begin of a seat that was inherited from a predecessor that is not known."""
    told = any(is_inheritance(tables, act.source) for act in acts_of(one.stated.choices))
    if one.inherited_from or not (told or names.PREDECESSOR_UNKNOWN in one.roles):
        return None
    shared = partnership.begin
    days = shared.days if shared else UNKNOWN
    days = earlier(begin.days, up_to(days, limit.last) if limit else days)
    more = shared.reasons if shared else frozenset()
    return begin._replace(days=days, reasons=begin.reasons | more)


def _reaching(choices: Iterable[Choice], own: Sequence[Choice]) -> Iterator[Choice]:
    """The partnership's acts; a resumption does not reach a party that may have left before it."""
    # Who left only by some accounts may have been there still.
    sure = _left(each for each in own if all(map(_ends, each)))
    unsure = _left(own)
    for choice in choices:
        acts = [each for each in choice if isinstance(each, Act) and _reaches(each, sure)]
        if acts:
            missed = len(acts) < len(choice) or not all(_reaches(act, unsure) for act in acts)
            yield (*acts, Nothing()) if missed else choice


def _left(choices: Iterable[Choice]) -> int | None:
    """The first day on which one of some acts may have ended it."""
    ends = (act for act in acts_of(choices) if act.effect is State.ENDED)
    return min((act.days[0][0] for act in ends), default=None)


def _reaches(act: Act, left: int | None) -> bool:
    return act.effect is not State.IN_FORCE or left is None or act.days[-1][1] < left


def reaching_signs(
    shared: Iterable[Shared], known: set[str] | None
) -> tuple[list[Sign], list[Sign]]:
    """The signs of a partnership that reach a participation: as good as its own, and others.

    What shows a pair alive shows both sides, and an agreement those whom it names. Of other signs
    of a chain nobody knows that each of its members had joined by then.

    Args:
        shared: the signs.
        known: the party and those before and after it; None in a pair.
    """
    if known is None:
        return [each.sign for each in shared], []
    named = [each.sign for each in shared if each.parties & known]
    return named, [each.sign for each in shared if not each.parties]
