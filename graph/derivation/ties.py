"""Partners: the pairs of parties that a partnership may have tied to each other on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.begins import alone
from graph.derivation.inheritance import successors
from graph.derivation.partnerships import Member, Partnership
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Spells, at, days_of, spells_of
from graph.time.intervals import State


class _Agent(NamedTuple):
    """One who takes part, or acts for a town that does, with the lives that limit it."""

    iri: str
    member: Member
    lives: tuple[Spells, ...]


def partners(tables: Tables, partnership: Partnership) -> Iterator[tuple[str, str]]:
    """Every pair of partners that a partnership makes, both ways."""
    if partnership.never_began:
        return
    own = list(_pairs_of_parts(tables, partnership.stated.iri))
    agents = [agent for member in partnership.members for agent in _agents(tables, member)]
    for one, two in permutations(agents, 2):
        if one.member is two.member or one.iri == two.iri or _one_seat(one.member, two.member):
            continue
        parties = {*one.member.participation.parties, *two.member.participation.parties}
        if any(parties <= pair for pair in own) or _related(tables, one.iri, two.iri):
            continue
        if _on_one_day([*one.lives, *two.lives]):
            yield one.iri, two.iri


def _agents(tables: Tables, member: Member) -> Iterator[_Agent]:
    if names.INTERMEDIARY in member.participation.roles:
        return
    lives = (member.spells,) if member.spells else ()
    for party in member.participation.parties:
        yield _Agent(party, member, lives)
        for acting in tables.subjects(names.ACTS_FOR, party):
            alive = alone(tables, acting)
            own = (spells_of(alive.life),) if alive else ()
            yield _Agent(acting, member, (*lives, *own))


def _one_seat(one: Member, two: Member) -> bool:
    """True for two who had a seat one after the other."""
    first, second = one.participation, two.participation
    return first.iri in second.inherited_from or second.iri in first.inherited_from


def _related(tables: Tables, one: str, two: str) -> bool:
    """True for predecessor and successor, and for a town and who acts for it."""
    return (
        two in successors(tables, one)
        or one in successors(tables, two)
        or two in tables.values(one, names.ACTS_FOR)
        or one in tables.values(two, names.ACTS_FOR)
    )


def _pairs_of_parts(tables: Tables, whole: str) -> Iterator[set[str]]:
    """The parties, with their successors, of each partnership that is part of another."""
    parts = {*tables.values(whole, names.HAS_PART), *tables.subjects(names.PART_OF, whole)}
    for part in parts:
        found: set[str] = set()
        for one in tables.subjects(names.IN_PARTNERSHIP, part):
            for party in tables.values(one, names.PARTY):
                found.update((party, *successors(tables, party)))
        if found:
            yield found


def _on_one_day(lives: list[Spells]) -> bool:
    """True if all may have been in force on one day."""
    return any(
        all(State.IN_FORCE in at(spells, day).states for spells in lives)
        for day in (days_of(lives) or [1])
    )
