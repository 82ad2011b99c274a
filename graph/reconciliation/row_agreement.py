"""Compares what a row gives with what a thing is known by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from graph.great_circle import Point, great_circle
from graph.matching.name_forms import likeness, name_form
from graph.reconciliation.identities import Identity
from graph.search.folding import bare_code, fold
from graph.time.edtf_dates import Bounds

# A point so near is the same place, and one so far is another, km.
SAME_PLACE: Final = 15.0
OTHER_PLACE: Final = 150.0
# Names that are not the same are never as good as the same name.
MOST_LIKE: Final = 0.95
# What is left of a score by each property that a row gives and a thing is known not to have.
LEFT: Final[Mapping[str, float]] = {
    "wikidata": 0.4,
    "country": 0.3,
    "code": 0.5,
    "point": 0.4,
    "on": 0.5,
}
# What is left of it where nobody knows.
UNKNOWN: Final = 0.97


@dataclass(frozen=True)
class GivenValues:
    """What a row gives beside a name; several values are alternatives.

    Attributes:
        countries: IRIs of countries.
        codes: official codes.
        items: items of Wikidata.
        points: longitudes and latitudes, degrees.
        days: days on which it was there.
    """

    countries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    days: tuple[Bounds, ...] = ()


@dataclass(frozen=True)
class RowAgreement:
    """How well a thing agrees with what a row gives.

    Attributes:
        features: by property, whether they agree; of points the distance, km.
        agreeing: the properties that agree.
        against: the properties that exclude the thing.
        left: what is left of a score, from 0 to 1.
    """

    features: Mapping[str, bool | float]
    agreeing: frozenset[str]
    against: frozenset[str]
    left: float


def place_likeness(one: str, other: str) -> float:
    """Likeness of two names of places, from 0 to 1; 1 for two spellings of one name.

    As lists are matched: a municipality's name is the same with and without the word for it.

    >>> place_likeness("Herning", "Herning Kommune"), place_likeness("Århus", "Aarhus")
    (1.0, 1.0)
    >>> place_likeness("Nuuk", "Narsaq") < 0.7
    True
    """
    first, second = name_form(one), name_form(other)
    return 1.0 if first.base == second.base else min(likeness(first, second), MOST_LIKE)


def other_likeness(one: str, other: str) -> float:
    """Likeness of two names of other things, such as agreements, from 0 to 1, by their words."""
    first, second = fold(one), fold(other)
    return 1.0 if first == second else min(fuzz.token_sort_ratio(first, second) / 100, MOST_LIKE)


def agreement(given: GivenValues, known: Identity) -> RowAgreement:
    """Compare what a row gives with what a thing is known by."""
    features: dict[str, bool | float] = {}
    left = 1.0
    for name, found in _compared(given, known).items():
        if found is None:
            left *= UNKNOWN
        elif name == "point":
            features[name] = round(found, 1)
            left *= _left_by(found)
        else:
            features[name] = bool(found)
            left *= 1.0 if found else LEFT[name]
    agreeing = frozenset(name for name, found in features.items() if _agrees(name, found))
    against = frozenset(name for name, found in features.items() if _excludes(name, found))
    return RowAgreement(features, agreeing, against, left)


def _compared(given: GivenValues, known: Identity) -> dict[str, bool | float | None]:
    """By property that is given: whether they agree, or how far it is; None where nobody knows."""
    found: dict[str, bool | float | None] = {}
    if given.countries:
        found["country"] = _meet(given.countries, known.countries)
    if given.codes:
        found["code"] = _meet(map(bare_code, given.codes), map(bare_code, known.codes))
    if given.items:
        found["wikidata"] = _item(given.items, known)
    if given.points:
        pairs = [great_circle(a, b) for a in given.points for b in known.points]
        found["point"] = min(pairs, default=None)
    if given.days:
        found["on"] = any(_there(day, known) for day in given.days)
    return found


def _meet(given: Iterable[str], known: Iterable[str]) -> bool | None:
    of_thing = set(known)
    return not of_thing.isdisjoint(given) if of_thing else None


def _item(given: Iterable[str], known: Identity) -> bool | None:
    """Whether an item is the thing; nobody knows where it may be its town."""
    found = _meet(given, known.items)
    return None if not found and _meet(given, known.near_items) else found


def _there(day: Bounds, known: Identity) -> bool:
    """Whether a thing may have been there on a day."""
    over = known.ended and day.earliest and known.ended < day.earliest
    unborn = known.began and day.latest and day.latest < known.began
    return not (over or unborn)


def _left_by(distance: float) -> float:
    """What a distance leaves of a score: all within the same place, little in another."""
    way = (distance - SAME_PLACE) / (OTHER_PLACE - SAME_PLACE)
    return 1.0 - (1.0 - LEFT["point"]) * min(max(way, 0.0), 1.0)


def _agrees(name: str, found: bool | float) -> bool:
    return found <= SAME_PLACE if name == "point" else bool(found)


def _excludes(name: str, found: bool | float) -> bool:
    return found >= OTHER_PLACE if name == "point" else not found
