"""Rounds of matching: candidates, scores and chances; each round helps the next.

What a place is tied to tells which of several of one name it is. So the first round believes names,
and each other round what the one before made of the neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.matching import weights
from graph.matching.compared_places import REFERENCE, ComparedPlace, PlaceRegister
from graph.matching.name_forms import likeness, name_form
from graph.matching.rivals import Rivals
from graph.matching.scoring import Score, Scorer, keys_of

ROUNDS: Final = 4
_WEIGHINGS: Final = 4
# The reason of what a person decided, and its bits.
BY_HAND: Final = "by hand"
_BEYOND_DOUBT: Final = 60.0
# Neighbours of neighbours are looked through only where a place has at most so many.
_HUB: Final = 60
# Names less alike are no candidates, unless so many neighbours are in common.
_LIKE: Final = 0.72
_IN_COMMON: Final = 3
_BELIEVED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Chance:
    """A pair and the chance that it is one place, all other candidates of both weighed in."""

    score: Score
    chance: float


@dataclass(frozen=True)
class Settled:
    """What people have decided: nothing else is a candidate, nothing denied is one.

    Attributes:
        same: place of the list to those of the other register that it is.
        other: pairs that are not one place.
    """

    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    other: frozenset[tuple[str, str]] = frozenset()

    def left_of(self, one: str, others: Iterable[str]) -> list[str]:
        """The candidates of a place that remain, sorted."""
        if one in self.same:
            return sorted(self.same[one])
        return sorted(each for each in others if (one, each) not in self.other)

    def sure(self, score: Score) -> Score:
        """The score, beyond doubt where people decided so."""
        if score.right not in self.same.get(score.left, ()):
            return score
        return Score(score.left, score.right, _BEYOND_DOUBT, (BY_HAND,))


def match(
    left: PlaceRegister, right: PlaceRegister, settled: Settled | None = None, rounds: int = ROUNDS
) -> list[Chance]:
    """Compare the places of two registers.

    Args:
        left: the list.
        right: what its places are compared to.
        settled: what people have decided.
        rounds: how often the neighbours are weighed anew.

    Returns:
        Candidates with a chance of ``weights.OPEN`` at least, by list place, best first.
    """
    decided = settled or Settled()
    habits = weights.REGISTER if right.name == REFERENCE else weights.LISTS
    scorer = Scorer(left, right, habits)
    by_name = candidates_by_name(left, right)
    chances = _first_chances(scorer, by_name)
    found: list[Chance] = []
    for _ in range(rounds):
        pairs = by_name if not right.neighbours else _with_neighbours(scorer, by_name, chances)
        found = _weighed(
            (
                decided.sure(scorer.score(left.places[one], right.places[other], chances))
                for one, others in pairs.items()
                for other in decided.left_of(one, others)
            ),
            left,
            right,
        )
        chances = _chances(found)
    return sorted(found, key=lambda each: (each.score.left, -each.chance, each.score.right))


def candidates_by_name(left: PlaceRegister, right: PlaceRegister) -> dict[str, set[str]]:
    """Candidates that share a name, a sound, an identifier or a code."""
    known: dict[str, set[str]] = defaultdict(set)
    for iri, place in right.places.items():
        for key in _lookup(place):
            known[key].add(iri)
    return {
        iri: set().union(*(known.get(key, set()) for key in _lookup(place))) - {iri}
        for iri, place in left.places.items()
    }


def _lookup(place: ComparedPlace) -> set[str]:
    keys = {key for name in place.names for key in keys_of(name_form(name))}
    return keys | place.ids | place.near_ids | place.codes


def _first_chances(scorer: Scorer, by_name: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
    places, others = scorer.left.places, scorer.right.places
    return {
        one: {two: scorer.name_chance(places[one], others[two]) for two in sorted(found)}
        for one, found in by_name.items()
        if found
    }


def _with_neighbours(
    scorer: Scorer, by_name: Mapping[str, set[str]], chances: Mapping[str, Mapping[str, float]]
) -> dict[str, set[str]]:
    """The candidates by name, and those whose neighbours are the neighbours of a place."""
    found = {one: set(others) for one, others in by_name.items()}
    for one, others in found.items():
        for other, common in _near(scorer, one, chances).items():
            if common >= _IN_COMMON or _alike(scorer, one, other):
                others.add(other)
    return found


def _near(scorer: Scorer, one: str, chances: Mapping[str, Mapping[str, float]]) -> dict[str, int]:
    """Places of the other register by how many neighbours they have in common with one."""
    common: dict[str, int] = defaultdict(int)
    around = scorer.right.neighbours
    for neighbour in scorer.left.neighbours.get(one, ()):
        for twin, chance in chances.get(neighbour, {}).items():
            if chance >= _BELIEVED and len(around.get(twin, ())) <= _HUB:
                for other in around.get(twin, ()):
                    common[other] += 1
    return common


def _alike(scorer: Scorer, one: str, other: str) -> bool:
    mine, its = scorer.left.places[one].names[0], scorer.right.places[other].names[0]
    return likeness(name_form(mine), name_form(its)) >= _LIKE


def _weighed(scores: Iterable[Score], left: PlaceRegister, right: PlaceRegister) -> list[Chance]:
    """Chances beside all other candidates of either place.

    A rival counts as far as it is not surely something else. A town is no rival of its
    municipality, and several places of a list may be one: a municipality and its towns, and what
    the list has twice by one name, as town and as municipality.
    """
    rivals = Rivals(list(scores), left, right)
    chances = [0.0] * len(rivals.scores)
    for _ in range(_WEIGHINGS):
        chances = rivals.weigh(chances)
    weighed = map(Chance, rivals.scores, chances)
    return [each for each in weighed if each.chance >= weights.OPEN]


def _chances(found: list[Chance]) -> dict[str, dict[str, float]]:
    chances: dict[str, dict[str, float]] = defaultdict(dict)
    for each in found:
        chances[each.score.left][each.score.right] = each.chance
    return chances
