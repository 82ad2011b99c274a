"""``/sparql/words.json``: the prefixes and terms that the query editor completes and explains."""

from __future__ import annotations

from dataclasses import asdict

from fastapi.responses import JSONResponse

from api.http import resource
from api.http.declared import ok
from api.sparql.editor_terms import terms
from graph.prefixes import PREFIXES

router = resource.router(
    tags=["SPARQL"],
)


@router.get(
    "/sparql/words.json",
    operation_id="sparql-words",
    summary="Prefixes and terms that the query editor completes with",
    responses=ok(["application/json"]),
)
async def words() -> JSONResponse:
    """Prefixes with what they stand for; classes, properties and concepts with their words."""
    told = {"prefixes": PREFIXES, "terms": [asdict(term) for term in terms()]}
    return JSONResponse(told, headers={"Cache-Control": "max-age=3600"})
