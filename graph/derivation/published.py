"""The lines of the derived graph that follow for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph.derivation import names
from graph.derivation.acts import Choice, acts_of, key, own_acts
from graph.derivation.begins import Begin, Sign, alone, dated_sign
from graph.derivation.dates import dates_of, pair
from graph.derivation.doubts import doubted, not_listed, only_by_some_accounts, only_listed
from graph.derivation.duties import duty_of
from graph.derivation.moments import FIRST, LAST, iso
from graph.derivation.participations import passed_on
from graph.derivation.partnerships import Member, Partnership, partnership
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Life, Spell, Spells, spells_of
from graph.derivation.ties import partners
from graph.identifiers import DERIVED_GRAPH
from graph.time.intervals import State

_END: Final = f" <{DERIVED_GRAPH}> ."
_TRUE: Final = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
_SHARED: Final = (f"<{names.ACT_IRI}", f" <{names.PARTNER_OF}> ")


def lines_of(tables: Tables, thing: str) -> Iterator[str]:
    """N-Quads lines of all that follows for a thing, and for a partnership its participations."""
    for subject, predicate, day in dates_of(tables, thing):
        yield date_line(subject, predicate, day)
    for subject, predicate, day in duty_of(tables, thing):
        yield date_line(subject, predicate, day)
    if tables.is_a(thing, names.MUNICIPALITY):
        yield from _alone(tables, thing, heard=False)
    if tables.is_a(thing, names.AGREEMENT) or tables.is_a(thing, names.ANNEX):
        yield from _alone(tables, thing)
    if tables.is_a(thing, names.MEMBERSHIP):
        yield from _alone(tables, thing, (names.MEMBER, names.ORGANIZATION))
    if is_partnership(tables, thing):
        yield from _partnership(tables, partnership(tables, thing))


def is_partnership(tables: Tables, thing: str) -> bool:
    """True for a partnership, stated or only taken part in."""
    stated = tables.is_a(thing, names.PARTNERSHIP)
    return stated or bool(tables.subjects(names.IN_PARTNERSHIP, thing))


def is_shared(line: str) -> bool:
    """True for a line that more than one thing can give: of an act, or of partners."""
    return line.startswith(_SHARED[0]) or _SHARED[1] in line


def _alone(
    tables: Tables, thing: str, depends_on: Iterable[str] = (), *, heard: bool = True
) -> Iterator[str]:
    holders = [one for link in depends_on for one in tables.values(thing, link)]
    ends = [end for one in holders for end in passed_on(own_acts(tables, one))]
    found = alone(tables, thing, ends)
    if not found:
        return
    yield from _acts(thing, found.begin, found.life)
    doubts = list(not_listed(tables, thing, found.signs))
    doubts += only_by_some_accounts(None, found.signs)
    if holders:
        told = (sign.graphs for sign in found.signs)
        doubts += only_listed(tables, tables.graphs(thing, *depends_on).union(*told))
    yield from _spells(thing, doubted(spells_of(found.life), doubts))
    if heard:
        signed = dated_sign(tables, thing, names.SIGNED)
        yield from _heard(thing, [*found.signs, *([signed] if signed else [])])


def _partnership(tables: Tables, found: Partnership) -> Iterator[str]:
    whole = found.stated.iri
    for member in found.members:
        one = member.participation
        if one.heir or whole == min(tables.values(one.iri, names.IN_PARTNERSHIP)):
            yield from _participation(tables, whole, member)
    if tables.is_a(whole, names.PARTNERSHIP):
        for choice in found.stated.after_begin:
            yield from _changes(whole, choice)
    yield from _spells(whole, found.spells)
    yield from _heard(whole, found.signs)
    if found.never_began:
        yield f"<{whole}> <{names.NEVER_BEGAN}> {_TRUE}{_END}"
    for one_party, other in set(partners(tables, found)):
        yield link_line(one_party, names.PARTNER_OF, other)


def _participation(tables: Tables, whole: str, member: Member) -> Iterator[str]:
    one = member.participation
    if one.heir:
        yield from _inherited(tables, whole, member)
    if member.lives:
        yield from _acts(one.iri, member.lives.begin, member.lives.life)
        yield from _spells(one.iri, member.spells)
        since = member.lives.begin.hull[0] if one.heir else FIRST
        yield from _heard(one.iri, (sign for sign in member.signs if sign.last >= since))


def _inherited(tables: Tables, whole: str, member: Member) -> Iterator[str]:
    heir = member.participation.heir
    if heir is None:
        return
    yield link_line(heir.iri, names.TYPE, names.PARTICIPATION)
    yield link_line(heir.iri, names.IN_PARTNERSHIP, whole)
    yield link_line(heir.iri, names.PARTY, heir.party)
    for predecessor in heir.predecessors:
        yield link_line(heir.iri, names.INHERITED_FROM, predecessor)
    for subject, predicate, day in pair(heir.iri, names.BEGAN, *heir.begin.hull):
        yield date_line(subject, predicate, day)
    party = min(tables.values(heir.party, names.LABEL), default=None)
    name = min(tables.values(whole, names.LABEL), default=None)
    if party is not None and name is not None:
        for word, language in (("arvet", "da"), ("inherited", "en")):
            text = f'"{party} ({word}): {name}"@{language}'
            yield f"<{heir.iri}> <{names.LABEL}> {text}{_END}"


def _acts(thing: str, begin: Begin, life: Life) -> Iterator[str]:
    for choice in life.choices:
        yield from _changes(thing, choice)
    act = names.ACT_IRI + key(thing, "begin")
    yield from _change(act, thing, State.IN_FORCE, begin.source, begin.hull)


def _changes(thing: str, choice: Choice) -> Iterator[str]:
    for act in acts_of([choice]):
        yield from _change(act.iri, thing, act.effect, act.source, act.shown)


def _change(
    act: str, thing: str, effect: State, source: str, days: tuple[int, int]
) -> Iterator[str]:
    yield link_line(act, names.TYPE, names.STATUS_CHANGE)
    # vsk:Act is the former name of vsk:StatusChange, kept for the queries of others.
    yield link_line(act, names.TYPE, names.FORMER_STATUS_CHANGE)
    yield link_line(act, names.CONCERNS, thing)
    yield link_line(act, names.EFFECT, names.STATE + effect)
    yield link_line(act, names.ACT_FROM, source)
    for subject, predicate, day in pair(act, names.ACT, *days):
        yield date_line(subject, predicate, day)


def _spells(thing: str, spells: Spells) -> Iterator[str]:
    for spell, before in with_ends(spells):
        it = names.SPELL_IRI + key(f"{thing}?day={iso(spell.start)}")
        yield link_line(it, names.CONCERNS, thing)
        yield from spell_lines(it, spell, before)


def with_ends(spells: Spells) -> Iterator[tuple[Spell, int]]:
    """Spells, each with the day after its last; the last there is for an open end."""
    ends = [spell.start for spell in spells[1:]]
    return zip(spells, [*ends, LAST][: len(spells)], strict=True)


def spell_lines(it: str, spell: Spell, before: int) -> Iterator[str]:
    """The lines of a spell but those of what it concerns.

    Args:
        it: its IRI.
        spell: what it is.
        before: the day after its last; the last there is for an open end.
    """
    yield link_line(it, names.TYPE, names.STATUS_SPELL)
    yield from (link_line(it, names.POSSIBLE_STATE, names.STATE + state) for state in spell.states)
    yield from (link_line(it, names.BECAUSE, reason) for reason in spell.reasons)
    if spell.start > FIRST:
        yield date_line(it, names.SPELL_FROM, iso(spell.start))
    if before < LAST:
        # vsk:spellBefore is the former name, kept for the queries of others.
        yield date_line(it, names.SPELL_END, iso(before))
        yield date_line(it, names.FORMER_SPELL_END, iso(before))


def _heard(thing: str, signs: Iterable[Sign]) -> Iterator[str]:
    days = [sign.last for sign in signs if sign.heard and sign.last < LAST]
    if days:
        yield date_line(thing, names.LAST_HEARD_OF, iso(max(days)))


def link_line(subject: str, predicate: str, value: str) -> str:
    """The line of the derived graph that leads from one thing to another."""
    return f"<{subject}> <{predicate}> <{value}>{_END}"


def date_line(subject: str, predicate: str, day: str) -> str:
    """The line of the derived graph that gives a thing a day."""
    return f'<{subject}> <{predicate}> "{day}"^^<{names.XSD_DATE}>{_END}'
