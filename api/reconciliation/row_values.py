"""Reads the values that a row gives: a cell that cannot be read says nothing, and is no fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from api.reconciliation.messages import EntityValue, PropertyValue, RowQuery, Scalar
from graph.authority_codes import country_of
from graph.errors import BadDate, BadParameter
from graph.great_circle import Point
from graph.near_names import nearest
from graph.reconciliation.candidates import MOST, USUAL, RowSought, item
from graph.reconciliation.entity_properties import RECONCILED, check_telling
from graph.reconciliation.row_agreement import GivenValues
from graph.terms import point_of
from graph.texts import N_
from graph.time.edtf_dates import Bounds, bounds

_DEGREES: Final = r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?)"
_POINT: Final = re.compile(rf"\s*{_DEGREES}\s*[,;\s]\s*{_DEGREES}\s*")
# What people call a town, in the protocol as in the addresses of pages.
_ALIASES: Final = {"town": "locality", "organization": "organisation"}


def asked_by(row: RowQuery) -> RowSought:
    """What a row asks.

    Raises:
        BadParameter: a type or a property that there is not.
    """
    types = tuple(_type(each) for each in row.types)
    if row.type_strict == "all" and len(set(types)) > 1:
        # Each thing here is of one type.
        types = ("",)
    return RowSought(
        text=row.query,
        types=types,
        preferred=row.type_strict == "should",
        given=_given(row.properties),
        limit=min(int(row.limit or USUAL), MOST),
    )


def _type(name: str) -> str:
    found = _ALIASES.get(name, name)
    if found not in RECONCILED:
        known = nearest(name, RECONCILED) or RECONCILED
        raise BadParameter(
            N_("There is no type {kind!r}.", kind=name[:80]),
            where="type",
            hint=N_("Take {known}.", known=", ".join(known)),
        )
    return found


def _given(properties: Iterable[PropertyValue]) -> GivenValues:
    texts: dict[str, list[str]] = {}
    for each in properties:
        check_telling(each.pid)
        texts.setdefault(each.pid, []).extend(_texts(each.values))
    return GivenValues(
        countries=tuple(_countries(texts.get("country", ()))),
        codes=tuple(texts.get("code", ())),
        items=tuple(filter(None, map(item, texts.get("wikidata", ())))),
        points=tuple(_points(texts.get("point", ()))),
        days=tuple(_days(texts.get("on", ()))),
    )


def _texts(values: Iterable[Scalar]) -> Iterator[str]:
    """The values as text; of what was reconciled elsewhere its identifier and its name."""
    for value in values:
        if isinstance(value, EntityValue):
            parts = [value.id, value.name]
        else:
            parts = [f"{value:.15g}" if isinstance(value, float) else str(value)]
        yield from (text for each in parts if (text := each.strip()))


def _countries(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if found := country_of(text):
            yield found


def _points(texts: Iterable[str]) -> Iterator[Point]:
    """Longitude and latitude of what is written as latitude and longitude, or as WKT."""
    for text in texts:
        if found := _POINT.fullmatch(text):
            point = float(found[2]), float(found[1])
        else:
            point = point_of(text) or (0.0, 99.0)
        if abs(point[0]) <= 180 and abs(point[1]) <= 90:
            yield point


def _days(texts: Iterable[str]) -> Iterator[Bounds]:
    for text in texts:
        with suppress(BadDate):
            yield bounds(text)
