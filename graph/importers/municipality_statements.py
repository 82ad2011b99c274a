"""Statements that every importer of municipalities makes: source, figures, point, change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, XSD

from graph.identifiers import concept, thing
from graph.importers.graph_builder import GraphBuilder, edtf, integer, iris
from graph.importers.text_tables import TextRow
from graph.namespaces import GEO, NUTS, VSK
from graph.prefixes import BASE, PREFIXES

_KINDS: Final = ("municipality", "locality", "organisation", "network", "geometry", "event")
TRIG_PREFIXES: Final = (
    PREFIXES
    | {kind: f"{BASE}id/{kind}/" for kind in _KINDS}
    | {"event-kind": f"{BASE}concept/event-kind/", "reference": f"{BASE}graph/reference/"}
)
_CHANGES: Final = {
    "merger": ("merged", "Sammenlægning til", "Merger into"),
    "split": ("split", "Deling af", "Split of"),
}


@dataclass(frozen=True)
class When:
    """The day of a change, which may be known only as lying between two days.

    Attributes:
        first: first possible day.
        last: last possible day; the same as ``first`` when the day is known.
    """

    first: date
    last: date

    @property
    def years(self) -> str:
        """The year, or the first and the last possible year with a hyphen."""
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}-{last}"

    def begins(self) -> Literal:
        """The first day of what comes of the change, as EDTF."""
        return edtf(self._text(0))

    def ends(self) -> Literal:
        """The last day of what the change ends, as EDTF: the day before."""
        return edtf(self._text(-1))

    def _text(self, days: int) -> str:
        first, last = (day + timedelta(days) for day in (self.first, self.last))
        if self.first == self.last:
            return first.isoformat()
        year = (date(first.year, 1, 1), date(first.year, 12, 31))
        return str(first.year) if (first, last) == year else f"[{first}..{last}]"


@dataclass(frozen=True)
class MergerOrSplit:
    """A merger or a split.

    Attributes:
        kind: ``merger`` or ``split``.
        name: name of the one municipality that came of the merger, or that was split.
        slug: slug of that municipality.
        when: the day from which the change holds.
    """

    kind: str
    name: str
    slug: str
    when: When


def add_source(facts: GraphBuilder, *, da: tuple[str, str], en: tuple[str, str]) -> None:
    """Describes the graph itself as a source.

    Args:
        facts: the graph.
        da: title, and where the values come from, in Danish.
        en: the same in English.
    """
    source = str(facts.graph)
    facts.make(source, VSK.Source, da=da[0], en=en[0])
    facts.names(source, DCTERMS.title, da=da[0], en=en[0])
    facts.names(source, DCTERMS.rights, da=da[1], en=en[1])


def add_population(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    """Adds the cells ``population`` and ``population_date`` (a year or a day).

    Raises:
        UnusableInput: one of them is empty or cannot be read.
    """
    text = row.text("population_date")
    if not re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", text):
        raise row.refuse("population_date", f"{text!r} is not a year or a day.")
    facts.add(municipality, VSK.population, integer(row.integer("population")))
    facts.add(municipality, VSK.populationYear, integer(int(text[:4])))


def add_area(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    """Adds the cell ``area_km2``, in square kilometres.

    Raises:
        UnusableInput: it is empty or no number.
    """
    area = format(row.decimal("area_km2", 0, 10_000_000), "f")
    facts.add(municipality, VSK.areaKm2, Literal(area, datatype=XSD.decimal))


def add_point(facts: GraphBuilder, row: TextRow, municipality: str, **labels: str) -> None:
    """Adds the cells ``lat`` and ``lon`` (degrees, WGS 84) as the middle of the area.

    Where the municipality stands on a map is told by another graph: :mod:`graph.importers.seats`.

    Raises:
        UnusableInput: one of them is empty, no number, or off the globe.
    """
    longitude, latitude = row.decimal("lon", -180, 180), row.decimal("lat", -90, 90)
    geometry = thing("geometry", municipality.rsplit("/", 1)[1])
    facts.make(geometry, GEO.Geometry, **labels)
    point = Literal(f"POINT({longitude:f} {latitude:f})", datatype=GEO.wktLiteral)
    facts.add(geometry, GEO.asWKT, point)
    facts.add(municipality, GEO.hasCentroid, URIRef(geometry))


def add_change(
    facts: GraphBuilder, change: MergerOrSplit, originals: Iterable[str], results: Iterable[str]
) -> str:
    """Adds a merger into, or a split of, the municipality that the change names; its IRI."""
    notation, danish, english = _CHANGES[change.kind]
    event = thing("event", f"{change.kind}-{change.when.years}-{change.slug}")
    ending = f"{change.name}, {change.when.years}"
    facts.make(event, ORG.ChangeEvent, da=f"{danish} {ending}", en=f"{english} {ending}")
    facts.add(event, VSK.date, change.when.begins())
    facts.add(event, VSK.eventKind, URIRef(concept("event-kind", notation)))
    facts.add(event, ORG.originalOrganization, *iris(originals))
    facts.add(event, ORG.resultingOrganization, *iris(results))
    return event


def add_figures(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    """Adds the region, population, area and point of the Nordic table, where a cell has one.

    A population without its year is left out: it would mean little.

    Raises:
        UnusableInput: a cell cannot be read.
    """
    region = row.optional("nuts3")
    if region:
        if not re.fullmatch(r"[A-Z]{2}[0-9A-Z]{3}", region):
            raise row.refuse("nuts3", f"{region!r} is not a NUTS 3 code.")
        facts.add(municipality, DCTERMS.spatial, NUTS[region])
    if row.optional("population") and row.optional("population_date"):
        add_population(facts, row, municipality)
    if row.optional("area_km2"):
        add_area(facts, row, municipality)
    if row.optional("lat") or row.optional("lon"):
        add_point(facts, row, municipality)
