"""Invented municipalities: names, codes, points, and how sought after each is as a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Final

from benchmarks.nquads import Graph, Values, both, curie, edtf, text, typed
from graph.identifiers import concept, reference_graph, slugify, thing


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the rectangle its municipalities lie in.

    Attributes:
        code: code in the EU's authority table.
        word: what a municipality is called there.
        share: share of all municipalities.
        west, south, east, north: sides of the rectangle, degrees.
    """

    code: str
    word: str
    share: float
    west: float
    south: float
    east: float
    north: float


COUNTRIES: Final = (
    Country("DNK", "Kommune", 0.14, 8.1, 54.8, 12.6, 57.7),
    Country("GRL", "Kommunia", 0.02, -54.0, 60.0, -22.0, 77.0),
    Country("FRO", "Kommuna", 0.02, -7.6, 61.4, -6.3, 62.4),
    Country("ISL", "Sveitarfélag", 0.03, -24.0, 63.4, -13.6, 66.4),
    Country("NOR", "Kommune", 0.17, 5.0, 58.0, 13.0, 69.5),
    Country("SWE", "Kommun", 0.17, 11.5, 55.5, 20.0, 67.5),
    Country("FIN", "Kunta", 0.15, 21.5, 60.0, 30.0, 68.0),
    Country("DEU", "Gemeinde", 0.14, 6.5, 48.0, 14.0, 54.5),
    Country("POL", "Gmina", 0.09, 14.5, 50.0, 23.5, 54.4),
    Country("EST", "Vald", 0.07, 23.5, 57.7, 27.8, 59.5),
)
_STARTS: Final = (
    "Al", "Bir", "Blå", "Dal", "Eg", "Elm", "Fal", "Gam", "Grøn", "Hav", "Hel", "Høj", "Is",
    "Kal", "Kil", "Lang", "Lin", "Mid", "Mos", "Nord", "Ny", "Os", "Ring", "Rød", "Sand",
    "Skov", "Sol", "Sten", "Sund", "Syd", "Sø", "Tor", "Ulv", "Ve", "Vin", "Øst", "Ås", "Ær",
)  # fmt: skip
_MIDDLES: Final = ("", "ber", "de", "ger", "ke", "le", "ler", "mer", "ne", "ren", "ter", "ve")
_ENDS: Final = (
    "berg", "borg", "bro", "by", "dal", "fjord", "gård", "hagen", "havn", "holm", "inge",
    "land", "lund", "minde", "ness", "rup", "sted", "strand", "sund", "thorp", "toft", "torp",
    "vang", "vig", "vik", "ø",
)  # fmt: skip
_PARTS: Final = ("nord", "syd")
_MERGED: Final = 0.03


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality as the generator knows it.

    Attributes:
        name: the town's name.
        slug: last part of its IRI.
        country: the country it lies in.
        merged: year of the merger it came from, or 0.
    """

    name: str
    slug: str
    country: Country
    merged: int

    @property
    def term(self) -> str:
        """Its IRI as a term."""
        return f"<{thing('municipality', self.slug)}>"

    @property
    def older(self) -> tuple[str, ...]:
        """Terms of the municipalities it was merged from."""
        if not self.merged:
            return ()
        return tuple(f"<{thing('municipality', f'{part}-{self.slug}')}>" for part in _PARTS)


def towns(rng: Random, wanted: int) -> list[Town]:
    """About ``wanted`` municipalities, shared out over the countries, in no telling order.

    Raises:
        ValueError: more municipalities than there are names.
    """
    names = list(dict.fromkeys("".join(parts) for parts in product(_STARTS, _MIDDLES, _ENDS)))
    found: list[Town] = []
    for country in COUNTRIES:
        count = max(2, round(wanted * country.share))
        if count > len(names):
            raise ValueError(f"{len(names)} names are too few for {count} municipalities")
        found += [_town(rng, name, country) for name in rng.sample(names, count)]
    rng.shuffle(found)
    return found


def _town(rng: Random, name: str, country: Country) -> Town:
    slug = slugify(f"{name} {country.word} {country.code}")
    merged = rng.choice((1974, 2007, 2009, 2020)) if rng.random() < _MERGED else 0
    return Town(name, slug, country, merged)


def reference(rng: Random, all_towns: Sequence[Town]) -> Iterator[Graph]:
    """One reference graph a country: its municipalities with codes, points and population."""
    for country in COUNTRIES:
        graph = Graph(reference_graph(f"synthetic-municipalities-{country.code.lower()}"))
        title = both(
            f"Opdigtede kommuner {country.code}", f"Invented municipalities {country.code}"
        )
        graph.say(graph.term, "vsk:Source", {"rdfs:label": title, "dcterms:title": title})
        here = [town for town in all_towns if town.country is country]
        for number, town in enumerate(here, start=1):
            _describe(rng, graph, town, number)
            _locate(rng, graph, town)
            _merge(graph, town)
        yield graph


def _describe(rng: Random, graph: Graph, town: Town, number: int) -> None:
    country = town.country
    code = text(f"{country.code[0]}{number:05}")
    began = f"{town.merged}-01-01" if town.merged else str(rng.choice((1838, 1862, 1952, 1970)))
    graph.say(
        town.term,
        "vsk:Municipality",
        {
            "rdfs:label": both(f"{town.name} {country.word}", f"{town.name} Municipality"),
            "skos:prefLabel": both(town.name, town.name),
            "vsk:country": curie(f"country:{country.code}"),
            "org:identifier": code,
            "vsk:municipalityCode": code,
            "vsk:population": typed(int(9_000 * rng.paretovariate(1.2) - 7_000), "integer"),
            "vsk:populationYear": typed(2025, "integer"),
            "vsk:areaKm2": typed(rng.randrange(21, 9_000, 2) / 2, "decimal"),
            "vsk:began": edtf(began),
        },
    )


def _locate(rng: Random, graph: Graph, town: Town) -> None:
    point = f"<{thing('geometry', town.slug)}>"
    country = town.country
    longitude = round(rng.uniform(country.west, country.east), 4)
    latitude = round(rng.uniform(country.south, country.north), 4)
    wkt = f'"POINT({longitude} {latitude})"^^{curie("geo:wktLiteral")}'
    label = both(f"Punkt for {town.name}", f"Point of {town.name}")
    graph.say(point, "geo:Geometry", {"rdfs:label": label, "geo:asWKT": wkt})
    graph.lines.append(f"{town.term} {curie('geo:hasGeometry')} {point} <{graph.iri}> .")


def _merge(graph: Graph, town: Town) -> None:
    """The municipalities that the town came from, dissolved the day before its first."""
    for part, older in zip(_PARTS, town.older, strict=False):
        name = f"{part.capitalize()} {town.name}"
        about: dict[str, Values] = {
            "rdfs:label": both(f"{name} {town.country.word}", f"{name} Municipality"),
            "skos:prefLabel": both(name, name),
            "vsk:country": curie(f"country:{town.country.code}"),
            "vsk:ended": edtf(f"{town.merged - 1}-12-31"),
        }
        graph.say(older, "vsk:Municipality", about)
    if town.merged:
        merger: dict[str, Values] = {
            "rdfs:label": both("Sammenlægning", "Merger"),
            "org:originalOrganization": town.older,
            "org:resultingOrganization": town.term,
            "vsk:eventKind": f"<{concept('event-kind', 'merged')}>",
            "vsk:date": edtf(f"{town.merged}-01-01"),
        }
        graph.say(f"<{thing('event', f'merger-{town.slug}')}>", "org:ChangeEvent", merger)
