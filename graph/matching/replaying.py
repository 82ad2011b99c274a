"""Replaying decisions by hand on another edition of a list, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.matching.compared_places import ComparedPlace
from graph.matching.decisions import MatchDecision


@dataclass(frozen=True)
class Replay:
    """What became of decisions that people made.

    Attributes:
        kept: those that still hold.
        renamed: those of them whose place has another name than when it was decided.
        gone: those whose place the list has no more.
        without_target: those whose municipality, town or place of another list is no more.
    """

    kept: list[MatchDecision]
    renamed: list[MatchDecision]
    gone: list[MatchDecision]
    without_target: list[MatchDecision]


def replay(
    by_hand: Iterable[MatchDecision], places: Mapping[str, ComparedPlace], targets: Iterable[str]
) -> Replay:
    """Carry decisions over to the places that there are, by their IRIs.

    Args:
        by_hand: the decisions.
        places: the places of all lists, by IRI.
        targets: every IRI that a place may be matched to.
    """
    known = set(targets)
    told = Replay([], [], [], [])
    for row in by_hand:
        place = places.get(row.place)
        if place is None:
            told.gone.append(row)
        elif row.target not in known:
            told.without_target.append(row)
        else:
            told.kept.append(row)
            if row.name and row.name not in place.names:
                told.renamed.append(row)
    return told
