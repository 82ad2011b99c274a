"""Names, orders and values of one generation, each worked out once."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rdflib.namespace import RDFS, SKOS

from graph.collections.collection import PROLOGUE, Collection, Filter, Sort
from graph.collections.collection_parameters import BY_DUE, NAME
from graph.collections.cursor import Cursor
from graph.collections.standing import WAITING, Owed, Standing, read_owed, standings
from graph.collections.time_counts import Span, read_spans, spans_query
from graph.engine.base import Engine
from graph.engine.once import OnceEach
from graph.engine.results import rows
from graph.sparql_text import term
from graph.terms import Row, Term, best_label
from queries.internal_queries import internal

# IRIs that one query names; more would pass the endpoint's own limit on a query's size.
_BATCH: Final = 200
_LABELS: Final = PROLOGUE + "SELECT ?thing ?value { %s OPTIONAL { ?thing rdfs:label ?value } }"
_VALUES: Final = PROLOGUE + "SELECT DISTINCT ?thing ?value { %s %s }"
Labels = Mapping[str, str]


@dataclass(frozen=True)
class NamesByLanguage:
    """The name of a thing in each language.

    Attributes:
        labels: a name for each language; blank for a name without one.
        preferred: whether they are ``skos:prefLabel``, as those of concepts are.
    """

    labels: Labels = field(default_factory=dict)
    preferred: bool = False

    def said(self, lang: str) -> str:
        """The name in a language, else in another; blank where there is none."""
        return best_label(self.labels, lang)[0]


@dataclass(frozen=True)
class Order:
    """The things of a collection in an order.

    Attributes:
        places: what is compared, and the thing, sorted.
        values: the value that the order goes by, as a cursor holds it.
    """

    places: Sequence[tuple[Any, str]]
    values: Mapping[str, str | None]

    def after(self, cursor: Cursor | None, sort: Sort) -> Iterator[str]:
        """The things behind a place."""
        return (iri for _, iri in self.places[self._start(cursor, sort) :])

    def until(self, cursor: Cursor | None, sort: Sort) -> Iterator[str]:
        """The things before and at a place, the last first."""
        return (iri for _, iri in reversed(self.places[: self._start(cursor, sort)]))

    def _start(self, cursor: Cursor | None, sort: Sort) -> int:
        if cursor is None:
            return 0
        return bisect_right(self.places, (_key(sort, cursor.value), cursor.iri))


def _key(sort: Sort, value: str | None) -> tuple[bool, Any]:
    """The key that is compared; a thing without a value comes last."""
    return (value is None, 0 if value is None else sort.key(value))


class CollectionIndex:
    """Reads of one generation, kept as long as that is.

    Args:
        engine: who answers, of one generation.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.generation = engine.generation
        self._kept = OnceEach()
        self._names: dict[str, NamesByLanguage] = {}
        # Many lists may be worked out at once; the engine's queue is for everybody.
        self._places = asyncio.Semaphore(engine.limits.workers)

    async def rows(self, text: str) -> Sequence[Row]:
        """The rows that a query answers with.

        Raises:
            VenskabError: the engine could not answer.
        """
        return await rows(self._engine, text)

    async def labels(self, collection: Collection) -> Mapping[str, Labels]:
        """Every thing of a collection with its names by language."""
        return await self._kept.get(("labels", collection.name), lambda: self._labels(collection))

    async def order(self, collection: Collection, sort: Sort, lang: str, day: date) -> Order:
        """The things of a collection in an order.

        Args:
            collection: of which.
            sort: the order.
            lang: language of the names that it may go by.
            day: the day of the deadlines that it may go by.
        """
        by = {NAME: lang, BY_DUE: day.isoformat()}.get(sort, "")
        key = ("order", collection.name, sort.name, by)
        return await self._kept.get(key, lambda: self._order(collection, sort, lang, day))

    async def dated(self, collection: Collection) -> frozenset[str]:
        """The things of a collection with a date of the kind that its period goes by."""
        pattern = f"?thing vsk:{collection.period}Earliest|vsk:{collection.period}Latest ?value"
        key = ("dated", collection.name)
        return frozenset(await self._kept.get(key, lambda: self._values(collection, pattern)))

    async def standings(self, collection: Collection, day: date) -> Mapping[str, Standing]:
        """How every thing of a collection stands on a day."""
        key = ("standings", collection.name, day.isoformat())
        return await self._kept.get(key, lambda: self._standings(collection, day))

    async def values(
        self, collection: Collection, each: Filter, *, stated: bool = False
    ) -> Mapping[str, tuple[str, ...]]:
        """The things of a collection with the values that a filter tells them apart by.

        Args:
            collection: of which.
            each: the filter.
            stated: whether only the values that are said outright.
        """
        pattern = (stated and each.stated) or each.pattern
        key = ("values", collection.name, pattern)
        return await self._kept.get(key, lambda: self._values(collection, pattern))

    async def spans(self, collection: Collection) -> Mapping[str, Span]:
        """The things of a collection that have a place in time, with when they hold."""
        return await self._kept.get(("spans", collection.name), lambda: self._spans(collection))

    async def names(self, iris: Iterable[str]) -> Mapping[str, NamesByLanguage]:
        """The names of things; each is looked up once."""
        wanted = set(iris)
        missing = sorted(wanted - self._names.keys())
        for start in range(0, len(missing), _BATCH):
            await self._learn(missing[start : start + _BATCH])
        return {iri: self._names[iri] for iri in wanted}

    async def named_values(
        self, collection: Collection, each: Filter, most: int | None = None
    ) -> Mapping[str, NamesByLanguage]:
        """The values of a filter with their names, whatever thing has them.

        Args:
            collection: of which.
            each: the filter.
            most: none are named where there are more than so many; None: however many.
        """
        values = await self.values(collection, each)
        found = {iri for several in values.values() for iri in several}
        return {} if most is not None and len(found) > most else await self.names(found)

    async def _labels(self, collection: Collection) -> Mapping[str, Labels]:
        rows = await self.rows(_LABELS % collection.members)
        return await asyncio.to_thread(_labelled, rows)

    async def _standings(self, collection: Collection, day: date) -> Mapping[str, Standing]:
        things = await self.labels(collection)
        spans = await self.spans(collection) if collection.states else {}
        owed: Mapping[str, Owed] = {}
        if collection.reviewed:
            owed = await self._kept.get(("owed", collection.name), self._owed)
        return await asyncio.to_thread(standings, collection, things, spans, owed, day)

    async def _owed(self) -> Mapping[str, Owed]:
        return read_owed(await self.rows(internal("reviews-owed")))

    async def _order(self, collection: Collection, sort: Sort, lang: str, day: date) -> Order:
        labels = await self.labels(collection)
        if sort is NAME:
            values: Mapping[str, str | None] = {
                iri: best_label(each, lang)[0] or None for iri, each in labels.items()
            }
        elif sort is BY_DUE:
            known = await self.standings(collection, day)
            values = {iri: _waits_until(each) for iri, each in known.items()}
        else:
            found = await self._values(collection, sort.pattern)
            values = {iri: min(found[iri]) if iri in found else None for iri in labels}
        return await asyncio.to_thread(_ordered, values, sort)

    async def _values(self, collection: Collection, pattern: str) -> Mapping[str, tuple[str, ...]]:
        async with self._places:
            rows = await self.rows(_VALUES % (collection.members, pattern))
        return await asyncio.to_thread(_valued, rows)

    async def _spans(self, collection: Collection) -> Mapping[str, Span]:
        async with self._places:
            rows = await self.rows(spans_query(collection))
        return await asyncio.to_thread(read_spans, collection, rows)

    async def _learn(self, iris: Sequence[str]) -> None:
        rows = await self.rows(internal("preferred-names", thing=map(term, iris)))
        self._names.update((iri, NamesByLanguage()) for iri in iris)
        self._names.update(_named(rows))


def _waits_until(each: Standing) -> str | None:
    """The last day on which what waits to be done falls due; None where nothing waits."""
    last = each.days.latest if each.days and each.due in WAITING else None
    return last.isoformat() if last else None


def _labelled(rows: Iterable[Row]) -> Mapping[str, Labels]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        labels = found.setdefault(row["thing"].value, {})
        if "value" in row:
            _keep(labels, row["value"])
    return found


def _keep(labels: dict[str, str], term: Term) -> None:
    """Keep one label of each language, whoever is asked in whatever order."""
    lang, text = term.lang, term.value
    labels[lang] = min(labels.get(lang, text), text)


def _valued(rows: Iterable[Row]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    same: dict[str, str] = {}  # one object for each value, however many things have it
    for row in rows:
        value = row["value"].value
        found.setdefault(row["thing"].value, []).append(same.setdefault(value, value))
    return {thing: tuple(values) for thing, values in found.items()}


def _ordered(values: Mapping[str, str | None], sort: Sort) -> Order:
    return Order(sorted((_key(sort, value), iri) for iri, value in values.items()), values)


def _named(rows: Iterable[Row]) -> Iterator[tuple[str, NamesByLanguage]]:
    """The names of things: their labels, or those of a concept."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        by_property = found.setdefault(row["thing"].value, {})
        _keep(by_property.setdefault(row["property"].value, {}), row["value"])
    for iri, by_property in found.items():
        plain = by_property.get(str(RDFS.label))
        yield iri, NamesByLanguage(plain or by_property.get(str(SKOS.prefLabel), {}), plain is None)
