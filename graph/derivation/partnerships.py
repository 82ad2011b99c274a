"""Partnerships: participations and inherited ones, their seats, and the state of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.derivation import names
from graph.derivation.begins import Sign
from graph.derivation.doubts import (
    Doubt,
    denied,
    doubted,
    not_listed,
    only_by_some_accounts,
    only_listed,
)
from graph.derivation.inheritance import heirs, successors
from graph.derivation.never_began import never_began
from graph.derivation.participations import (
    Lives,
    Participation,
    Stated,
    inherited,
    lives,
    participation,
    reaching_signs,
    stated_of,
)  # fmt: skip
from graph.derivation.signs import Shared, family, shared_signs
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Life, Spell, Spells, States, at, days_of, joined, spells_of
from graph.time.intervals import ACTIVE, State

_TWO = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A participation with what follows for it.

    Attributes:
        participation: the participation.
        signs: all signs of life that bear on it.
        lives: its life and its seat's; None where nothing tells that it began.
        doubts: what lists leave open.
        spells: its spells; none without a life.
    """

    participation: Participation
    signs: tuple[Sign, ...]
    lives: Lives | None
    doubts: tuple[Doubt, ...]
    spells: Spells


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership with what follows for it.

    Attributes:
        stated: what is stated of it.
        members: its participations, stated and inherited.
        signs: all signs of life that bear on it.
        spells: its spells; none with fewer than two seats.
        never_began: true where it was planned and came to nothing.
    """

    stated: Stated
    members: tuple[Member, ...]
    signs: tuple[Sign, ...]
    spells: Spells
    never_began: bool


def partnership(tables: Tables, iri: str) -> Partnership:
    """Work out a partnership from the statements of its component."""
    stated = stated_of(tables, iri)
    own = {
        one: participation(tables, one)
        for one in sorted(tables.subjects(names.IN_PARTNERSHIP, iri))
    }
    shared = [*map(Shared, stated.signs), *shared_signs(tables, iri, own)]
    every = [sign for one in own.values() for sign in one.stated.signs]
    never = not (shared or every) and never_began(tables, iri, own)
    parties = {one: each.parties for one, each in own.items()}
    taken = [] if never else heirs(tables, iri, parties)
    people = dict(own)
    for heir in taken:
        people[heir.iri] = inherited(tables, heir, people)
    before = _before(tables, people)
    members = _members(tables, stated, people, before, shared)
    signs = (*(each.sign for each in shared), *every)
    spells = _together(list(_seats(members, before)))
    spells = doubted(spells, not_listed(tables, iri, signs))
    return Partnership(stated, tuple(members.values()), signs, spells, never)


def _before(tables: Tables, people: Mapping[str, Participation]) -> dict[str, str]:
    """Who had the seat of a participation before it; everyone passes a seat on once."""
    after = {
        one: {new for party in each.parties for new in successors(tables, party)}
        for one, each in people.items()
    }
    found: dict[str, str] = {}
    for one in sorted(people, key=lambda one: (len(_older(one, people, after)), one)):
        candidates = [other for other in _older(one, people, after) if other not in found.values()]
        # The nearest: the one that has most predecessors of its own.
        candidates.sort(key=lambda other: (-len(_older(other, people, after)), other))
        if candidates:
            found[one] = candidates[0]
    return found


def _older(
    one: str, people: Mapping[str, Participation], after: Mapping[str, set[str]]
) -> list[str]:
    """The participations that one can have its seat from."""
    me = people[one]
    stated = [other for other in me.inherited_from if other in people and other != one]
    merged = [other for other in people if after[other].intersection(me.parties)]
    return sorted({*stated, *merged} - {one})


def _seat_of(one: str, before: Mapping[str, str]) -> str:
    """The oldest participation with the same seat."""
    seen = {one}
    while one in before and before[one] not in seen:
        one = before[one]
        seen.add(one)
    return one


def _members(
    tables: Tables,
    stated: Stated,
    people: Mapping[str, Participation],
    before: Mapping[str, str],
    shared: Sequence[Shared],
) -> dict[str, Member]:
    seats = {one: _seat_of(one, before) for one in people if _sits(people[one])}
    pair = len(set(seats.values())) == _TWO
    made: dict[str, Member] = {}
    for one, each in people.items():
        # A relation needs two: what shows one of two sides alive shows the other.
        others = [other for other in seats if pair and one in seats and seats[other] != seats[one]]
        own = [sign for it in (one, *others) for sign in people[it].stated.signs]
        known = {party for it in each.parties for party in family(tables, it)}
        near, far = reaching_signs(shared, None if pair else known)
        life = None
        if not each.heir or any(made[old].lives for old in each.heir.predecessors):
            life = lives(tables, each, stated, [*own, *near], far)
        # What shows a whole alive tells nothing of one of its many members.
        doubts = tuple(_doubts(tables, each, people, [*own, *near]))
        signs = (*own, *near, *far)
        doubts += tuple(_disputed(each, people, stated, signs))
        spells = doubted(spells_of(life.life), doubts) if life else ()
        made[one] = Member(each, signs, life, doubts, spells)
    return made


def _sits(one: Participation) -> bool:
    return names.INTERMEDIARY not in one.roles


def _doubts(
    tables: Tables,
    one: Participation,
    people: Mapping[str, Participation],
    signs: Iterable[Sign],
) -> Iterator[Doubt]:
    told = list(signs)
    claims = one.heir.predecessors if one.heir else (one.iri,)
    graphs = frozenset().union(*(sign.graphs for sign in told))
    for claim in claims:
        graphs |= tables.graphs(claim, names.IN_PARTNERSHIP)
        if one.heir:
            graphs |= frozenset().union(*(sign.graphs for sign in people[claim].stated.signs))
    yield from only_listed(tables, graphs)
    yield from not_listed(tables, one.iri, told)
    wholes = {whole for claim in claims for whole in tables.values(claim, names.IN_PARTNERSHIP)}
    yield from denied(tables, {one.iri, *claims, *wholes}, told)


def _disputed(
    one: Participation,
    people: Mapping[str, Participation],
    whole: Stated,
    signs: Iterable[Sign],
) -> Iterator[Doubt]:
    """The doubt about a participation that by some accounts nothing shows to have begun."""
    old = [people[each].stated for each in one.heir.predecessors] if one.heir else [one.stated]
    begins = [*(each.begin for each in old), whole.begin]
    known = next((begin for begin in begins if begin and not begin.disputed), None)
    inherited = [sign for each in old if one.heir for sign in each.signs]
    yield from only_by_some_accounts(known, [*signs, *inherited])


def _seats(members: Mapping[str, Member], before: Mapping[str, str]) -> Iterator[Spells]:
    """The spells of each seat of a partnership."""
    after = {old: new for new, old in before.items()}
    for one, member in members.items():
        if not _sits(member.participation) or _seat_of(one, before) != one:
            continue
        spells: Spells = ()
        holder: str | None = one
        while holder:
            following = after.get(holder)
            spells = _handed_on(spells, _of_seat(members[holder], members.get(following or "")))
            holder = following
        if spells:
            yield spells


def _of_seat(holder: Member, following: Member | None) -> Spells:
    """The spells of a seat as long as one participation has it."""
    if holder.lives is None:
        return ()
    handed_on = following is not None and following.lives is not None
    life: Life = holder.lives.going_on if handed_on else holder.lives.seat
    return doubted(spells_of(life), holder.doubts)


def _handed_on(old: Spells, new: Spells) -> Spells:
    """The spells of a seat that one participation has until another has begun."""
    if not old or not new:
        return old or new
    return joined(_held(day, at(old, day), at(new, day)) for day in days_of((old, new)))


def _held(day: int, old: Spell, new: Spell) -> Spell:
    begun = new.states - {State.NOT_YET}
    if begun == new.states:
        return new._replace(start=day)
    return Spell(day, begun | old.states, old.reasons | (new.reasons if begun else frozenset()))


def _together(seats: Sequence[Spells]) -> Spells:
    """The spells of a partnership; none with fewer than two seats."""
    if len(seats) < _TWO:
        return ()
    return joined(_whole(day, [at(seat, day) for seat in seats]) for day in days_of(seats))


def _whole(day: int, seats: Sequence[Spell]) -> Spell:
    reasons = frozenset().union(*(seat.reasons for seat in seats))
    return Spell(day, frozenset(_possible([seat.states for seat in seats])), reasons)


def _possible(seats: Sequence[States]) -> Iterator[State]:
    """The possible states of a partnership, counted over independent seats."""
    if sum(State.NOT_YET not in seat for seat in seats) < _TWO:
        yield State.NOT_YET
    if sum(State.IN_FORCE in seat for seat in seats) >= _TWO:
        yield State.IN_FORCE
    if sum(seat == {State.IN_FORCE} for seat in seats) < _TWO and _enough(
        seats, State.SUSPENDED, frozenset({State.IN_FORCE})
    ):
        yield State.SUSPENDED
    if sum(seat <= ACTIVE for seat in seats) < _TWO and _enough(seats, State.ENDED, ACTIVE):
        yield State.ENDED


def _enough(seats: Sequence[States], state: State, better: States) -> bool:
    """True if two seats can have a state, or one can and another can have a better one."""
    having = sum(state in seat for seat in seats)
    spare = any(state not in seat and seat & better for seat in seats)
    return having + spare >= _TWO
