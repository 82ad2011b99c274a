"""Decisions: which place of a list is which municipality, town or place of another list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

YES: Final = "yes"
NO: Final = "no"
UNDECIDED: Final = "undecided"
DECISIONS: Final = (YES, NO, UNDECIDED)
MUNICIPALITY: Final = "municipality"
TOWN: Final = "town"
KINDS: Final = (MUNICIPALITY, TOWN, "")
# Who decided what no person did.
RULE: Final = "rule"


class MatchDecision(NamedTuple):
    """What was decided about one pair.

    Attributes:
        place: IRI of the place of the list.
        target: IRI of the municipality, town or place of a list that it was compared with.
        kind: ``municipality`` or ``town``: what the list means; blank where nothing tells.
        decision: ``yes``, ``no`` or ``undecided``.
        score: the chance that they are one, 0 to 1, with three decimals.
        reason: what was seen, or what a person says.
        by: ``rule``, or who decided.
        name: the place's name when it was decided; blank where that is not kept.
    """

    place: str
    target: str
    kind: str
    decision: str
    score: float
    reason: str
    by: str
    name: str = ""

    @property
    def is_by_hand(self) -> bool:
        """True where a person decided: no rule changes that."""
        return self.by != RULE


def ordered(decisions: Iterable[MatchDecision]) -> list[MatchDecision]:
    """Decisions by place, the likeliest first: the order of files and graphs."""
    return sorted(decisions, key=lambda each: (each.place, -each.score, each.target))


def classes_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The places of pairs that are one place, each with the one that stands for its class.

    The first by IRI stands for the class; the order of the pairs does not matter.
    """
    above: dict[str, str] = {}

    def head(iri: str) -> str:
        while (upper := above.setdefault(iri, iri)) != iri:
            above[iri] = above.get(upper, upper)
            iri = upper
        return iri

    for one, other in pairs:
        first, second = sorted((head(one), head(other)))
        above[second] = first
    return {iri: head(iri) for iri in list(above)}
