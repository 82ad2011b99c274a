"""What changes beside statements: states, ties, duties, and where sources disagree.

States and ties are read out of the derived graphs before and after; duties and conflicts are what
the library's own questions answer of the things that the change reaches.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, pairwise
from typing import Final, Generic, NamedTuple, TypeVar

from graph.engine.scratch_store import ScratchStore
from graph.namespaces import VSK
from graph.terms import Row, text_of
from graph.validation.derived_lines import SPELL, DerivedLines, concerned, subject_of
from graph.validation.quad_lines import GraphContent
from queries.library import question

_SPELL: Final = re.compile(
    rf"<([^>]*)> <{re.escape(str(VSK))}(concerns|possibleState|spellFrom|spellEndExclusive)> "
    r'(?:<([^>]*)>|"([^"]*)")'
)
_TIE: Final = re.compile(rf"<([^>]*)> <{re.escape(str(VSK.partnerOf))}> <([^>]*)> ")
# Days that no spell reaches: they stand for an open beginning and an open end.
_FIRST: Final = ""
_LAST: Final = "9999-99-99"


class DataChange(NamedTuple):
    """A change of the data.

    Attributes:
        before: the source, reference, curation and ontology graphs.
        after: the same after it.
        stated: the lines that only one of them has.
        derived: what follows from the graphs before.
        added: lines of what follows only after.
        removed: lines of what follows only before.
    """

    before: Sequence[GraphContent]
    after: Sequence[GraphContent]
    stated: Sequence[str]
    derived: DerivedLines
    added: Set[str]
    removed: Set[str]


class StateChange(NamedTuple):
    """A stretch of time in which a thing has other possible states than before the change.

    Attributes:
        thing: a party, a partnership, a participation, an agreement …
        first: the first day, ISO 8601; blank where it is open.
        end: the first day after it; blank where it is open.
        before: IRIs of the states that were possible; none where nothing was derived.
        after: those that are possible now.
    """

    thing: str
    first: str
    end: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class PartnerPair(NamedTuple):
    """Two parties that are partners, the one whose IRI comes first in front."""

    one: str
    other: str


class DutyChange(NamedTuple):
    """A duty of somebody, and when it falls due.

    Attributes:
        thing: the commitment or agreement.
        duty: ``commitment``, ``review`` or ``expiry``.
        earliest: the first day on which it may fall due, ISO 8601.
        latest: the last one.
    """

    thing: str
    duty: str
    earliest: str
    latest: str


class SourceConflict(NamedTuple):
    """Two sources that do not say the same of what can be only one."""

    thing: str
    property: str
    one_value: str
    one_source: str
    other_value: str
    other_source: str


Entry = TypeVar("Entry", bound=tuple[str, ...])


@dataclass(frozen=True)
class Difference(Generic[Entry]):
    """Things of one kind that a change brings or takes away, sorted."""

    appearing: tuple[Entry, ...] = ()
    vanishing: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Consequences:
    """What changes beside the statements.

    Attributes:
        states: stretches of time with other states, by thing and day.
        ties: who becomes or is no longer somebody's partner.
        duties: what falls due.
        conflicts: where sources disagree.
    """

    states: tuple[StateChange, ...]
    ties: Difference[PartnerPair]
    duties: Difference[DutyChange]
    conflicts: Difference[SourceConflict]


def consequences(change: DataChange) -> Consequences:
    """What changes beside the statements."""
    both = chain(change.stated, change.added, change.removed)
    reached = {subject_of(line) for line in both}
    old = ScratchStore(_around(change.before, reached, change.derived.about))
    new = ScratchStore(_around(change.after, reached, partial(_about_after, change)))
    return Consequences(
        tuple(_states(change)),
        _difference(ties(change.removed), ties(change.added)),
        _difference(_duties(old), _duties(new)),
        _difference(_conflicts(old), _conflicts(new)),
    )


def _about_after(change: DataChange, things: Set[str]) -> Iterator[str]:
    """The derived lines about things after the change."""
    yield from (line for line in change.derived.about(things) if line not in change.removed)
    yield from (line for line in change.added if subject_of(line) in things)


def _difference(before: set[Entry], after: set[Entry]) -> Difference[Entry]:
    return Difference(tuple(sorted(after - before)), tuple(sorted(before - after)))


# States


def _states(change: DataChange) -> Iterator[StateChange]:
    """The changed states of the things that any changed spell concerns."""
    changed = {
        one for line in change.added | change.removed if (one := subject_of(line)).startswith(SPELL)
    }
    said = chain(change.derived.about(changed), change.added)
    things = {thing for line in said if (thing := concerned(line))}
    before = set(change.derived.spells(things))
    after = (before - change.removed) | {line for line in change.added if line.startswith(SPELL)}
    yield from state_changes(before, after)


def state_changes(before: Iterable[str], after: Iterable[str]) -> Iterator[StateChange]:
    """The stretches of time in which things have other states, by thing and day.

    Args:
        before: N-Quads lines of a derived graph.
        after: those of another.
    """
    old, new = _spells(before), _spells(after)
    for thing in sorted(old.keys() | new.keys()):
        one, other = old.get(thing, frozenset()), new.get(thing, frozenset())
        if one != other:
            yield from _stretches(thing, one, other)


class _Spell(NamedTuple):
    first: str
    end: str
    states: tuple[str, ...]


def _spells(lines: Iterable[str]) -> dict[str, frozenset[_Spell]]:
    """The spells of each thing."""
    said: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if found := _SPELL.match(line):
            said[found[1]][found[2]].append(found[3] or found[4])
    spells = defaultdict(set)
    for spell in said.values():
        if spell["possibleState"]:
            states = tuple(sorted(spell["possibleState"]))
            first, end = (
                min(spell["spellFrom"], default=_FIRST),
                min(spell["spellEndExclusive"], default=_LAST),
            )
            spells[spell["concerns"][0]].add(_Spell(first, end, states))
    return {thing: frozenset(several) for thing, several in spells.items()}


def _stretches(
    thing: str, before: Iterable[_Spell], after: Iterable[_Spell]
) -> Iterator[StateChange]:
    """Where the states differ; what follows without a break and differs alike is one stretch."""
    days = sorted({day for spell in (*before, *after) for day in (spell.first, spell.end)})
    last: StateChange | None = None
    for first, end in pairwise(days):
        one, other = _states_on(first, before), _states_on(first, after)
        if one == other:
            continue
        if last and (last.end, last.before, last.after) == (first, one, other):
            last = last._replace(end=end)
        else:
            if last:
                yield _open_ended(last)
            last = StateChange(thing, first, end, one, other)
    if last:
        yield _open_ended(last)


def _states_on(day: str, spells: Iterable[_Spell]) -> tuple[str, ...]:
    found = {state for one in spells if one.first <= day < one.end for state in one.states}
    return tuple(sorted(found))


def _open_ended(change: StateChange) -> StateChange:
    return change._replace(end="") if change.end == _LAST else change


# Ties, duties and conflicts


def ties(lines: Iterable[str]) -> set[PartnerPair]:
    """The ties that N-Quads lines of a derived graph make."""
    pairs = (found.groups() for line in lines if (found := _TIE.match(line)))
    return {PartnerPair(*sorted(pair)) for pair in pairs}


def _duties(store: ScratchStore) -> set[DutyChange]:
    columns = ("thing", "duty", "dueEarliest", "dueLatest")
    rows = store.rows(_asked("calendar-of-duties", since="0001-01-01", until="9999-12-31"))
    return {DutyChange(*_cells(row, columns)) for row in rows}


def _conflicts(store: ScratchStore) -> set[SourceConflict]:
    columns = ("thing", "property", "oneValue", "oneSource", "otherValue", "otherSource")
    rows = store.rows(_asked("source-conflicts"))
    return {SourceConflict(*_cells(row, columns)) for row in rows}


@cache
def _asked(name: str, **values: str) -> str:
    return question(name).bind(values)


def _cells(row: Row, columns: Iterable[str]) -> Iterator[str]:
    return (text_of(row, name) for name in columns)


def _around(
    stated: Sequence[GraphContent],
    reached: set[str],
    derived: Callable[[Set[str]], Iterable[str]],
) -> Iterator[str]:
    """The lines about the things reached, and about those one step from them."""
    near = set(reached)
    for content in stated:
        near.update(_neighbours(content, reached))
    for content in stated:
        if content.subjects & near:
            yield from (line for line in content.lines if subject_of(line) in near)
    yield from derived(near)


def _neighbours(content: GraphContent, reached: set[str]) -> Iterator[str]:
    """What the things reached mention, and what mentions them."""
    for one in content.subjects & reached:
        yield from (value for _, value in content.about[one])
    for one in content.pointing.keys() & reached:
        yield from content.pointing[one]
