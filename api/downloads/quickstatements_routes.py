"""``/quickstatements``: the ties that Wikidata can be given, or also what is left out and why."""

from __future__ import annotations

import asyncio
import json
from typing import Final

from fastapi import Request, Response

from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, ok, problems
from api.http.negotiation import JSON_DOCUMENT, NoneFits, acceptable
from api.http.representation import BY_FORMAT, Representation, entity_tag
from graph.engine.base import Engine, Format
from graph.network.fact_reader import read_facts
from graph.quickstatements.command_lines import commands
from graph.quickstatements.given_report import report
from graph.quickstatements.tie_claims import read_claims
from graph.quickstatements.wikidata_statements import GivenBack, give_back

router = resource.router(tags=["downloads"])

PLAIN: Final = Format("text", "text/plain", "txt", frozenset())
_FORMS: Final = (PLAIN, JSON_DOCUMENT)


@router.get(
    "/quickstatements",
    operation_id="quickstatements",
    summary="Ties as QuickStatements for Wikidata; as JSON also what is left out, and why",
    responses=ok([form.media_type for form in _FORMS])
    | NOT_MODIFIED
    | problems(406, 503)
    | DATED_PROBLEMS,
    dependencies=[DATED],
)
async def quickstatements(request: Request) -> Response:
    """The statements that Wikidata can be given, each both ways; nothing is sent anywhere."""
    fitting = acceptable(request.headers.get("accept"), _FORMS)
    if not fitting:
        raise NoneFits(_FORMS, endings=False)
    form, engine = fitting[0], generation_of(request).engine
    tag = entity_tag(engine.generation, "quickstatements", form.name)
    shown = Representation(request=request, tag=tag, vary=BY_FORMAT)
    if known := shown.not_modified():
        return known
    given = await while_connected(request, _given(engine))
    if form is JSON_DOCUMENT:
        text = json.dumps(report(given), ensure_ascii=False, indent=1) + "\n"
        return shown.send(text, form.media_type)
    return shown.send(commands(given.statements), form.media_type)


async def _given(engine: Engine) -> GivenBack:
    facts, claims = await read_facts(engine), await read_claims(engine)
    return await asyncio.to_thread(give_back, facts, claims)
