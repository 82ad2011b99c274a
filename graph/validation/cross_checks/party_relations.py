"""Who belongs to whom: the parties of a partnership or agreement, and who counts as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Final

from graph.validation.cross_checks.graph_view import GraphView
from graph.validation.prefixed_terms import iri

PARTY: Final = iri("vsk:party")
IN_PARTNERSHIP: Final = iri("vsk:inPartnership")
GOVERNS: Final = iri("vsk:governs")
IS_PART_OF: Final = iri("dcterms:isPartOf")
HAS_PART: Final = iri("dcterms:hasPart")
ORIGINAL: Final = iri("org:originalOrganization")
RESULTING: Final = iri("org:resultingOrganization")
_FOR: Final = tuple(map(iri, ("vsk:actsFor", "vsk:within")))
_ON_BEHALF: Final = iri("vsk:onBehalfOf")


def parties_of_partnership(view: GraphView, partnership: str) -> Set[str]:
    """The parties of a partnership, of its parts and of what it is part of."""
    found: set[str] = set()
    for each in _together(view, partnership):
        for participation in view.whole.subjects(each, IN_PARTNERSHIP):
            found |= view.whole.values(participation, PARTY, _ON_BEHALF)
    return found


def sides(view: GraphView, partnership: str) -> frozenset[tuple[str, frozenset[str]]]:
    """The parties of a partnership itself, each with the towns it takes part for."""
    whole = view.whole
    return frozenset(
        (party, frozenset(whole.values(seat, _ON_BEHALF)))
        for seat in whole.subjects(partnership, IN_PARTNERSHIP)
        for party in whole.values(seat, PARTY)
    )


def parties_of_agreement(view: GraphView, agreement: str) -> Set[str]:
    """The parties of an agreement, or of the agreement that it is part of."""
    whole = view.whole
    line = closure([agreement], lambda each: whole.values(each, IS_PART_OF))
    return {party for each in line for party in whole.values(each, PARTY)}


def counts_as_one(view: GraphView, who: str, parties: Set[str]) -> bool:
    """True if ``who`` is a party, acts for one, is acted for by one, or came before or after it."""
    near = closure([who], lambda each: _kin(view, each))
    return not near.isdisjoint(parties)


def related_by_change(view: GraphView, one: str, other: str) -> bool:
    """True if the one came out of the other by mergers and splits, or the other way round."""
    return other in closure([one], lambda each: successors(view, each)) or one in closure(
        [other], lambda each: successors(view, each)
    )


def successors(view: GraphView, party: str) -> Set[str]:
    """Those that came out of a party by a merger or a split."""
    changes = view.whole.subjects(party, ORIGINAL)
    return {after for change in changes for after in view.whole.values(change, RESULTING)}


def _predecessors(view: GraphView, party: str) -> Set[str]:
    changes = view.whole.subjects(party, RESULTING)
    return {previous for change in changes for previous in view.whole.values(change, ORIGINAL)}


def closure(start: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """What is reached from ``start`` by any number of steps, with the start."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for more in step(waiting.pop()):
            if more not in found:
                found.add(more)
                waiting.append(more)
    return found


def _kin(view: GraphView, party: str) -> Set[str]:
    whole = view.whole
    acting = whole.values(party, *_FOR) | whole.subjects(party, *_FOR)
    return acting | successors(view, party) | _predecessors(view, party)


def _together(view: GraphView, partnership: str) -> Set[str]:
    whole = view.whole
    up = closure(
        [partnership], lambda each: whole.values(each, IS_PART_OF) | whole.subjects(each, HAS_PART)
    )
    down = closure(
        [partnership], lambda each: whole.values(each, HAS_PART) | whole.subjects(each, IS_PART_OF)
    )
    return up | down
