"""The page of one thing, and that of one graph."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from api.claims import Reader, here, predicates
from api.documents import RDF, Sheet
from api.headings import code
from api.pages import language_of, page
from api.tables import Cell, labels, select
from graph.describe import Description, describe, successors
from graph.engine.base import Engine
from graph.namespaces import VSK

# How a graph is kept, in place of what it is about.
_INWARD: Final = frozenset({str(VSK.Evidence), str(VSK.StatusSpell), str(VSK.Act)})
# Things of one class that a graph's page names; the data have them all.
MOST: Final = 200
_DESCRIBED: Final = """
SELECT DISTINCT ?class ?thing WHERE { GRAPH <%s> { ?thing a ?class } } ORDER BY ?class ?thing
"""


async def thing_page(
    request: Request, engine: Engine, sheet: Sheet, found: Description
) -> Response:
    """All that is said of a thing, with who says so beside each claim.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang = language_of(request)
    named = await labels(engine, predicates(found), lang)
    words = {iri: Cell(term.value, term.lang, iri) for iri, term in named.items()}
    reader = Reader(found, words, lang)
    return page(
        request,
        "thing.html",
        headers=sheet.headers,
        reader=reader,
        iri=found.iri,
        address="/" + sheet.address,
        successors=[reader.name(iri) for iri in successors(found)],
        formats=RDF,
        here=here,
        code=lambda word: code(word, lang),
    )


async def graph_page(request: Request, engine: Engine, sheet: Sheet, iri: str) -> Response:
    """The source of a graph, and the things that the graph describes.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang = language_of(request)
    found = await describe(engine, iri, incoming=False) or Description(iri, (), engine.generation)
    things: dict[str, list[str]] = {}
    for row in (await select(engine, _DESCRIBED % iri)).rows:
        if row["class"].value not in _INWARD and row["thing"].value != iri:
            things.setdefault(row["class"].value, []).append(row["thing"].value)
    shown = {each for group in things.values() for each in group[:MOST]}
    named = await labels(engine, predicates(found) | shown | set(things) | {iri}, lang)
    reader = Reader(found, {i: Cell(t.value, t.lang, i) for i, t in named.items()}, lang)
    return page(
        request,
        "graph.html",
        headers=sheet.headers,
        reader=reader,
        iri=iri,
        address="/" + sheet.address,
        groups=[
            (reader.name(kind), len(all_), [reader.name(i) for i in all_[:MOST]])
            for kind, all_ in things.items()
        ],
        formats=RDF,
        here=here,
        code=lambda word: code(word, lang),
    )
