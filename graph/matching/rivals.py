"""Rivals: what else each place of a pair may be, and how much that takes from the pair's chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.matching.compared_places import REFERENCE, PlaceRegister
from graph.matching.name_forms import name_form
from graph.matching.scoring import Score

# Per side of the pairs: a place, to the odds of what it may be, by what is no rival of each other.
_Odds = dict[str, dict[str, float]]


class Rivals:
    """The scores of all candidates of two registers, weighed against each other.

    Attributes:
        scores: the candidates, in the order they were given.
    """

    def __init__(self, scores: Sequence[Score], left: PlaceRegister, right: PlaceRegister) -> None:
        self.scores = scores
        self._odds = [2**score.bits for score in scores]
        self._seats = [right.places[score.right].within or score.right for score in scores]
        self._names = [name_form(left.places[score.left].names[0]).base for score in scores]
        # Many places of a list may be one municipality of the reference data.
        self._is_claimed = right.name != REFERENCE

    def weigh(self, before: Sequence[float]) -> list[float]:
        """The chance of each pair, by the chances of the weighing before.

        Args:
            before: chances in the order of the scores; of zeros every rival counts in full.
        """
        lefts = self._elsewhere(before, [score.left for score in self.scores])
        rights = self._elsewhere(before, [score.right for score in self.scores])
        seats, claims = self._sums(lefts, rights)
        chances = []
        for score, odds, seat, name in zip(
            self.scores, self._odds, self._seats, self._names, strict=True
        ):
            around, claimed = seats[score.left], claims[score.right]
            others = sum(odd for each, odd in around.items() if each != seat)
            claimants = sum(odd for each, odd in claimed.items() if each != name)
            chances.append(odds / (1 + odds + max(others, claimants)))
        return chances

    def _sums(self, lefts: Sequence[float], rights: Sequence[float]) -> tuple[_Odds, _Odds]:
        """The odds around each place, less where the rival is surely something else."""
        seats: _Odds = defaultdict(lambda: defaultdict(float))
        claims: _Odds = defaultdict(lambda: defaultdict(float))
        for at, (score, odds) in enumerate(zip(self.scores, self._odds, strict=True)):
            around = seats[score.left]
            taken = (1 - rights[at]) if self._is_claimed else 1.0
            around[self._seats[at]] = max(around[self._seats[at]], odds * taken)
            if self._is_claimed:
                claims[score.right][self._names[at]] += odds * (1 - lefts[at])
        return seats, claims

    def _elsewhere(self, before: Sequence[float], places: Iterable[str]) -> list[float]:
        """For each pair the best chance that its place has with any other."""
        of_place: dict[str, list[int]] = defaultdict(list)
        for at, place in enumerate(places):
            of_place[place].append(at)
        best = [0.0] * len(before)
        for pairs in of_place.values():
            ranked = sorted(pairs, key=lambda at: -before[at])
            for at in pairs:
                other = ranked[1] if ranked[0] == at and len(ranked) > 1 else ranked[0]
                best[at] = before[other] if other != at else 0.0
        return best
