"""The ontology, its schemes, shapes, examples and JSON-LD context, each at its own IRI."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, SettingsDep, TombstonesDep
from api.generation.shared_parameters import LANGUAGE
from api.html.page_cache import page_state
from api.html.provenance import here
from api.html.rendering import language_of, page
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_path, ok, problems
from api.http.negotiation import DOCUMENTS, HTML, RDF, of_document, split
from api.http.representation import AN_HOUR, Document, base_of
from api.linked_data import vocabulary_view
from api.linked_data.thing_routes import thing
from api.locale.language import Lang
from graph.descriptions.vocabulary import VocabularyDocument, documents, find
from graph.engine.base import JSONLD
from graph.errors import NotFound
from graph.texts import N_
from ontology import ROOT

router = resource.router(
    tags=["vocabulary"],
)

_CONTEXT: Final = "context.jsonld"
_SCHEMES: Final = "concept/"
_ANSWERS: Final = ok(DOCUMENTS) | NOT_MODIFIED | problems(406)


_OF_SCHEME: Final = declaring(in_path("scheme", "event-kind"))


@router.get(
    "/context.jsonld",
    operation_id="context",
    summary="The JSON-LD context",
    responses=ok(["application/ld+json"]) | NOT_MODIFIED,
)
async def context(request: Request, settings: SettingsDep) -> Response:
    """The JSON-LD context of our data."""
    body = (ROOT / _CONTEXT).read_bytes()
    base = base_of(request, settings)
    shown = Document.of(
        request, _CONTEXT, JSONLD, body, base=base, by_ending=True, cache=AN_HOUR, others=()
    )
    return shown.not_modified() or shown.written(body)


@router.get(
    "/ontology",
    operation_id="ontology",
    summary="The vocabulary",
    responses=_ANSWERS,
    dependencies=[LANGUAGE],
)
@router.get(
    "/shapes",
    operation_id="shapes",
    summary="The SHACL shapes",
    responses=_ANSWERS,
    dependencies=[LANGUAGE],
)
@router.get("/ontology{path:path}", include_in_schema=False)
@router.get("/shapes{path:path}", include_in_schema=False)
@router.get(
    "/concept/{scheme}",
    operation_id="scheme",
    summary="A list of concepts",
    responses=_ANSWERS | problems(404),
    dependencies=[LANGUAGE, _OF_SCHEME],
)
async def vocabulary(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """A document of the vocabulary: documentation for people, RDF for programs."""
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
    form = of_document(request.headers.get("accept"), ending)
    state = (document.digest, *(page_state(request) if form is HTML else ()))
    by_ending, base = ending is not None, base_of(request, settings)
    shown = Document.of(
        request, address, form, *state, base=base, by_ending=by_ending, cache=AN_HOUR
    )
    if known := shown.not_modified():
        return known
    if form is HTML:
        values = await asyncio.to_thread(_values, document, language_of(request))
        return page(
            request,
            f"vocabulary/{document.kind}.html",
            headers=shown.headers,
            address="/" + address,
            formats=RDF,
            here=here,
            **values,
        )
    return shown.written(await asyncio.to_thread(document.written, form))


def _values(document: VocabularyDocument, lang: Lang) -> dict[str, Any]:
    """The values of the template for the document's kind."""
    match document.kind:
        case "ontology":
            name, description = vocabulary_view.title(document, lang)
            return {
                "name": name,
                "description": description,
                "diagram": vocabulary_view.diagram(lang),
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
