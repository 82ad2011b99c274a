"""What things are known by beside their names: country, code, item, point, life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.engine.base import Engine
from graph.errors import BadDate
from graph.reconciliation.property_values import values_of
from graph.search.folding import bare_code
from graph.terms import Term, point_of
from graph.time.edtf_dates import bounds

_ITEM: Final = "http://www.wikidata.org/entity/"


@dataclass
class Identity:
    """What one thing is known by.

    Attributes:
        countries: IRIs of its countries.
        codes: its official codes, as they are written.
        items: Wikidata's items that are it, such as ``Q25319``.
        near_items: items that may be it, or its town or municipality.
        points: longitudes and latitudes, degrees.
        began: the first day that it may have begun; None where nobody says.
        ended: the last day that it may have been there; None where it is, or nobody says.
    """

    countries: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    near_items: list[str] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    began: date | None = None
    ended: date | None = None


NOTHING: Final = Identity()


class Identities:
    """The identities of all things, found by the thing, by code and by item.

    Args:
        of: identities by IRI.
    """

    def __init__(self, of: Mapping[str, Identity]) -> None:
        self._of = of
        self._by_code: dict[str, list[str]] = {}
        self._by_item: dict[str, list[str]] = {}
        for iri, known in of.items():
            for code in known.codes:
                self._by_code.setdefault(bare_code(code), []).append(iri)
            for item in known.items:
                self._by_item.setdefault(item, []).append(iri)

    def of(self, iri: str) -> Identity:
        """What a thing is known by; nothing, where the graph says nothing."""
        return self._of.get(iri, NOTHING)

    def with_code(self, code: str) -> Sequence[str]:
        """IRIs of the things of a code, in whichever country."""
        return self._by_code.get(bare_code(code), ())

    def with_item(self, item: str) -> Sequence[str]:
        """IRIs of the things that are an item of Wikidata."""
        return self._by_item.get(item, ())


async def read_identities(engine: Engine) -> Identities:
    """The identities of a generation.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    found = {name: await values_of(engine, name) for name in _READ}
    return await asyncio.to_thread(_arranged, found)


def _arranged(found: Mapping[str, Mapping[str, Sequence[Term]]]) -> Identities:
    known: dict[str, Identity] = {}
    for name, of_things in found.items():
        for iri, values in of_things.items():
            one = known.setdefault(iri, Identity())
            for value in values:
                _READ[name](one, value.value)
    return Identities(known)


def _country(one: Identity, value: str) -> None:
    one.countries.append(value)


def _code(one: Identity, value: str) -> None:
    one.codes.append(value)


def _item(one: Identity, value: str) -> None:
    one.items.append(value.removeprefix(_ITEM))


def _near_item(one: Identity, value: str) -> None:
    one.near_items.append(value.removeprefix(_ITEM))


def _point(one: Identity, value: str) -> None:
    if point := point_of(value):
        one.points.append(point)


def _began(one: Identity, value: str) -> None:
    """Widen a life: where sources disagree, any may be right."""
    with suppress(BadDate):
        if first := bounds(value).earliest:
            one.began = min(first, one.began or first)


def _ended(one: Identity, value: str) -> None:
    with suppress(BadDate):
        if last := bounds(value).latest:
            one.ended = max(last, one.ended or last)


_READ: Final[Mapping[str, Callable[[Identity, str], None]]] = {
    "country": _country,
    "code": _code,
    "wikidata": _item,
    "wikidata-near": _near_item,
    "point": _point,
    "began": _began,
    "ended": _ended,
}
