"""A page of a collection: which things are on it, how many fit, and what else tells them apart."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from graph.collections.collection import Filter
from graph.collections.collection_index import CollectionIndex, NamesByLanguage, Order
from graph.collections.collection_parameters import NAME
from graph.collections.cursor import Cursor
from graph.collections.items import items
from graph.collections.json_terms import property_of
from graph.collections.query import CollectionQuery
from graph.collections.query_reader import read
from graph.collections.registry import COLLECTIONS
from graph.collections.sparql_filter import CERTAIN, certainties, needs_asking, query
from graph.collections.standing import Standing, filters_of
from graph.engine.base import Engine
from graph.search.name_search import NameSearch

# Values of a filter that are counted by name; the rest are only told to be there.
MOST_VALUES: Final = 30
# A form that lists more names than this weighs more than its page.
MOST_NAMES: Final = 2000
# Hits that a search for words takes up.
MOST_HITS: Final = 1000


@dataclass(frozen=True)
class Value:
    """A value of a filter among the things that fit.

    Attributes:
        text: as the parameter takes it.
        iri: what it is.
        name: what it is called.
        count: things that fit and have it.
    """

    text: str
    iri: str
    name: NamesByLanguage
    count: int


@dataclass(frozen=True)
class Facet:
    """The values of a filter, most frequent first; ``more`` are left out."""

    filter: Filter
    values: tuple[Value, ...]
    more: int


@dataclass(frozen=True)
class Fitting:
    """All that fits a selection.

    Attributes:
        selection: what was asked.
        generation: the state of the data.
        things: those that fit, in the order asked for, and how certainly.
        whole: things that the collection has.
        facets: what tells those that fit apart.
        undated: things that fit but for a period, and fall out since nothing dates them.
    """

    selection: CollectionQuery
    generation: str
    things: Mapping[str, str]
    whole: int
    facets: tuple[Facet, ...]
    undated: int = 0

    @property
    def total(self) -> int:
        """Things that fit."""
        return len(self.things)


@dataclass(frozen=True)
class Previous:
    """A page before this one, and the place behind which it begins; None for the very first."""

    cursor: Cursor | None


@dataclass(frozen=True)
class Page:
    """A part of a list.

    Attributes:
        selection: what was asked.
        generation: the state of the data.
        total: things that fit, on all pages.
        whole: things that the collection has.
        items: the things on this page, as JSON-LD objects.
        facets: what tells all that fit apart.
        next: behind which place the next page begins; None after the last.
        previous: likewise the page before; its cursor is None where that is the first.
        undated: things that fit but for a period, and fall out since nothing dates them.
    """

    selection: CollectionQuery
    generation: str
    total: int
    whole: int
    items: list[dict[str, Any]]
    facets: tuple[Facet, ...]
    next: Cursor | None
    previous: Previous | None
    undated: int = 0


class CollectionPages:
    """Answers for collections, of one generation.

    Args:
        engine: who answers, of one generation.
        names: who finds things by the words of their names.

    Attributes:
        directory: what was read of the generation.
    """

    def __init__(self, engine: Engine, names: NameSearch) -> None:
        self._names = names
        self.directory = CollectionIndex(engine)

    async def page(self, selection: CollectionQuery, lang: str) -> Page:
        """One page.

        Args:
            selection: what is asked.
            lang: language of the names that the order goes by.

        Raises:
            VenskabError: the engine could not answer.
        """
        directory = self.directory
        lang = selection.after.lang if selection.after else lang
        order = await directory.order(selection.collection, selection.sort, lang, selection.day)
        fitting = await self._fitting(directory, selection, order)
        behind = order.after(selection.after, selection.sort)
        some = list(islice((iri for iri in behind if iri in fitting), selection.limit + 1))
        shown = some[: selection.limit]
        return Page(
            selection,
            directory.generation,
            len(fitting),
            len(order.values),
            await items(directory, selection, {iri: fitting[iri] for iri in shown}),
            await _facets(directory, selection, fitting, lang) if selection.facets else (),
            _cursor(selection, order, shown[-1], lang) if len(some) > len(shown) else None,
            _previous(selection, order, fitting, lang),
            await self._undated(directory, selection, order),
        )

    async def fitting(
        self, directory: CollectionIndex, selection: CollectionQuery, lang: str
    ) -> Fitting:
        """All that fits, whatever the page.

        Args:
            directory: reads of the generation.
            selection: what is asked.
            lang: language of the names that the order goes by.

        Raises:
            VenskabError: the engine could not answer.
        """
        order = await directory.order(selection.collection, selection.sort, lang, selection.day)
        found = await self._fitting(directory, selection, order)
        things = {iri: found[iri] for iri in order.after(None, selection.sort) if iri in found}
        facets = await _facets(directory, selection, things, lang) if selection.facets else ()
        undated = await self._undated(directory, selection, order)
        return Fitting(selection, directory.generation, things, len(order.values), facets, undated)

    async def prepare(self, langs: Iterable[str]) -> None:
        """Work out what the first page of every collection shows, so that nobody waits for it.

        One query after the other, for those who ask go first; who asks for a list meanwhile
        shares what is being worked out.

        Args:
            langs: languages of the names that lists go by.

        Raises:
            VenskabError: the engine could not answer.
        """
        for collection in COLLECTIONS.values():
            stated = [each for each in collection.columns if each.shown and not each.reverse]
            await self.directory.names(property_of(each.key) for each in stated)
            for each in collection.filters:
                if each.facet:
                    await self.directory.values(collection, each)
                if each.is_named:
                    await self.directory.named_values(collection, each, MOST_NAMES)
            for lang in langs:
                await self.page(read(collection, ()), lang)

    async def _fitting(
        self, directory: CollectionIndex, selection: CollectionQuery, order: Order
    ) -> Mapping[str, str]:
        """The things that fit, and how certainly."""
        found: Mapping[str, str] = dict.fromkeys(order.values, CERTAIN)
        if needs_asking(selection):
            rows = await directory.rows(query(selection))
            found = await asyncio.to_thread(certainties, selection, rows)
        if selection.standing:
            known = await directory.standings(selection.collection, selection.today)
            found = {iri: how for iri, how in found.items() if _stands(selection, known[iri])}
        if not selection.text:
            return found
        hits = await self._hits(selection)
        return {iri: how for iri, how in found.items() if iri in hits}

    async def _undated(
        self, directory: CollectionIndex, selection: CollectionQuery, order: Order
    ) -> int:
        """The number of things that fall out of the periods asked for, since nothing dates them."""
        dated, held = selection.period_asked, selection.held_asked
        if not (dated or held):
            return 0
        collection = selection.collection
        known = await directory.dated(collection) if dated else frozenset()
        spans = await directory.spans(collection) if held else {}
        others = await self._fitting(directory, selection.undated, order)
        return sum((dated and iri not in known) or (held and iri not in spans) for iri in others)

    async def _hits(self, selection: CollectionQuery) -> set[str]:
        """The things of the collection whose names the words find."""
        kinds = selection.collection.searched
        found = [
            await self._names.search(selection.text, kind=kind, limit=MOST_HITS) for kind in kinds
        ]
        return {hit.thing.iri for each in found for hit in each.hits}


def _stands(selection: CollectionQuery, standing: Standing) -> bool:
    """True if a thing stands as every filter by that asks."""
    return all(standing.value(each) in several for each, several in selection.standing)


def _previous(
    selection: CollectionQuery, order: Order, fitting: Mapping[str, str], lang: str
) -> Previous | None:
    before = order.until(selection.after, selection.sort)
    some = list(islice((iri for iri in before if iri in fitting), selection.limit + 1))
    if not some:
        return None
    begins = _cursor(selection, order, some[-1], lang) if len(some) > selection.limit else None
    return Previous(begins)


def _cursor(selection: CollectionQuery, order: Order, last: str, lang: str) -> Cursor:
    told = lang if selection.sort is NAME else ""
    return Cursor(selection.sort.name, told, order.values[last], last)


async def _facets(
    directory: CollectionIndex, selection: CollectionQuery, fitting: Mapping[str, str], lang: str
) -> tuple[Facet, ...]:
    counted = [each for each in selection.collection.filters if each.facet]
    values = await asyncio.gather(
        *(directory.values(selection.collection, each) for each in counted)
    )
    counts = [(each, _count(had, fitting)) for each, had in zip(counted, values, strict=True)]
    most = [(each, _most(count), len(count)) for each, count in counts]
    names = await directory.names(iri for _, some, _ in most for iri, _ in some)
    said = tuple(
        Facet(
            each,
            tuple(Value(each.written(iri), iri, names[iri], number) for iri, number in some),
            kinds - len(some),
        )
        for each, some, kinds in most
        if some
    )
    return (*await _by_standing(directory, selection, fitting), *said)


async def _by_standing(
    directory: CollectionIndex, selection: CollectionQuery, fitting: Mapping[str, str]
) -> list[Facet]:
    """The facets by how the things stand today, in the order of their values."""
    asked = filters_of(selection.collection)
    known = await directory.standings(selection.collection, selection.today) if asked else {}
    found = []
    for each in asked:
        counts = Counter(known[iri].value(each) for iri in fitting)
        values = (text for text in each.parameter.choices if counts[text])
        found.append(
            Facet(each, tuple(Value(v, "", NamesByLanguage(), counts[v]) for v in values), 0)
        )
    return [each for each in found if each.values]


def _count(values: Mapping[str, tuple[str, ...]], fitting: Mapping[str, str]) -> Counter[str]:
    return Counter(value for thing in fitting if thing in values for value in values[thing])


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:MOST_VALUES]
