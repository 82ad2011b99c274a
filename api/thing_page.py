"""The page of one thing."""

from __future__ import annotations

from fastapi import Request, Response

from api.claims import Reader, here, predicates
from api.documents import RDF, Sheet
from api.headings import code
from api.pages import language_of, page
from api.tables import Cell, labels
from graph.describe import Description, successors
from graph.engine.base import Engine


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
