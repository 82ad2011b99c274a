"""Reading of places to match, of lists and of the reference data, from lines of the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from graph.engine.nquads import statements
from graph.great_circle import Point
from graph.identifiers import list_graph, reference_graph
from graph.matching.compared_places import REFERENCE, ComparedPlace, PlaceRegister
from graph.prefixes import PREFIXES
from graph.statements import Statement
from graph.terms import point_of

_VSK: Final = PREFIXES["vsk"]
_COUNTRY: Final = _VSK + "country"
_TYPE: Final = PREFIXES["rdf"] + "type"
_KINDS: Final = {_VSK + "Municipality": "municipality", _VSK + "Locality": "town"}
_SKOS: Final = PREFIXES["skos"]
_NAMES: Final = (
    PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel",
)  # fmt: skip
# Shorter is no name but what tells it from others: ``Weißwasser/O.L.``.
_HALF: Final = 5
_GEO: Final = PREFIXES["geo"]
_WKT: Final = _GEO + "asWKT"
_GEOMETRIES: Final = (_GEO + "hasGeometry", _GEO + "hasCentroid")

_LIST_PLACE: Final = _VSK + "ListPlace"
# A list has hundreds of thousands of lines: what is not needed is not parsed.
_READ_OF_LISTS: Final = frozenset(
    f"<{iri}>"
    for iri in (
        _TYPE, *_NAMES, _COUNTRY, _WKT, *_GEOMETRIES, _SKOS + "exactMatch",
        _VSK + "listedPlace", _VSK + "published",
    )
)  # fmt: skip

_READ: Final = _READ_OF_LISTS | {
    f"<{iri}>"
    for iri in (
        _SKOS + "closeMatch", *(_VSK + name for name in (
            "municipalityCode", "began", "ended", "within", "inPartnership", "party", "onBehalfOf",
        )),
    )
}  # fmt: skip

_About = Mapping[str, list[str]]


def reference(lines: Iterable[str]) -> PlaceRegister:
    """The municipalities and towns of reference graphs, with the ties that evidence gives them.

    Args:
        lines: N-Quads lines of the reference graphs, and of others that say who is tied to whom.
    """
    said = list(statements(line for line in lines if line.split(" ", 2)[1] in _READ))
    about = _by_subject(said)
    places = {
        subject: _place(subject, said, about)
        for subject, said in about.items()
        if any(kind in _KINDS for kind in said.get(_TYPE, ()))
    }
    ties = _evident_ties(about, places)
    return PlaceRegister(REFERENCE, places, ties, complete=_complete(said))


def _complete(said: Iterable[Statement]) -> frozenset[str]:
    """The countries that a graph of municipalities is of."""
    prefix = reference_graph("municipalities-")
    return frozenset(
        each.object.value.rpartition("/")[2]
        for each in said
        if each.predicate == _COUNTRY and each.graph.startswith(prefix)
    )


def _by_subject(said: Iterable[Statement]) -> dict[str, dict[str, list[str]]]:
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _graph in said:
        if value.value not in about[subject][predicate]:
            about[subject][predicate].append(value.value)
    return about


def _place(iri: str, said: _About, about: Mapping[str, _About]) -> ComparedPlace:
    country = _first(said, _COUNTRY).rpartition("/")[2]
    names = dict.fromkeys(name for key in _NAMES for name in said.get(key, ()))
    return ComparedPlace(
        iri,
        _with_halves(names) or (iri.rpartition("/")[2],),
        country,
        _points(said, about),
        _items(said, _SKOS + "exactMatch"),
        _items(said, _SKOS + "closeMatch"),
        frozenset(f"{country}-{code}" for code in said.get(_VSK + "municipalityCode", ())),
        next((_KINDS[kind] for kind in said[_TYPE] if kind in _KINDS), ""),
        _first(said, _VSK + "began"),
        _first(said, _VSK + "ended"),
        _first(said, _VSK + "within"),
    )


def _with_halves(names: Iterable[str]) -> tuple[str, ...]:
    """The names, and each half of one that has two: ``Biel/Bienne``."""
    halves = (half for name in names for half in name.split("/") if len(half) >= _HALF)
    return tuple(dict.fromkeys([*names, *halves]))


def _first(said: _About, predicate: str) -> str:
    return next(iter(said.get(predicate, ())), "")


def _items(said: _About, predicate: str) -> frozenset[str]:
    """Identifiers of Wikidata among the same things elsewhere."""
    wikidata = PREFIXES["wd"]
    return frozenset(
        found.removeprefix(wikidata) for found in said.get(predicate, ()) if wikidata in found
    )


def _points(said: _About, about: Mapping[str, _About]) -> tuple[Point, ...]:
    geometries = [geometry for key in _GEOMETRIES for geometry in said.get(key, ())]
    found = (point_of(wkt) for each in geometries for wkt in about[each].get(_WKT, ()))
    return tuple(dict.fromkeys(filter(None, found)))


def list_register(name: str, lines: Iterable[str]) -> PlaceRegister:
    """The places of a list and its ties.

    Args:
        name: such as ``pairs-2026``.
        lines: N-Quads lines of its graph.
    """
    wanted = (line for line in lines if line.split(" ", 2)[1] in _READ_OF_LISTS)
    about = _by_subject(statements(wanted))
    places = {
        subject: replace(_place(subject, said, about), kind="")
        for subject, said in about.items()
        if _LIST_PLACE in said.get(_TYPE, ())
    }
    ties: dict[str, set[str]] = defaultdict(set)
    for said in about.values():
        ends = said.get(_VSK + "listedPlace", ())
        for end in ends:
            ties[end].update(ends)
    neighbours = {iri: frozenset(others - {iri}) for iri, others in ties.items()}
    published = about[list_graph(name)].get(_VSK + "published", [""])
    return PlaceRegister(name, places, neighbours, published[0])


def _evident_ties(
    about: Mapping[str, _About], places: Mapping[str, ComparedPlace]
) -> dict[str, frozenset[str]]:
    """Who sits in one partnership, by the participations: a tie that sources give."""
    seats: dict[str, set[str]] = defaultdict(set)
    for said in about.values():
        for partnership in said.get(_VSK + "inPartnership", ()):
            party, town = said.get(_VSK + "party", ()), said.get(_VSK + "onBehalfOf", ())
            seats[partnership].update(each for each in (*party, *town) if each in places)
    ties: dict[str, set[str]] = defaultdict(set)
    for sitting in seats.values():
        for each in sitting:
            ties[each] |= sitting - {each}
    return {iri: frozenset(others) for iri, others in ties.items()}
