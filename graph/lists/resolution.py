"""Resolution: which places of lists are one party, and which two parties the ties of lists join.

A decision that says yes makes two places one. A place that is decided to be a municipality or a
town stands for that, and whatever place of another list is the same stands for it too; places of
which none is decided stand together for the first of them by IRI. Nothing hangs on the order of
lists, ties or decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from graph.prefixes import BASE

LIST_PLACE: Final = f"{BASE}id/list-place/"
MUNICIPALITY: Final = f"{BASE}id/municipality/"
_TWO: Final = 2

PartyPair = tuple[str, str]


class Decision(NamedTuple):
    """A decision on whether a place of a list is another place.

    Attributes:
        place: IRI of the place of a list.
        target: IRI of a municipality, a town or a place of another list.
        yes: true where they are the same; false where they are not.
    """

    place: str
    target: str
    yes: bool


def representatives(places: Iterable[str], decisions: Iterable[Decision]) -> dict[str, str]:
    """The party that each place of a list stands for: a municipality, a town, or a place.

    Two municipalities are never made one: of several that a place is decided to be, municipalities
    go before towns, then the first by IRI; a place without a decision of its own follows the
    nearest place that has one. What one decision says no to, no other makes the same.

    Args:
        places: IRIs of the places of all lists.
        decisions: those that are made; an undecided one is none.
    """
    beside, targets = _links(decisions)
    every = {*places, *beside, *targets}
    stands = {place: min(targets[place], key=_rank) for place in targets}
    _spread(stands, beside)
    for place in sorted(every - stands.keys()):
        if place not in stands:
            stands.update(_together(place, beside))
    return {place: stands[place] for place in every}


def _links(
    decisions: Iterable[Decision],
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The places beside each place, and the municipalities and towns that it was decided to be."""
    made = list(decisions)
    apart = {frozenset((each.place, each.target)) for each in made if not each.yes}
    beside: defaultdict[str, set[str]] = defaultdict(set)
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for place, target, yes in made:
        if not yes or frozenset((place, target)) in apart or place == target:
            continue
        if target.startswith(LIST_PLACE):
            beside[place].add(target)
            beside[target].add(place)
        else:
            targets[place].add(target)
    return beside, targets


def _rank(target: str) -> tuple[bool, str]:
    return not target.startswith(MUNICIPALITY), target


def _spread(stands: dict[str, str], beside: Mapping[str, set[str]]) -> None:
    """Give what places stand for to those beside them, the nearest first."""
    edge = set(stands)
    while edge:
        reached: defaultdict[str, set[str]] = defaultdict(set)
        for place in edge:
            for other in beside.get(place, ()):
                if other not in stands:
                    reached[other].add(stands[place])
        stands.update({place: min(found, key=_rank) for place, found in reached.items()})
        edge = set(reached)


def _together(place: str, beside: Mapping[str, set[str]]) -> dict[str, str]:
    """All places that are one with the first of them, which they stand for."""
    found, waiting = {place}, [place]
    while waiting:
        for other in beside.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return dict.fromkeys(found, min(found))


def pairs(
    ties: Mapping[str, Iterable[str]], stands: Mapping[str, str]
) -> dict[PartyPair, list[str]]:
    """The pairs of different parties that ties join, each with its ties; all sorted.

    Args:
        ties: the IRI of each tie, and those of its places; a tie of fewer or more than two places
            joins no pair.
        stands: what each place stands for, as :func:`representatives` gives it.
    """
    found: defaultdict[PartyPair, list[str]] = defaultdict(list)
    for tie, places in ties.items():
        parties = sorted({stands.get(place, place) for place in places})
        if len(set(places)) == _TWO and len(parties) == _TWO:
            found[parties[0], parties[1]].append(tie)
    return {pair: sorted(found[pair]) for pair in sorted(found)}
