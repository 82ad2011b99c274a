"""Open decisions as a page shows them: both sides, what speaks for them, and how to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from babel.numbers import format_percent

from api.locale.countries import country_name
from api.locale.language import Lang
from api.matching.reason_words import reasons
from graph.matching.compared_places import REFERENCE, ComparedPlace
from graph.matching.decision_table import short_place
from graph.matching.gains import OpenDecision

_NEIGHBOURS: Final = 12


@dataclass(frozen=True)
class Side:
    """One of the two places.

    Attributes:
        iri: its IRI.
        name: what it is called.
        register: the list it is of; blank for the reference data.
        country: name of its country; blank where none is given.
        point: latitude and longitude in degrees; blank where none is given.
        short: its name for the command line.
    """

    iri: str
    name: str
    register: str
    country: str
    point: str
    short: str


@dataclass(frozen=True)
class OpenView:
    """An open decision in words."""

    place: Side
    target: Side
    chance: str
    gain: int
    reasons: Sequence[str]
    common: Sequence[str]
    more: int


def view(found: OpenDecision, lang: Lang) -> OpenView:
    """An open decision in a language."""
    common = found.common[:_NEIGHBOURS]
    return OpenView(
        _side(found.place, found.list_name, lang),
        _side(found.target, "" if found.register == REFERENCE else found.register, lang),
        format_percent(found.row.score, "0\N{NO-BREAK SPACE}%", locale=lang),
        found.gain,
        reasons(found.row.reason, lang),
        common,
        len(found.common) - len(common),
    )


def _side(place: ComparedPlace, register: str, lang: Lang) -> Side:
    point = "; ".join(f"{north:.4f}, {east:.4f}" for east, north in place.points)
    country = country_name(place.country, lang) if place.country else ""
    return Side(place.iri, place.names[0], register, country, point, short_place(place.iri))
