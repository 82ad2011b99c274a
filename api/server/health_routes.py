"""``/health/live`` and ``/health/ready``: is the process up, and does the engine answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.http import resource
from api.http.declared import ok, problems
from api.problems.problem import ProblemDetails, respond
from graph.engine.base import JSON, Engine
from graph.engine.base import Request as Query
from graph.errors import VenskabError
from graph.ledger.short_names import short_graph
from graph.texts import N_

router = resource.router(tags=["server"], prefix="/health")

PATIENCE: Final = 2.0
# NOW() differs each time, so the engine has to evaluate it and cannot answer from its cache.
_PROBE: Final = "ASK { ?s ?p ?o FILTER (NOW() > 0 || true) }"
_HEADERS: Final = {"Cache-Control": "no-store"}


@router.get(
    "/live",
    operation_id="live",
    summary="The web process answers",
    responses=ok(["text/plain"]),
)
async def live() -> Response:
    """The web process answers. This never asks the engine."""
    return Response("alive\n", headers=_HEADERS, media_type="text/plain")


@router.get(
    "/ready",
    operation_id="ready",
    summary="The engine answers",
    responses=ok(["text/plain"]) | problems(503),
)
async def ready(request: Request, engine: EngineDep) -> Response:
    """The engine answers the smallest query within two seconds, else 503.

    A server that cannot take up the newest state still answers with the one before, as all others
    of the same ledger do: it says so and stays ready.
    """
    ask = Query(_PROBE, formats=(JSON,), seconds=PATIENCE)
    try:
        await asyncio.wait_for(engine.query(ask), PATIENCE)
    except (TimeoutError, VenskabError):
        detail = N_("The engine did not answer within {seconds:g} s.", seconds=PATIENCE)
        headers = {"Retry-After": "5"}
        return respond(
            request, ProblemDetails(503, "not-ready", detail, N_("Ask again."), headers=headers)
        )
    said = "".join(f"{line}\n" for line in _reservations(request, engine)) or "ready\n"
    return Response(said, headers=_HEADERS, media_type="text/plain")


def _reservations(request: Request, engine: Engine) -> Iterator[str]:
    """What a server that answers does not answer with."""
    if trouble := request.app.state.follower.trouble:
        yield f"ready, but not with the newest state of the ledger: {trouble}"
    if damaged := engine.state.damaged:
        graphs = ", ".join(map(short_graph, damaged))
        yield f"ready, but without graphs that are damaged in the ledger: {graphs}"
