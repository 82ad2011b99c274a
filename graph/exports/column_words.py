"""Titles and meanings of columns: the words of the vocabulary, else those of ``tables.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS

from graph.descriptions.vocabulary import ONTOLOGY, find
from graph.exports.table import TEXTS, ExportColumn, ExportTable, Text, iri

_LANGUAGES: Final = ("da", "en")


def title(table: ExportTable, column: ExportColumn) -> Text:
    """The title of a column, ``da`` and ``en``."""
    return _words(table, column)["title"]


def description(table: ExportTable, column: ExportColumn) -> Text:
    """The meaning of a column, ``da`` and ``en``."""
    return _words(table, column)["description"]


def of_property(name: str, lang: str) -> tuple[str, str]:
    """The title and the meaning of a property of the vocabulary; blank where it has none."""
    graph = _vocabulary()
    title, meaning = (
        {
            literal.language: str(literal)
            for literal in graph.objects(URIRef(name), predicate)
            if isinstance(literal, Literal)
        }
        for predicate in (RDFS.label, SKOS.definition)
    )
    return title.get(lang) or title.get("en", ""), meaning.get(lang) or meaning.get("en", "")


def _words(table: ExportTable, column: ExportColumn) -> Mapping[str, Text]:
    if own := TEXTS.get(f"{table.name}.{column.name}") or TEXTS.get(column.name):
        return own
    if table.link and column is table.columns[0]:
        return TEXTS["thing"]
    return _of_property(column.predicate)


@cache
def _of_property(name: str) -> Mapping[str, Text]:
    given = {iri(short): words for short, words in TEXTS.items() if ":" in short}
    if name in given:
        return given[name]
    graph = _vocabulary()
    return {
        "title": _texts(graph, name, RDFS.label),
        "description": _texts(graph, name, SKOS.definition),
    }


def _texts(graph: Graph, name: str, predicate: URIRef) -> Text:
    found = {
        literal.language: str(literal)
        for literal in graph.objects(URIRef(name), predicate)
        if isinstance(literal, Literal)
    }
    return {lang: found[lang] for lang in _LANGUAGES}


@cache
def _vocabulary() -> Graph:
    document = find(ONTOLOGY)
    if document is None:
        raise LookupError("the vocabulary has no ontology")
    return document.graph()
