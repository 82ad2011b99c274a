"""VoID: how much of what a dataset holds (https://www.w3.org/TR/void/), counted by SPARQL.

Every number is what the endpoint itself answers to the COUNT query, over the union of all graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from rdflib.namespace import RDF, VOID

from graph.catalog.triples import link, number
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.prefixes import PREFIXES
from graph.statements import Statement
from graph.terms import Row
from queries.internal_queries import internal

# By what is counted, in the order in which it is read.
EXTENTS: Final = (
    "extent-of-graph",
    "extent-of-classes",
    "extent-of-properties",
    "extent-of-graphs",
)
_NAMESPACE: Final = re.compile(r"(.*[/#:]).*", re.DOTALL)


class Extent(NamedTuple):
    """The numbers of triples, and of different subjects and objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Counts:
    """The counts of a dataset.

    Attributes:
        generation: the state of the data.
        whole: of the union of all graphs.
        classes: IRI of each class to the number of its things.
        properties: IRI of each property to the extent of its triples.
        graphs: IRI of each named graph to the number of its triples.
    """

    generation: str
    whole: Extent
    classes: Mapping[str, int]
    properties: Mapping[str, Extent]
    graphs: Mapping[str, int]


async def count(engine: Engine) -> Counts:
    """Count what there is.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    parts = [await rows(engine, internal(each)) for each in EXTENTS]
    return _counts(engine.generation, parts)


def _counts(generation: str, parts: Sequence[Sequence[Row]]) -> Counts:
    totals, classes, properties, graphs = parts
    return Counts(
        generation,
        _extent(totals[0]),
        {row["class"].value: int(row["entities"].value) for row in classes},
        {row["property"].value: _extent(row) for row in properties},
        {row["graph"].value: int(row["triples"].value) for row in graphs},
    )


def _extent(row: Row) -> Extent:
    return Extent(*(int(row[name].value) for name in Extent._fields))


def describe(counts: Counts, dataset: str) -> Iterator[Statement]:
    """The VoID description.

    Args:
        counts: what was counted.
        dataset: IRI of the dataset; its partitions get IRIs that begin with it.
    """
    yield link(dataset, RDF.type, VOID.Dataset)
    yield from _extended(dataset, counts.whole)
    # The ledger keeps no blank nodes, so each subject is an entity.
    yield number(dataset, VOID.entities, counts.whole.subjects)
    yield number(dataset, VOID.classes, len(counts.classes))
    yield number(dataset, VOID.properties, len(counts.properties))
    # Clients take this list for complete: a property of another vocabulary is not looked for.
    for vocabulary in _vocabularies(counts.properties):
        yield link(dataset, VOID.vocabulary, vocabulary)
    # A partition is part of the document about the dataset, and has no address of its own.
    stem = f"{dataset}/" if "#" in dataset else f"{dataset}#"
    for iri, entities in counts.classes.items():
        part = f"{stem}class/{fragment(iri)}"
        yield link(dataset, VOID.classPartition, part)
        yield link(part, VOID["class"], iri)
        yield number(part, VOID.entities, entities)
    for iri, extent in counts.properties.items():
        part = f"{stem}property/{fragment(iri)}"
        yield link(dataset, VOID.propertyPartition, part)
        yield link(part, VOID.property, iri)
        yield from _extended(part, extent)


def _extended(subject: str, extent: Extent) -> Iterator[Statement]:
    yield number(subject, VOID.triples, extent.triples)
    yield number(subject, VOID.distinctSubjects, extent.subjects)
    yield number(subject, VOID.distinctObjects, extent.objects)


def _vocabularies(properties: Iterable[str]) -> list[str]:
    return sorted({_NAMESPACE.sub(r"\1", iri) for iri in properties})


def fragment(iri: str) -> str:
    """A short, readable end for an IRI that is made from another one."""
    known = ((name, base) for name, base in PREFIXES.items() if iri.startswith(base))
    name, base = max(known, key=lambda each: len(each[1]), default=("", ""))
    return quote(f"{name}:{iri.removeprefix(base)}" if name else iri, safe=":-._~")
