"""A small page on a thing for another program's frame, and the way to the thing's own page."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request, Response

from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.provenance import here
from api.html.rendering import language_of, link, page
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_query, leads, ok, problems
from api.http.negotiation import HTML
from api.http.representation import BY_LANGUAGE, Representation, entity_tag
from api.locale.countries import country_name
from api.locale.language import Lang
from api.locale.result_table import labels
from api.locale.translation import _
from api.reconciliation.entity_ids import thing_of
from api.reconciliation.generation_identities import identities
from api.search.results_text import kind_of
from graph.reconciliation.property_values import values_of
from graph.texts import N_, Text

router = resource.router(tags=["reconciliation"])

# A page for the frame of any other program: it asks nothing of its reader and holds no form.
_FRAMED: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
# What a small frame has room for.
_SHOWN: Final = 3
_PARTIES: Final[tuple[tuple[str, Text], ...]] = (
    ("partners", N_("Partners")),
    ("parties", N_("Parties")),
    ("sources", N_("Sources")),
)
_ID: Final = declaring(
    in_query("id", {"type": "string"}, "Which thing.", "municipality/aalborg-kommune", needed=True)
)


@router.get(
    "/reconcile/preview",
    operation_id="reconcile-preview",
    summary="A small page on a thing, for a frame",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | problems(404, 503) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _ID],
)
async def preview(request: Request) -> Response:
    """What tells the thing from its namesakes, and who says something of it."""
    generation, lang = generation_of(request), language_of(request)
    parts = (generation.engine.generation, generation.as_of, "preview", lang, request.url.query)
    shown = Representation(
        request=request,
        tag=entity_tag(*parts),
        vary=BY_LANGUAGE,
        more={"Content-Security-Policy": _FRAMED},
    )
    if known := shown.not_modified():
        return known
    values = await while_connected(request, _values(request, lang))
    return page(request, "reconcile_preview.html", headers=shown.headers, **values)


@router.get(
    "/reconcile/view",
    operation_id="reconcile-view",
    summary="The page of a thing by its identifier",
    status_code=303,
    responses=leads("The thing's page") | problems(404, 503) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _ID],
)
async def view(request: Request) -> Response:
    """An identifier has a slash, which not every server lets through in a path."""
    _generation, names = await generation_of(request).names.index()
    thing = thing_of(request.query_params.get("id", ""), names).thing
    headers = {"Location": link(request, here(thing.iri), {}), "Cache-Control": "no-cache"}
    return Response(status_code=303, headers=headers)


async def _values(request: Request, lang: Lang) -> dict[str, Any]:
    generation = generation_of(request)
    _generation, names = await generation.names.index()
    found = thing_of(request.query_params.get("id", ""), names)
    thing, engine = found.thing, generation.engine
    known = (await identities(request)).of(thing.iri)
    values = {
        name: (await values_of(engine, name, [thing.iri])).get(thing.iri, [])
        for name, _words in _PARTIES
    }
    iris = {term.value for terms in values.values() for term in terms[:_SHOWN]}
    words = await labels(engine, iris, lang)
    label, tongue = thing.label(lang)
    lists = [
        (
            _(heading, lang),
            [words[term.value].value for term in values[name][:_SHOWN] if term.value in words],
            max(len(values[name]) - _SHOWN, 0),
        )
        for name, heading in _PARTIES
        if values[name]
    ]
    return {
        "name": label,
        "tongue": tongue,
        "kind": kind_of(thing, lang),
        "others": [each for each in dict.fromkeys(found.names) if each != label][:_SHOWN],
        "countries": [country_name(each, lang) for each in known.countries],
        "codes": known.codes,
        "items": known.items,
        "lists": lists,
        "address": link(request, here(thing.iri), {}),
    }
