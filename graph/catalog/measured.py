"""Dates, places and days of each dataset, read from the data themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.catalog.contents import DatasetEntry, contents
from graph.catalog.void import Counts
from graph.engine.base import Engine
from graph.engine.once import Once
from graph.engine.results import rows
from graph.prefixes import BASE
from graph.sparql_text import prologue
from graph.terms import Row, text_of
from queries.internal_queries import internal

_PROLOGUE: Final = prologue("vsk", "prov")


@dataclass(frozen=True)
class DatasetFacts:
    """Facts of a dataset, read from the data; blank where they do not say.

    Attributes:
        issued: when its first graph came into the ledger, xsd:dateTime.
        modified: when one of its graphs last changed, xsd:dateTime.
        first: the first day that it speaks of, xsd:date.
        last: the last.
        places: IRIs of the countries that it covers, sorted.
    """

    issued: str = ""
    modified: str = ""
    first: str = ""
    last: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class PropertyWords:
    """Words of a property of the vocabulary, by language.

    Attributes:
        labels: what it is called.
        meanings: what it means.
    """

    labels: Mapping[str, str]
    meanings: Mapping[str, str]


@dataclass(frozen=True)
class CatalogFacts:
    """Facts of all datasets of one generation.

    Attributes:
        generation: the state of the data.
        datasets: by slug.
        counts: of the whole graph.
        whole: of all graphs together.
        words: of the properties that datasets are mostly about, by IRI.
    """

    generation: str
    datasets: Mapping[str, DatasetFacts]
    counts: Counts
    whole: DatasetFacts
    words: Mapping[str, PropertyWords]


async def look(engine: Engine, counted: Once[Counts]) -> CatalogFacts:
    """Ask the engine what the data say.

    Args:
        engine: who answers.
        counted: the counts of what it holds.

    Raises:
        VenskabError: the engine could not answer, or a limit was met: then nothing is known,
            since a part of the catalogue would be taken for the whole.
    """
    counts = await counted.get()
    changes = await rows(engine, internal("changes-of-graphs"))
    found = {each.slug: await _of(each, changes, engine) for each in contents().datasets}
    whole = _together(found.values(), changes)
    return CatalogFacts(counts.generation, found, counts, whole, await _words(engine))


async def _words(engine: Engine) -> dict[str, PropertyWords]:
    named = sorted({iri for each in contents().datasets for iri in each.properties})
    given = [f"<{iri}>" for iri in named]
    found: dict[str, PropertyWords] = {}
    for row in await rows(engine, internal("words-of-properties", property=given)):
        words = found.setdefault(row["property"].value, PropertyWords({}, {}))
        lang = row["label"].lang
        found[row["property"].value] = PropertyWords(
            {**words.labels, lang: row["label"].value},
            {**words.meanings, lang: row["meaning"].value},
        )
    return found


async def _of(dataset: DatasetEntry, changes: Sequence[Row], engine: Engine) -> DatasetFacts:
    issued, modified = _dates(dataset.graphs, changes)
    first, last = await _days(dataset.days, engine)
    return DatasetFacts(issued, modified, first, last, await _places(dataset.places, engine))


def _dates(prefixes: Iterable[str], changes: Sequence[Row]) -> tuple[str, str]:
    begin = tuple(f"{BASE}graph/{each}" for each in prefixes)
    own = [row for row in changes if row["graph"].value.startswith(begin)]
    issued = min((row["issued"].value for row in own), default="")
    return issued, max((row["modified"].value for row in own), default="")


async def _days(pattern: str, engine: Engine) -> tuple[str, str]:
    if not pattern:
        return "", ""
    (row,) = await rows(
        engine,
        f"{_PROLOGUE}SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {{ {pattern} }}",
    )
    return text_of(row, "first"), text_of(row, "last")


async def _places(pattern: str, engine: Engine) -> tuple[str, ...]:
    if not pattern:
        return ()
    found = await rows(engine, f"{_PROLOGUE}SELECT DISTINCT ?place WHERE {{ {pattern} }}")
    return tuple(sorted(row["place"].value for row in found))


def _together(datasets: Iterable[DatasetFacts], changes: Sequence[Row]) -> DatasetFacts:
    datasets = list(datasets)
    issued, modified = _dates([""], changes)
    return DatasetFacts(
        issued,
        modified,
        min((each.first for each in datasets if each.first), default=""),
        max((each.last for each in datasets if each.last), default=""),
        tuple(sorted({place for each in datasets for place in each.places})),
    )
