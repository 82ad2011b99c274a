"""The things on a page as JSON-LD objects that are plain JSON too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rdflib.namespace import RDF

from graph.collections.collection import PROLOGUE, Column
from graph.collections.collection_index import CollectionIndex, Labels, NamesByLanguage
from graph.collections.collection_parameters import worked_out
from graph.collections.json_terms import (
    Item,
    classes,
    expanded,
    is_worded,
    literal,
    property_of,
    worded,
)
from graph.collections.query import CollectionQuery
from graph.collections.standing import Standing
from graph.sparql_text import terms
from graph.terms import Row, Term, point_of
from queries.internal_queries import internal

_TYPE: Final = str(RDF.type)
_SAID: Final = "{ VALUES ?thing { %s } ?thing ?property ?value FILTER (?property IN (%s)) }"
_REVERSE: Final = "{ VALUES ?thing { %s } ?value %s ?thing BIND (%s AS ?property) }"
_POINTS: Final = "{ VALUES ?thing { %s } %s BIND (%d AS ?place) }"
Points = Mapping[str, Sequence[tuple[float, float]]]


async def items(
    directory: CollectionIndex, selection: CollectionQuery, shown: Mapping[str, str]
) -> list[Item]:
    """The things on a page, in their order.

    Args:
        directory: reads of the generation.
        selection: what was asked.
        shown: the things, with how certainly each fits.

    Raises:
        VenskabError: the engine could not answer.
    """
    if not shown:
        return []
    columns = [each for each in selection.collection.columns if each.key in selection.fields]
    said: dict[str, dict[str, list[Term]]] = {iri: {} for iri in shown}
    for row in await directory.rows(_query(shown, columns)):
        terms = said[row["thing"].value].setdefault(row["property"].value, [])
        terms.append(row["value"])
    labels = await directory.labels(selection.collection)
    sources = await _sources(directory, selection, shown)
    linked = {iri for terms in said.values() for iri in _linked(terms, columns)}
    names = await directory.names(linked.union(*sources.values()))
    known = await _standings(directory, selection)
    dated = selection.dated
    return [
        _item(iri, selection, columns, said[iri], labels.get(iri, {}), names)
        | _worked_out(selection, known.get(iri))
        | ({"source": [_link(each, names) for each in several]} if several else {})
        | ({"certainty": certainty} if dated else {})
        for iri, certainty in shown.items()
        for several in [sources.get(iri, ())]
    ]


async def _sources(
    directory: CollectionIndex, selection: CollectionQuery, shown: Iterable[str]
) -> Mapping[str, Sequence[str]]:
    """The graphs that tell of each thing."""
    if "source" not in selection.fields or not selection.collection.sourced:
        return {}
    found: dict[str, list[str]] = {}
    for row in await directory.rows(
        internal("sources-of-things", thing=[f"<{iri}>" for iri in shown])
    ):
        found.setdefault(row["thing"].value, []).append(row["graph"].value)
    return {thing: sorted(several) for thing, several in found.items()}


async def _standings(
    directory: CollectionIndex, selection: CollectionQuery
) -> Mapping[str, Standing]:
    if selection.fields & {"status", "due"}:
        return await directory.standings(selection.collection, selection.day)
    return {}


def _worked_out(selection: CollectionQuery, standing: Standing | None) -> Item:
    """How a thing stands on the day that is shown, of what is asked for."""
    if standing is None:
        return {}
    told = {
        "status": standing.status,
        "statusOn": selection.day.isoformat() if standing.status else "",
        "due": standing.due,
    }
    wanted = selection.fields & set(worked_out(selection.collection))
    return {name: value for name, value in told.items() if value and name in wanted}


def _query(shown: Iterable[str], columns: Iterable[Column]) -> str:
    things = terms(shown)
    direct = [f"<{property_of(each.key)}>" for each in columns if not each.reverse]
    parts = [_SAID % (things, ", ".join([f"<{_TYPE}>", *direct]))]
    parts += [_REVERSE % (things, each.reverse, each.reverse) for each in columns if each.reverse]
    return f"{PROLOGUE}SELECT DISTINCT ?thing ?property ?value {{ {' UNION '.join(parts)} }}"


def _source(column: Column) -> str:
    return expanded(column.reverse) if column.reverse else property_of(column.key)


def _linked(terms: Mapping[str, Sequence[Term]], columns: Iterable[Column]) -> Iterator[str]:
    for each in columns:
        if each.link:
            yield from (term.value for term in terms.get(_source(each), ()))


def _item(
    iri: str,
    selection: CollectionQuery,
    columns: Iterable[Column],
    terms: Mapping[str, Sequence[Term]],
    labels: Labels,
    names: Mapping[str, NamesByLanguage],
) -> Item:
    item: Item = {"id": iri}
    if "type" in selection.fields:
        item["type"] = sorted(
            classes().get(term.value, term.value) for term in terms.get(_TYPE, ())
        )
    if "label" in selection.fields:
        item["label"] = worded(labels)
    for each in columns:
        if found := terms.get(_source(each)):
            item[each.key] = values_of(each, found, names)
    return item


def values_of(
    column: Column, terms: Sequence[Term], names: Mapping[str, NamesByLanguage]
) -> object:
    """The values of a column as JSON: by language, or a list."""
    ordered = sorted(terms, key=lambda term: (term.value, term.lang))
    if column.link:
        return [_link(term.value, names) for term in ordered]
    if is_worded(column.key):
        return _by_language(ordered)
    return [term.value if term.kind == "uri" else literal(column.key, term) for term in ordered]


def _by_language(terms: Iterable[Term]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in terms:
        found.setdefault(term.lang or "@none", []).append(term.value)
    return found


def _link(iri: str, names: Mapping[str, NamesByLanguage]) -> Item:
    name = names.get(iri)
    if name is None or not name.labels:
        return {"id": iri}
    return {"id": iri, ("prefLabel" if name.preferred else "label"): worded(name.labels)}


async def points(
    directory: CollectionIndex, patterns: Sequence[str], things: Iterable[str]
) -> Points:
    """The points of things, longitudes and latitudes in degrees; those of the first pattern first.

    Raises:
        VenskabError: the engine could not answer.
    """
    named = terms(things)
    if not named:
        return {}
    parts = " UNION ".join(_POINTS % (named, each, place) for place, each in enumerate(patterns))
    text = f"{PROLOGUE}SELECT DISTINCT ?thing ?place ?wkt {{ {parts} }}"
    return _by_thing(await directory.rows(text))


def _by_thing(rows: Iterable[Row]) -> Points:
    found: dict[str, dict[tuple[float, float], None]] = {}
    for row in sorted(rows, key=lambda row: (row["place"].value, row["wkt"].value)):
        if point := point_of(row["wkt"].value):
            found.setdefault(row["thing"].value, {})[point] = None
    return {iri: tuple(each) for iri, each in found.items()}
