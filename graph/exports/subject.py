"""A thing with all that is said of it, and what the cells of its row are read from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, KeysView, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Final

from rdflib import RDF, RDFS, SKOS

from graph.engine.dump import DumpedStatement
from graph.errors import BadDate
from graph.exports.table import ExportColumn
from graph.prefixes import EDTF
from graph.terms import Term
from graph.time.edtf_dates import Bounds, bounds, envelope

Cell = str | int | float | None
_NAMES: Final = (str(SKOS.prefLabel), str(RDFS.label))
_TYPE: Final = str(RDF.type)
_LARGEST: Final = 1 << 63
_KEPT: Final = 1 << 16
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPEN: Final = Bounds(None, None)


class Subject:
    """A thing.

    Args:
        iri: its IRI.
        said: every statement with it as subject.
    """

    def __init__(self, iri: str, said: Sequence[DumpedStatement]) -> None:
        self.iri = iri
        self.said = said
        self._values: defaultdict[str, dict[Term, list[str]]] = defaultdict(dict)
        for predicate, value, graph in said:
            self._values[predicate].setdefault(value, []).append(graph)

    @property
    def predicates(self) -> KeysView[str]:
        """IRIs of the properties that it has values of."""
        return self._values.keys()

    def values(self, predicate: str) -> dict[Term, list[str]]:
        """The values of a property, each with the graphs that say so."""
        return self._values.get(predicate, {})

    @property
    def classes(self) -> list[str]:
        """IRIs of its classes."""
        return [value.value for value in self.values(_TYPE)]

    def cell(self, column: ExportColumn) -> Cell:
        """The cell of a column in the thing's row; None where there is no one value."""
        match column.cell:
            case "key":
                return self.iri
            case "name":
                return self.name(column.lang)
            case "has":
                return int(
                    any(each.value == column.value for each in self.values(column.predicate))
                )
            case "earliest":
                return _iso(self.bounds(column.predicate, "Earliest").earliest)
            case "latest":
                return _iso(self.bounds(column.predicate, "Latest").latest)
            case _:
                several = self.candidates(column)
                return _read(column.cell, several[0]) if len(several) == 1 else None

    def candidates(self, column: ExportColumn) -> list[str]:
        """The different values that a column could hold: more than one is a conflict."""
        found = self.values(column.predicate)
        if not found:  # as most cells of most rows are
            return []
        if column.lang:
            fitting = [each.value for each in found if each.lang == column.lang]
            return fitting or [each.value for each in found if not each.lang]
        texts = dict.fromkeys(each.value for each in found)
        fits = (text for text in texts if text.startswith(column.prefix))
        return [text.removeprefix(column.prefix) for text in fits]

    def name(self, lang: str) -> str | None:
        """Its name in a language, else in English, in Danish, in any language."""
        found = [each for name in _NAMES for each in self.values(name)]
        order = (lang, "en", "da", "")
        for wanted in order:
            if several := [each.value for each in found if each.lang == wanted]:
                return several[0]
        return min(((each.lang, each.value) for each in found), default=("", None))[1]

    def bounds(self, predicate: str, end: str) -> Bounds:
        """First and last day of all that sources say of a date, or else of what is derived."""
        stated = [each.value for each in self.values(predicate.removesuffix(end)) if _dated(each)]
        if stated:
            return _envelope(tuple(stated))
        days = sorted(each.value for each in self.values(predicate) if _DAY.fullmatch(each.value))
        return Bounds(*(date.fromisoformat(day) for day in (days[0], days[-1]))) if days else _OPEN

    def dates(self) -> list[tuple[str, str, Bounds, str]]:
        """Property, EDTF, its bounds, and the graph, of every date."""
        return [
            (said.predicate, said.object.value, _envelope((said.object.value,)), said.graph)
            for said in self.said
            if _dated(said.object)
        ]


def _dated(value: Term) -> bool:
    return value.datatype == EDTF


@lru_cache(_KEPT)
def _envelope(texts: Collection[str]) -> Bounds:
    found = []
    for text in texts:
        with suppress(BadDate):
            found.append(bounds(text))
    return envelope(found)


def _read(cell: str, text: str) -> Cell:
    match cell:
        case "integer":
            return _integer(text)
        case "number":
            return _number(text)
        case "boolean":
            return int(text in ("true", "1"))
        case _:
            return text or None


def _integer(text: str) -> int | None:
    with suppress(ValueError):
        number = int(text)
        return number if -_LARGEST <= number < _LARGEST else None
    return None


def _number(text: str) -> float | None:
    with suppress(ValueError):
        return float(text)
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
