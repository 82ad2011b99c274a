"""Signs of life of a partnership as a whole: its own, and those of its agreements and visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.acts import acts_of, own_acts
from graph.derivation.begins import Sign, alone, dated_sign, sightings
from graph.derivation.inheritance import successors
from graph.derivation.moments import FIRST, LAST
from graph.derivation.statement_tables import Tables, reached


class Shared(NamedTuple):
    """A sign of life of a partnership.

    Attributes:
        sign: the sign.
        parties: the parties whose participations alone it reaches; none: all.
    """

    sign: Sign
    parties: frozenset[str] = frozenset()


def shared_signs(tables: Tables, partnership: str, participations: Iterable[str]) -> list[Shared]:
    """What shows a partnership alive, apart from its own dates and acts."""
    agreements = governing(tables, partnership)
    return [
        *_of_agreements(tables, agreements),
        *_of_initiatives(tables, partnership, agreements),
        *_of_inheritances(tables, participations),
    ]


def governing(tables: Tables, partnership: str) -> list[str]:
    """The agreements that govern a partnership, with their annexes and what they are annexes to."""
    found = set(tables.subjects(names.GOVERNS, partnership))
    found |= {main for one in found for main in tables.values(one, names.PART_OF)}
    every = reached(found, partial(tables.subjects, names.PART_OF))
    return sorted(one for one in every if is_agreement(tables, one))


def is_agreement(tables: Tables, thing: str) -> bool:
    """True for an agreement or an annex."""
    return tables.is_a(thing, names.AGREEMENT) or tables.is_a(thing, names.ANNEX)


def family(tables: Tables, party: str) -> set[str]:
    """A party with its predecessors and successors, and the towns and municipalities of each."""
    found = {party, *successors(tables, party), *predecessors(tables, party)}
    towns = {town for one in found for town in tables.values(one, names.ACTS_FOR)}
    acting = {one for town in found for one in tables.subjects(names.ACTS_FOR, town)}
    return found | towns | acting


def predecessors(tables: Tables, municipality: str) -> set[str]:
    """All municipalities that went into one, by one merger after the other."""

    def merged(one: str) -> Iterator[str]:
        for event in tables.subjects(names.RESULTING, one):
            for old in tables.values(event, names.ORIGINAL):
                if municipality in successors(tables, old):
                    yield old

    return reached([municipality], merged) - {municipality}


def _of_agreements(tables: Tables, agreements: Iterable[str]) -> Iterator[Shared]:
    for agreement in agreements:
        alive = alone(tables, agreement)
        if not alive:
            continue
        signed = dated_sign(tables, agreement, names.SIGNED)
        parties = _parties(tables, agreement)
        for sign in [*alive.signs, *([signed] if signed else [])]:
            yield Shared(sign._replace(reasons=frozenset({agreement})), parties)


def _parties(tables: Tables, agreement: str) -> frozenset[str]:
    mains = tables.values(agreement, names.PART_OF)
    stated = [tables.values(one, names.PARTY) for one in (agreement, *mains)]
    return frozenset(next((parties for parties in stated if parties), ()))


def _of_initiatives(
    tables: Tables, partnership: str, agreements: Iterable[str]
) -> Iterator[Shared]:
    things = [
        (names.CONCERNS, partnership),
        (names.PART_OF, partnership),
        *((link, one) for one in agreements for link in (names.UNDER_AGREEMENT, names.PART_OF)),
    ]
    found = {one for link, thing in things for one in tables.subjects(link, thing)}
    for one in sorted(found):
        stated = set(tables.values(one, names.INITIATIVE_STATUS))
        if _takes_place(tables, one) and not stated & names.NO_FACT:
            yield from (Shared(sign) for sign in _of_initiative(tables, one))


def _takes_place(tables: Tables, thing: str) -> bool:
    return any(tables.is_a(thing, kind) for kind in names.INITIATIVES)


def _of_initiative(tables: Tables, thing: str) -> list[Sign]:
    it = frozenset({thing})
    dates = (names.DATE, names.BEGAN)
    signs = [sign for name in dates if (sign := dated_sign(tables, thing, name, it))]
    signs += [sign._replace(reasons=it) for sign in sightings(tables, thing)]
    # An end can be a plan: what has one had begun by then, but was not seen until then.
    ended = dated_sign(tables, thing, names.ENDED, it)
    signs += [ended._replace(heard=False)] if ended else []
    graphs = tables.graphs(thing, names.TYPE, names.UNDER_AGREEMENT, names.PART_OF, names.CONCERNS)
    return signs or [Sign(FIRST, LAST, it, graphs)]


def _of_inheritances(tables: Tables, participations: Iterable[str]) -> Iterator[Shared]:
    for one in participations:
        if tables.values(one, names.INHERITED_FROM):
            graphs = tables.graphs(one, names.INHERITED_FROM)
            yield Shared(Sign(FIRST, LAST, graphs, graphs))
        for act in acts_of(own_acts(tables, one)):
            if is_inheritance(tables, act.source):
                yield Shared(Sign(act.first, act.last, act.reasons, act.graphs))


def is_inheritance(tables: Tables, event: str) -> bool:
    """True for the event by which a participation was inherited."""
    return names.INHERITED in tables.values(event, names.EVENT_KIND)
