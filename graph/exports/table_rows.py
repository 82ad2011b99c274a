"""From the things of a graph to the rows of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import RDFS, SKOS

from graph.exports.subject import Cell, Subject
from graph.exports.table import TABLES, ExportColumn, ExportTable
from graph.time.edtf_dates import Bounds

Row = Sequence[Cell]
Rows = Iterator[tuple[str, Row]]
# What the cells of a column are looked up by afterwards, since it is said of another thing.
THROUGH: Final = "through"
FAR: Final = "far"
_NAMING: Final = (str(RDFS.label), str(SKOS.prefLabel), str(SKOS.altLabel))
_NO_LANGUAGE: Final = "und"
# A column that holds one value says so when there are several.
_SINGLE: Final = frozenset(
    {"thing", "code", "iri", "string", "text", "integer", "number", "boolean", "date", "day",
     "moment"}
)  # fmt: skip
_SINGLES: Final = {
    table.name: [
        column
        for column in table.columns
        if column.cell in _SINGLE and not column.through and not column.lang
    ]
    for table in TABLES
}
_FAR: Final = frozenset(c.predicate for table in TABLES for c in table.columns if c.through)
_OF_CLASS: Final = {
    iri: [table for table in TABLES if iri in table.classes and table.of_things]
    for table in TABLES
    for iri in table.classes
}
_LINKS: Final = [table for table in TABLES if table.link]
_LINKING: Final = {
    predicate: [table for table in _LINKS if table.link and predicate in table.link.properties]
    for table in _LINKS
    if table.link
    for predicate in table.link.properties
}


def rows(subject: Subject) -> Rows:
    """The rows that a thing has, each with the name of its table."""
    classes = subject.classes
    mine = list(dict.fromkeys(table for each in classes for table in _OF_CLASS.get(each, ())))
    for table in mine:
        yield table.name, _row(table, subject)
        yield from _to_look_up(table, subject)
    if any(table.named for table in mine):
        yield from _of_thing(subject, [table for table in mine if table.named])
    yield from _links(subject, frozenset(classes))
    yield from _looked_up(subject)


def _row(table: ExportTable, subject: Subject) -> Row:
    return [None if column.through else subject.cell(column) for column in table.columns]


def _to_look_up(table: ExportTable, subject: Subject) -> Rows:
    for through in dict.fromkeys(column.through for column in table.columns if column.through):
        for value in subject.values(through):
            yield THROUGH, (table.name, subject.iri, value.value)


def _looked_up(subject: Subject) -> Rows:
    for predicate in _FAR & subject.predicates:
        for value in subject.values(predicate):
            yield FAR, (subject.iri, predicate, value.value)


def _of_thing(subject: Subject, tables: Sequence[ExportTable]) -> Rows:
    known = {iri for table in tables for iri in table.classes}
    types = " ".join(sorted(_local(each) for each in subject.classes if each in known))
    yield "things", (subject.iri, types, subject.name("da"), subject.name("en"))
    for graph, count in Counter(said.graph for said in subject.said).items():
        yield "statements_by", (subject.iri, graph, count)
    yield from _texts(subject)
    for predicate, text, days, graph in subject.dates():
        yield "dates", (subject.iri, predicate, text, *_isos(days), graph)
    yield from _conflicts(subject, tables)


def _texts(subject: Subject) -> Rows:
    for predicate, value, graph in subject.said:
        if predicate in _NAMING:
            language = value.lang or _NO_LANGUAGE
            yield "names", (subject.iri, predicate, value.value, language, graph)
        elif value.lang:
            yield "notes", (subject.iri, predicate, value.value, value.lang, graph)


def _isos(days: Bounds) -> Iterator[str | None]:
    return (day.isoformat() if day else None for day in (days.earliest, days.latest))


def _conflicts(subject: Subject, tables: Sequence[ExportTable]) -> Rows:
    columns = (column for table in tables for column in _SINGLES[table.name])
    disputed = {each.predicate: each for each in columns if _is_disputed(subject, each)}
    for predicate, column in disputed.items():
        for value, graphs in subject.values(predicate).items():
            if value.value.startswith(column.prefix):
                for graph in graphs:
                    yield "conflicts", (subject.iri, predicate, value.value, graph)


def _is_disputed(subject: Subject, column: ExportColumn) -> bool:
    return len(subject.values(column.predicate)) > 1 and len(subject.candidates(column)) > 1


def _links(subject: Subject, classes: frozenset[str]) -> Rows:
    for predicate in _LINKING.keys() & subject.predicates:
        for table in _LINKING[predicate]:
            if not table.classes or not classes.isdisjoint(table.classes):
                middle = _role(table, predicate)
                for value, graphs in subject.values(predicate).items():
                    for graph in graphs:
                        yield table.name, (subject.iri, *middle, value.value, graph)


def _role(table: ExportTable, predicate: str) -> Sequence[str]:
    link = table.link
    return (link.properties[predicate],) if link and link.has_roles else ()


def _local(iri: str) -> str:
    return max(iri.rsplit("#", 1)[-1], iri.rsplit("/", 1)[-1], key=lambda end: -len(end))
