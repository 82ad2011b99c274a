"""Inheritance: which participations pass to the municipality that a merger made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.acts import (
    Act,
    Choice,
    acts_of,
    date_of,
    key,
    mergers_of,
    own_acts,
    result_of,
)  # fmt: skip
from graph.derivation.begins import Begin, formed
from graph.derivation.moments import FIRST, LAST
from graph.derivation.statement_tables import Tables
from graph.time.intervals import State


class Heir(NamedTuple):
    """A participation that a municipality has by inheritance.

    Attributes:
        iri: its IRI.
        party: the municipality.
        predecessors: the participations it comes from, sorted.
        begin: the merger.
    """

    iri: str
    party: str
    predecessors: tuple[str, ...]
    begin: Begin


def successors(tables: Tables, municipality: str) -> list[str]:
    """All that a municipality went into, one merger after the other, the nearest first."""
    found: list[str] = []
    waiting = [municipality]
    while waiting:
        one = waiting.pop(0)
        for event in mergers_of(tables, one):
            new = result_of(tables, event)
            if new and new not in found and new != municipality:
                found.append(new)
                waiting.append(new)
    return found


def heirs(tables: Tables, partnership: str, parties: Mapping[str, Sequence[str]]) -> list[Heir]:
    """The inherited participations of a partnership, sorted.

    Args:
        tables: the statements.
        partnership: a partnership that began.
        parties: the parties of each stated participation.
    """
    taking_part = {party for each in parties.values() for party in each}
    inheriting: dict[str, set[str]] = {}
    for participation, its in parties.items():
        for old in its:
            for new in _in_line(tables, old, taking_part):
                if not _stopped(tables, partnership, participation, (old, new)):
                    inheriting.setdefault(new, set()).add(participation)
    found = (_heir(tables, partnership, new, one) for new, one in sorted(inheriting.items()))
    return [heir for heir in found if heir]


def _in_line(tables: Tables, old: str, taking_part: set[str]) -> Iterator[str]:
    """The successors of a party, up to one that takes part itself."""
    for new in successors(tables, old):
        nearer = [one for one in successors(tables, old) if new in successors(tables, one)]
        if new not in taking_part and not taking_part.intersection(nearer):
            yield new


def _heir(tables: Tables, partnership: str, party: str, several: Iterable[str]) -> Heir | None:
    begin = formed(tables, party)
    if begin is None:
        return None
    iri = names.INHERITED_IRI + key(partnership, party)
    return Heir(iri, party, tuple(sorted(several)), begin._replace(source=iri))


def _stopped(tables: Tables, partnership: str, participation: str, line: tuple[str, str]) -> bool:
    old = line[0]
    return (
        _over_before(tables, partnership, participation, old)
        or _not_inherited(tables, partnership, participation, line)
        or _held_by_another(tables, partnership, participation, line)
    )


def _merged(tables: Tables, old: str) -> tuple[int, int]:
    """First and last day of the first merger of a municipality."""
    dated = (tables.moment(e, names.DATE) for e in mergers_of(tables, old))
    found = [(LAST if m.doubtful else m.hull[1], m.hull[0]) for m in dated if m]
    last, first = min(found, default=(LAST, FIRST))
    return first, last


def _over_before(tables: Tables, partnership: str, participation: str, old: str) -> bool:
    """True if it had certainly ended by the merger, and was not certainly resumed."""
    merged, _ = _merged(tables, old)
    choices = [*own_acts(tables, participation), *own_acts(tables, partnership)]
    ends = [
        max(act.last for act in acts_of([each])) for each in choices if _only(each, State.ENDED)
    ]
    over = [last for last in ends if last <= merged]
    if not over:
        return False
    resumed = (
        min(act.days[0][0] for act in acts_of([each]))
        for each in choices
        if _only(each, State.IN_FORCE) and _certain(each)
    )
    return not any(first > max(over) for first in resumed)


def _only(choice: Choice, effect: State) -> bool:
    return all(isinstance(each, Act) and each.effect is effect for each in choice)


def _certain(choice: Choice) -> bool:
    return all(act.days[-1][1] < LAST for act in acts_of([choice]))


def _not_inherited(
    tables: Tables, partnership: str, participation: str, line: tuple[str, str]
) -> bool:
    """True if an act says so, of the participation or of the partnership with a party's name."""
    heir = names.INHERITED_IRI + key(partnership, line[1])
    merged = _merged(tables, line[0])[1]
    for thing in (participation, heir, partnership):
        for event in tables.subjects(names.CONCERNS, thing):
            said = names.NOT_INHERITED in tables.values(event, names.EVENT_KIND)
            named = thing != partnership or _names(tables, event, line)
            if said and named and date_of(tables, event).hull[0] <= merged:
                return True
    return False


def _names(tables: Tables, event: str, parties: Iterable[str]) -> bool:
    links = (names.CONCERNS, names.PARTY, names.DECIDED_BY, names.CARRIED_OUT_BY)
    named = {value for link in links for value in tables.values(event, link)}
    return bool(named.intersection(parties))


def _held_by_another(
    tables: Tables, partnership: str, participation: str, line: tuple[str, str]
) -> bool:
    """True if a source states another holder of the seat: an heir, or a town they act for."""
    towns = {town for party in line for town in tables.values(party, names.ACTS_FOR)}
    for other in tables.subjects(names.IN_PARTNERSHIP, partnership):
        if other == participation:
            continue
        if participation in tables.values(other, names.INHERITED_FROM):
            return True
        if towns.intersection(tables.values(other, names.PARTY)):
            return True
    return False
