"""Scores: how much speaks for two places being one, feature by feature, in bits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.matching import weights
from graph.matching.compared_places import REFERENCE, ComparedPlace, PlaceRegister, apart
from graph.matching.name_forms import NameForm, likeness, name_form

# A shorter name is no genitive.
_SHORT: Final = 5

# For each place of one register those of the other that may be it, and with what chance.
Chances = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks for and against one pair.

    Attributes:
        left: IRI of the place of the list.
        right: IRI of the place it is compared to.
        bits: base-2 logarithm of the odds that they are one, other candidates left out.
        reasons: what was seen, such as ``name same``, ``country same``, ``neighbours 3 of 4``.
    """

    left: str
    right: str
    bits: float
    reasons: tuple[str, ...]


class Scorer:
    """Scores places of one register against those of another.

    Args:
        left: the list.
        right: what its places are compared to.
        habits: what the two usually have in common.
    """

    def __init__(self, left: PlaceRegister, right: PlaceRegister, habits: weights.Habits) -> None:
        self.left, self.right, self.habits = left, right, habits
        self.size = max(weights.PLACES_AT_LEAST, len(right.places))
        self._frequent = _name_counts(right)
        self._countries = Counter(place.country for place in right.places.values())

    def score(self, one: ComparedPlace, other: ComparedPlace, chances: Chances) -> Score:
        """Score one pair; ``chances`` are those of the neighbours, from the round before."""
        told = [
            self._ids(one, other), self._names(one, other), self._country(one, other),
            self._point(one, other), _unit(one, other), _qualifier(one, other), self._era(other),
            self._neighbours(one, other, chances),
        ]  # fmt: skip
        bits = -math.log2(self.size) + sum(part for part, _reason in told)
        return Score(one.iri, other.iri, bits, tuple(reason for _part, reason in told if reason))

    def name_chance(self, one: ComparedPlace, other: ComparedPlace) -> float:
        """The chance that two places are one by their names alone, before anything else is seen."""
        bits = self._names(one, other)[0] - math.log2(self.size)
        return 1 / (1 + 2**-bits)

    def _ids(self, one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
        if one.codes & other.codes:
            return weights.CODE_SAME, "code same"
        if one.ids & other.ids:
            return weights.ID_SAME, "id same"
        if one.ids & other.near_ids:
            return weights.ID_NEAR, "id near"
        if one.ids and other.ids:
            return self.habits.id_other, "id other"
        return 0.0, ""

    def _names(self, one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
        pairs = ((name_form(a), name_form(b)) for a in one.names for b in other.names)
        level, key = min(
            _level(a, b, of_municipality=self.right.name == REFERENCE) for a, b in pairs
        )
        kind = weights.NAMES[level]
        by_chance = kind.by_chance / 1000 or max(1, self._frequent[key]) / self.size
        return math.log2(kind.share / by_chance), f"name {kind.name}"

    def _country(self, one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
        if not one.country or not other.country:
            return 0.0, ""
        if one.country != other.country:
            return weights.COUNTRY_OTHER, "country other"
        share = self._countries[other.country] / self.size
        bits = math.log2(weights.COUNTRY_SAME / min(share, weights.COUNTRY_SAME))
        return bits + self._only_one(one, other), "country same"

    def _only_one(self, one: ComparedPlace, other: ComparedPlace) -> float:
        """More where a whole register of the country has the name but once."""
        if other.country not in self.right.complete:
            return 0.0
        names = {f"{other.country} {name_form(name).base}" for name in one.names}
        return weights.ONLY_ONE if any(self._frequent[name] == 1 for name in names) else 0.0

    def _point(self, one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
        far = apart(one, other)
        if far is None:
            return 0.0, ""
        bits = next((bits for most, bits in self.habits.distances if far <= most), weights.FAR)
        return bits, f"{far:.0f} km"

    def _era(self, other: ComparedPlace) -> tuple[float, str]:
        if other.ended and self.left.issued and other.ended[:4] < self.left.issued[:4]:
            return weights.ERA_OTHER, f"{weights.ENDED} {other.ended}"
        return 0.0, ""

    def _neighbours(
        self, one: ComparedPlace, other: ComparedPlace, chances: Chances
    ) -> tuple[float, str]:
        near = self.right.neighbours.get(other.iri, frozenset())
        shared, missing, found, known = 0.0, 0.0, 0, 0
        for neighbour in self.left.neighbours.get(one.iri, ()):
            twins = chances.get(neighbour)
            if not twins:
                continue
            known += 1
            twin = max(twins, key=lambda each: (each in near, twins[each], each))
            if twin in near:
                found += 1
                shared += twins[twin] * self._kept(twin)
            else:
                missing += twins[twin] * self.habits.missing
        bits = min(shared, weights.TIES_MOST) + max(missing, self.habits.missing_least)
        return bits, f"neighbours {found} of {known}" if known else ""

    def _kept(self, twin: str) -> float:
        """Bits of one neighbour in common: one that many have says little."""
        degree = max(1, len(self.right.neighbours.get(twin, ())))
        return min(math.log2(self.habits.kept * self.size / degree), self.habits.tie_most)


def _name_counts(register: PlaceRegister) -> Counter[str]:
    """How many places have a name, as it is spelled and as it sounds, in all and in a country."""
    counts: Counter[str] = Counter()
    for place in register.places.values():
        keys = {key for name in place.names for key in keys_of(name_form(name))}
        counts.update(keys)
        if not place.ended:
            counts.update(f"{place.country} {key}" for key in keys)
    return counts


def keys_of(form: NameForm) -> tuple[str, ...]:
    """What a name is looked up by: its base, its sound, what stands in brackets."""
    nominative = form.base.removesuffix("s") if len(form.base) > _SHORT else ""
    return (form.base, f"~{form.sound}", *filter(None, [form.qualifier, nominative]))


def _level(one: NameForm, other: NameForm, *, of_municipality: bool) -> tuple[int, str]:
    """The place in ``weights.NAMES`` of how two names are alike, and the key they share.

    A town with its municipality in brackets may stand for that; in two lists it is a part of it.
    """
    if one.whole == other.whole and one.unit == "municipality":
        return 0, other.base
    if one.base == other.base:
        return 1, other.base
    if one.sound == other.sound:
        return 2, f"~{other.sound}"
    if of_municipality and one.qualifier == other.base:
        return 3, other.base
    like = likeness(one, other)
    levels = enumerate(weights.NAMES)
    return next(place for place, level in levels if place > 3 and like >= level.like), ""


def _unit(one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
    """A district and a town of one name are two things; a part of a city may be called one."""
    forms = [name_form(place.names[0]) for place in (one, other)]
    said = {form.unit == "region" for form in forms}
    if len(said) == 1 or any(form.qualifier for form in forms):
        return 0.0, ""
    return weights.UNIT_OTHER, "unit other"


def _qualifier(one: ComparedPlace, other: ComparedPlace) -> tuple[float, str]:
    """Two places that a list tells apart in brackets: ``New Taipei (Tamsui)``, ``… (Xizhi)``."""
    mine, its = (name_form(place.names[0]).qualifier for place in (one, other))
    return (
        (weights.QUALIFIER_OTHER, "qualifier other") if mine and its and mine != its else (0.0, "")
    )
