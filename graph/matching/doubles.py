"""Doubles: places that one list gives twice, under two spellings of the name or the country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from graph.matching import weights
from graph.matching.compared_places import ComparedPlace, PlaceRegister
from graph.matching.name_forms import likeness, name_form
from graph.matching.rounds import Chance, candidates_by_name
from graph.matching.scoring import Score, Scorer

_NEAR: Final = next(place for place, level in enumerate(weights.NAMES) if level.name == "near")


def doubles(register: PlaceRegister) -> list[Chance]:
    """Pairs of one list that may be one place: by name, country, point and ties in common.

    Returns:
        The later place against the earlier, with the chance that they are one.
    """
    scorer = Scorer(register, register, weights.DOUBLES)
    itself = {iri: {iri: 1.0} for iri in register.places}
    found = [
        _told_apart(scorer.score(register.places[one], register.places[other], itself), register)
        for one, others in candidates_by_name(register, register).items()
        for other in others
        if other < one and _alike(register.places[one], register.places[other])
    ]
    return sorted(
        (each for each in map(_with_chance, found) if each.chance >= weights.OPEN),
        key=lambda each: (each.score.left, -each.chance, each.score.right),
    )


def _alike(one: ComparedPlace, other: ComparedPlace) -> bool:
    like = likeness(name_form(one.names[0]), name_form(other.names[0]))
    return like >= weights.NAMES[_NEAR].like


def _told_apart(score: Score, register: PlaceRegister) -> Score:
    """What tells two places of one list apart: a tie between them, a word, a name only near."""
    if score.right in register.neighbours.get(score.left, ()):
        return replace(score, bits=score.bits + weights.TIED)
    if "name near" in score.reasons:
        return replace(score, bits=score.bits + weights.NEAR_DOUBLE)
    if not (register.places[score.left].points and register.places[score.right].points):
        return score
    units = {name_form(register.places[iri].names[0]).unit for iri in (score.left, score.right)}
    if len(units) == 1 or "unit other" in score.reasons:
        return score
    reasons = (*score.reasons, "unit other")
    return replace(score, bits=score.bits + weights.UNIT_OTHER, reasons=reasons)


def _with_chance(score: Score) -> Chance:
    return Chance(score, 1 / (1 + 2**-score.bits))


def merged(register: PlaceRegister, heads: Mapping[str, str]) -> PlaceRegister:
    """The register with each class of doubles as one place, which has all their names and ties."""
    members: dict[str, list[ComparedPlace]] = defaultdict(list)
    for iri, place in register.places.items():
        members[heads.get(iri, iri)].append(place)
    around: dict[str, set[str]] = defaultdict(set)
    for iri, others in register.neighbours.items():
        around[heads.get(iri, iri)].update(heads.get(each, each) for each in others)
    return replace(
        register,
        places={iri: _one(register.places[iri], several) for iri, several in members.items()},
        neighbours={iri: frozenset(others - {iri}) for iri, others in around.items()},
    )


def _one(head: ComparedPlace, several: list[ComparedPlace]) -> ComparedPlace:
    if len(several) == 1:
        return head
    return replace(
        head,
        names=tuple(dict.fromkeys([*head.names, *(n for each in several for n in each.names)])),
        points=tuple(dict.fromkeys(point for each in several for point in each.points)),
        ids=frozenset().union(*(each.ids for each in several)),
        codes=frozenset().union(*(each.codes for each in several)),
    )
