"""The ontology, its schemes, shapes, examples and JSON-LD context, each at its own IRI."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.generation.dependencies import EngineDep, SettingsDep, TombstonesDep
from api.html.provenance import here
from api.html.rendering import language_of, page
from api.http.negotiation import HTML
from api.linked_data import vocabulary_view
from api.linked_data.thing_routes import thing
from api.locale.language import Lang
from api.representation.representation import (
    METHODS,
    RDF,
    Representation,
    allow,
    base_of,
    chosen,
    split,
)
from graph.descriptions.vocabulary import VocabularyDocument, documents, find
from graph.engine.base import JSONLD
from graph.errors import NotFound
from graph.texts import N_
from ontology import ROOT

router = APIRouter()

# It changes with the package only, and clients that read data ask for it again and again.
_CACHE: Final = "max-age=3600"
_CONTEXT: Final = "context.jsonld"
_SCHEMES: Final = "concept/"


@router.api_route("/context.jsonld", methods=list(METHODS), include_in_schema=False)
async def context(request: Request, settings: SettingsDep) -> Response:
    """The JSON-LD context of our data."""
    if request.method == "OPTIONS":
        return allow(*METHODS)
    body = (ROOT / _CONTEXT).read_bytes()
    base, state = base_of(request, settings), hashlib.sha256(body).hexdigest()
    sheet = Representation(request, base, _CONTEXT, JSONLD, True, state, cache=_CACHE, others=())
    return sheet.known() or sheet.send(body)


@router.api_route("/ontology{path:path}", methods=list(METHODS), include_in_schema=False)
@router.api_route("/shapes{path:path}", methods=list(METHODS), include_in_schema=False)
@router.api_route("/concept/{scheme}", methods=list(METHODS), include_in_schema=False)
async def vocabulary(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """A document of the vocabulary: documentation for people, RDF for programs."""
    if request.method == "OPTIONS":
        return allow(*METHODS)
    address, ending = split(request.url.path.removeprefix("/"))
    document = find(address)
    if document is None and address.startswith(_SCHEMES):
        # A scheme that only the ledger holds is told of as things are.
        return await thing(request, engine, settings, tombstones)
    if document is None:
        raise NotFound(
            N_("The vocabulary has no document {address!a}.", address=address[:80]),
            hint=N_("See /ontology for all."),
        )
    form = chosen(request, ending)
    base = base_of(request, settings)
    sheet = Representation(
        request, base, address, form, ending is not None, document.digest, cache=_CACHE
    )
    if known := sheet.known():
        return known
    if form is HTML:
        values = await asyncio.to_thread(_values, document, language_of(request))
        return page(
            request,
            f"vocabulary/{document.kind}.html",
            headers=sheet.headers,
            address="/" + address,
            formats=RDF,
            here=here,
            **values,
        )
    return sheet.send(await asyncio.to_thread(document.written, form))


def _values(document: VocabularyDocument, lang: Lang) -> dict[str, Any]:
    """The values of the template for the document's kind."""
    match document.kind:
        case "ontology":
            name, description = vocabulary_view.title(document, lang)
            return {
                "name": name,
                "description": description,
                "sections": vocabulary_view.sections(lang),
                "schemes": vocabulary_view.schemes(lang),
                "patterns": _examples(),
            }
        case "scheme":
            name, description = vocabulary_view.title(document, lang)
            entries = vocabulary_view.concepts(document, lang)
            return {"name": name, "description": description, "entries": entries}
        case "shapes":
            return {"shapes": vocabulary_view.shape_entries(document, lang)}
        case "example":
            heading, about = vocabulary_view.pattern(document)
            return {"heading": heading, "about": about, "turtle": document.turtle.decode()}
        case _:
            name, description = vocabulary_view.title(document, lang)
            return {"name": name, "description": description, "turtle": document.turtle.decode()}


def _examples() -> list[tuple[str, str]]:
    """Address and title of every documented example."""
    return [
        (document.address, vocabulary_view.pattern(document)[0])
        for document in documents().values()
        if document.kind == "example"
    ]
