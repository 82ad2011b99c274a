"""Which property leads from which class to which class or datatype, as partitions of VoID.

A partition of a class has one for each property of its things; that has one for each class of what
the property leads to, and by http://ldf.fi/void-ext# one for each datatype of its values. Editors
that complete queries and assistants that write them read the shape of the data there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import quote

from rdflib.namespace import VOID

from graph.catalog.triples import link, number
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.errors import LimitMet
from graph.namespaces import VOID_EXT
from graph.statements import Statement
from graph.terms import Row, shorten
from queries.internal_queries import internal

# By what is counted: how often each is used, and where it leads.
SCHEMA_EXTENTS: Final = (
    "extent-of-class-properties",
    "extent-of-class-links",
    "extent-of-class-values",
)


class Extent(NamedTuple):
    """The numbers of triples, and of different subjects and objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class PropertyUse:
    """A property on the things of one class.

    Attributes:
        extent: of its triples.
        classes: IRI of each class that it leads to, to the number of triples that do.
        datatypes: IRI of each datatype of its values, to the number of triples that have it.
    """

    extent: Extent
    classes: dict[str, int] = field(default_factory=dict)
    datatypes: dict[str, int] = field(default_factory=dict)


# By class, then by property.
Schema = Mapping[str, Mapping[str, PropertyUse]]


async def count_schema(engine: Engine) -> Schema | None:
    """Count where the properties of each class lead; None where a limit of a query was met.

    Raises:
        VenskabError: the engine could not answer, or too many wait for it.
    """
    try:
        properties, links, values = [await rows(engine, internal(each)) for each in SCHEMA_EXTENTS]
    except LimitMet as met:
        if met.limit == "queue":
            raise
        return None
    schema: dict[str, dict[str, PropertyUse]] = {}
    for row in properties:
        uses = schema.setdefault(row["class"].value, {})
        uses[row["property"].value] = PropertyUse(extent_of(row))
    for row in links:
        _use(schema, row).classes[row["leads"].value] = int(row["triples"].value)
    for row in values:
        _use(schema, row).datatypes[row["leads"].value] = int(row["triples"].value)
    return schema


def _use(schema: Schema, row: Row) -> PropertyUse:
    return schema[row["class"].value][row["property"].value]


def extent_of(row: Row) -> Extent:
    """The extent that a row of counts gives."""
    return Extent(*(int(row[name].value) for name in Extent._fields))


def describe_schema(schema: Schema, stem: str) -> Iterator[Statement]:
    """The partitions below those of the classes.

    Args:
        schema: what was counted.
        stem: how the IRIs of partitions begin.
    """
    for kind, uses in schema.items():
        for iri, use in uses.items():
            part = f"{class_partition(stem, kind)}/property/{fragment(iri)}"
            yield link(class_partition(stem, kind), VOID.propertyPartition, part)
            yield link(part, VOID.property, iri)
            yield from extended(part, use.extent)
            yield from _leads(part, use)


def _leads(part: str, use: PropertyUse) -> Iterator[Statement]:
    for kind, triples in use.classes.items():
        below = class_partition(f"{part}/", kind)
        yield link(part, VOID.classPartition, below)
        yield link(below, VOID["class"], kind)
        yield number(below, VOID.triples, triples)
    for datatype, triples in use.datatypes.items():
        below = f"{part}/datatype/{fragment(datatype)}"
        yield link(part, VOID_EXT.datatypePartition, below)
        yield link(below, VOID_EXT.datatype, datatype)
        yield number(below, VOID.triples, triples)


def extended(subject: str, extent: Extent) -> Iterator[Statement]:
    """The statements of an extent."""
    yield number(subject, VOID.triples, extent.triples)
    yield number(subject, VOID.distinctSubjects, extent.subjects)
    yield number(subject, VOID.distinctObjects, extent.objects)


def class_partition(stem: str, iri: str) -> str:
    """IRI of the partition of a class."""
    return f"{stem}class/{fragment(iri)}"


def fragment(iri: str) -> str:
    """A short, readable end for an IRI that is made from another one."""
    return quote(shorten(iri), safe=":-._~")
