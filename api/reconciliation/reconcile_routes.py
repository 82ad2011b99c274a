"""``/reconcile``: the manifest, candidates for rows of a table, and values of what was chosen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response

from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.rendering import language_of, site_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, body, declaring, in_query, ok, problems
from api.http.http_error import HttpError
from api.http.negotiation import JSON_DOCUMENT
from api.http.representation import BY_LANGUAGE, NEVER, Representation, entity_tag
from api.http.request_body import read_body
from api.locale.language import Lang
from api.reconciliation.entity_ids import id_of
from api.reconciliation.entity_words import description, type_as_json
from api.reconciliation.extension import extension
from api.reconciliation.generation_identities import identities
from api.reconciliation.messages import read_extension, read_queries
from api.reconciliation.row_values import asked_by
from api.reconciliation.service_manifest import manifest
from api.sparql.protocol import FORM, read_parameters
from graph.errors import BadParameter
from graph.reconciliation.candidates import Candidate, RowSought, candidates
from graph.reconciliation.identities import Identities
from graph.texts import N_

router = resource.router(tags=["reconciliation"])

MOST_BYTES: Final = 1_000_000
"""Largest body: 50 rows with long names and all properties are a tenth of it."""
_QUERIES: Final = '{"q0":{"query":"Aalborg","type":"municipality"}}'
_EXTEND: Final = '{"ids":["municipality/aalborg-kommune"],"properties":[{"id":"code"}]}'
_ASKED: Final = declaring(
    in_query("queries", {"type": "string"}, "A batch of rows, as JSON.", _QUERIES),
    in_query("extend", {"type": "string"}, "Things and properties wanted, as JSON."),
)
_REFUSED: Final = problems(400, 413, 503)


@router.get(
    "/reconcile",
    operation_id="reconcile",
    summary="Reconciliation Service API 0.2: its manifest, or the candidates for rows of a table",
    responses=ok([JSON_DOCUMENT.media_type]) | NOT_MODIFIED | _REFUSED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _ASKED],
)
async def reconcile(request: Request) -> Response:
    """The manifest; with ``queries`` or ``extend`` the answer to that."""
    asked = {
        name: value
        for name, value in request.query_params.items()
        if name in ("queries", "extend") and value
    }
    generation = generation_of(request).engine.generation if asked else ""
    parts = (site_of(request), generation, language_of(request), request.url.query)
    as_of = generation_of(request).as_of
    shown = Representation(request=request, tag=entity_tag(*parts, as_of), vary=BY_LANGUAGE)
    if known := shown.not_modified():
        return known
    found = await _answer(request, asked) if asked else manifest(request)
    return shown.send(_written(found), JSON_DOCUMENT.media_type)


@router.post(
    "/reconcile",
    operation_id="reconcile-post",
    summary="The candidates for a batch of rows, or the values of things, asked in a form",
    responses=ok([JSON_DOCUMENT.media_type]) | _REFUSED | problems(415) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED],
    openapi_extra={"requestBody": body({FORM: f"queries={_QUERIES}"})},
)
async def reconcile_post(request: Request) -> Response:
    """The answer to the field ``queries`` or the field ``extend`` of a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HttpError(
            415,
            "media-type",
            N_("A batch is sent as a form."),
            hint=N_("Send {kind}, with the field queries or extend.", kind=FORM),
        )
    sent = await read_body(request, MOST_BYTES, hint=N_("Send fewer rows at once."))
    asked = {name: value for name, value in read_parameters(sent) if name in ("queries", "extend")}
    if not any(asked.values()):
        raise BadParameter(
            N_("The form has neither queries nor extend."),
            where="queries",
            hint=N_("Send a batch of rows as JSON in the field queries."),
        )
    found = await _answer(request, asked)
    return Response(_written(found), 200, {"Cache-Control": NEVER}, JSON_DOCUMENT.media_type)


async def _answer(request: Request, asked: Mapping[str, str]) -> dict[str, Any]:
    if len(asked) > 1:
        raise BadParameter(
            N_("There are both queries and extend."),
            where="queries",
            hint=N_("Ask for candidates, then for values: give one at a time."),
        )
    lang, engine = language_of(request), generation_of(request).engine
    if text := asked.get("extend"):
        query = read_extension(text)
        _generation, names = await generation_of(request).names.index()
        return await while_connected(request, extension(engine, names, query, lang))
    rows = {name: asked_by(row) for name, row in read_queries(asked["queries"]).items()}
    return await while_connected(request, _reconciled(request, rows, lang))


async def _reconciled(
    request: Request, rows: Mapping[str, RowSought], lang: Lang
) -> dict[str, Any]:
    known = await identities(request)
    _generation, names = await generation_of(request).names.index()
    found: dict[str, Any] = {}
    for name, asked in rows.items():
        # Row by row: others are served in between.
        best = await asyncio.to_thread(candidates, asked, names, known)
        found[name] = {"result": [_as_json(each, known, lang) for each in best]}
    return found


def _as_json(found: Candidate, known: Identities, lang: Lang) -> dict[str, Any]:
    identity = known.of(found.thing.iri)
    features = {"name": round(found.name, 3), **found.agreement.features}
    return {
        "id": id_of(found.thing.iri),
        "name": found.thing.label(lang)[0],
        "description": description(found.thing, identity, lang, found.hit),
        "type": [type_as_json(found.thing.type, lang)],
        "score": found.score,
        "features": [{"id": name, "value": value} for name, value in features.items()],
        "match": found.certain,
    }


def _written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
