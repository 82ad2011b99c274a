"""VoID: how much of what a dataset holds (https://www.w3.org/TR/void/), counted by SPARQL.

Every number is what the endpoint itself answers to the COUNT query, over the union of all graphs.
``graph.catalog.class_schema`` counts which property leads from which class to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import RDF, SH, VOID, XSD

from graph.catalog.class_schema import (
    Extent,
    Schema,
    class_partition,
    describe_schema,
    extended,
    extent_of,
    fragment,
)
from graph.catalog.triples import link, number, text, typed
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
        extent_of(totals[0]),
        {row["class"].value: int(row["entities"].value) for row in classes},
        {row["property"].value: extent_of(row) for row in properties},
        {row["graph"].value: int(row["triples"].value) for row in graphs},
    )


def describe(counts: Counts, schema: Schema | None, dataset: str) -> Iterator[Statement]:
    """The VoID description.

    Args:
        counts: what was counted.
        schema: which property leads from which class to what; None where it was not counted.
        dataset: IRI of the dataset; its partitions get IRIs that begin with it.
    """
    yield link(dataset, RDF.type, VOID.Dataset)
    yield from extended(dataset, counts.whole)
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
        part = class_partition(stem, iri)
        yield link(dataset, VOID.classPartition, part)
        yield link(part, VOID["class"], iri)
        yield number(part, VOID.entities, entities)
    for iri, extent in counts.properties.items():
        part = f"{stem}property/{fragment(iri)}"
        yield link(dataset, VOID.propertyPartition, part)
        yield link(part, VOID.property, iri)
        yield from extended(part, extent)
    yield from _prefixes(dataset, stem)
    if schema is not None:
        yield from describe_schema(schema, stem)


def _prefixes(dataset: str, stem: str) -> Iterator[Statement]:
    for name, namespace in PREFIXES.items():
        declared = f"{stem}prefix/{name}"
        yield link(dataset, SH.declare, declared)
        yield text(declared, SH.prefix, name)
        yield typed(declared, SH.namespace, namespace, XSD.anyURI)


def _vocabularies(properties: Iterable[str]) -> list[str]:
    return sorted({_NAMESPACE.sub(r"\1", iri) for iri in properties})
