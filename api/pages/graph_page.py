"""The page of one graph: its source, where its text is, and every claim that is taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from fastapi import Request, Response
from rdflib.namespace import DCTERMS, PROV, SKOS

from api.html.page_cache import helpers, today
from api.html.provenance import DescriptionView, predicates
from api.html.rendering import language_of, page
from api.http.negotiation import RDF
from api.http.representation import Document
from api.locale.result_table import Cell, plain_rows
from api.pages.thing_page import words_of
from api.pages.thing_view import ThingView
from graph.collation import danish_key
from graph.descriptions.describe import Description, describe, statements
from graph.engine.base import Engine
from graph.namespaces import GEO, OA, SCHEMA, VSK
from graph.prefixes import BASE
from graph.sparql_text import term
from queries.internal_queries import internal

# How a graph is kept, in place of what it is about.
_INWARD: Final = frozenset(
    str(each)
    for each in (
        VSK.Evidence, VSK.StatusSpell, VSK.StatusChange, VSK.Act, OA.TextQuoteSelector,
        OA.TextPositionSelector, GEO.Geometry,
    )
)  # fmt: skip
# Things of one class that a graph's page names; the data have them all.
MOST: Final = 200
# A graph of so many things or fewer is shown claim by claim.
MOST_TOLD: Final = 150
_FACTS: Final = (
    DCTERMS.description, DCTERMS.publisher, VSK.published, DCTERMS.language, SCHEMA.url,
    VSK.textFile, VSK.sha256, DCTERMS.rights, DCTERMS.isVersionOf, PROV.wasDerivedFrom,
    SKOS.editorialNote,
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """The things of one class that a graph describes; ``count`` tells of those left out too."""

    kind: Cell
    count: int
    things: tuple[Cell, ...]


async def graph_page(request: Request, engine: Engine, document: Document, iri: str) -> Response:
    """The source of a graph, and what the graph says.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang = language_of(request)
    found = await describe(engine, iri, incoming=False) or Description(iri, (), engine.generation)
    things = await _things(engine, iri)
    count = sum(len(each) for each in things.values())
    told = count <= MOST_TOLD and iri.startswith(f"{BASE}graph/source/")
    if told:
        own = await statements(engine, internal("statements-of-a-graph", g=[term(iri)]))
        found = replace(found, statements=tuple(sorted(own | set(found.statements))))
    shown = {each for group in things.values() for each in group[:MOST]}
    values = {each.object.value for each in found.statements if each.object.kind == "uri"}
    words = await words_of(engine, predicates(found) | values | shown | set(things) | {iri}, lang)
    reader = DescriptionView(found, words, lang)
    return page(
        request,
        "graph.html",
        headers=document.headers,
        canonical=BASE + document.address,
        reader=reader,
        folder=ThingView(reader, iri, lang, today()),
        facts_of=_FACTS,
        iri=iri,
        address="/" + document.address,
        groups=_groups(reader, things),
        told=told,
        formats=RDF,
        **helpers(lang),
    )


async def _things(engine: Engine, graph: str) -> dict[str, list[str]]:
    """Class to the things of it that a graph describes."""
    things: dict[str, list[str]] = {}
    for row in await plain_rows(engine, internal("things-of-a-graph", graph=[term(graph)])):
        if row["class"] not in _INWARD and row["thing"] != graph:
            things.setdefault(row["class"], []).append(row["thing"])
    return things


def _groups(reader: DescriptionView, things: Mapping[str, list[str]]) -> list[Group]:
    made = [
        Group(reader.name(kind), len(all_), tuple(map(reader.name, all_[:MOST])))
        for kind, all_ in things.items()
    ]
    return sorted(made, key=lambda group: danish_key(group.kind.text))
