"""``/sparql/check``: what is to be said of a query's text, without asking it of the data."""

from __future__ import annotations

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import LANGUAGE
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import body, problems
from api.sparql.protocol import DIRECT, read_operation
from api.sparql.remarks import Checked, as_models, remarks
from api.sparql.sparql_parameters import SHORT

router = resource.router(tags=["SPARQL"])


@router.post(
    "/sparql/check",
    operation_id="sparql-check",
    summary="Check a query without asking it",
    response_model=Checked,
    responses=problems(400, 413, 415, 503)
    | {200: {"model": Checked, "description": "The remarks; none on a query that is well."}},
    dependencies=[LANGUAGE],
    openapi_extra={"requestBody": body({DIRECT: SHORT})},
)
async def check(request: Request, engine: EngineDep) -> Response:
    """Syntax errors, prefixes that are not declared, and terms that the vocabulary lacks.

    An error keeps the query from being answered, a warning does not.
    """
    operation = await read_operation(request, longest=engine.limits.text)
    found = await while_connected(request, remarks(engine, operation.query or ""))
    lang = language_of(request)
    told = Checked(remarks=as_models(found, lang))
    headers = {"Content-Language": lang, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return Response(told.model_dump_json(), 200, headers, "application/json")
