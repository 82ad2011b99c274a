"""``/metrics``: the counters for Prometheus, by default for programs on this machine only."""

from __future__ import annotations

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.generation.dependencies import SettingsDep
from api.http import resource
from api.http.declared import ok, problems
from api.http.http_error import HttpError
from api.monitoring.client_address import is_local
from api.monitoring.metrics import Metrics
from graph.errors import NotFound
from graph.texts import N_

router = resource.router(tags=["server"])


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="The counters for Prometheus",
    responses=ok(["text/plain"]) | problems(403, 404),
)
async def metrics(request: Request, settings: SettingsDep) -> Response:
    """All counters, to whom the settings allow it."""
    if settings.metrics == "off":
        raise NotFound(N_("There are no metrics here."))
    if settings.metrics == "local" and not is_local(request.scope):
        raise HttpError(
            403,
            "local-only",
            N_("The metrics are for programs on the server's own machine."),
            hint=N_("Ask there, or set VENSKAB_METRICS=all."),
        )
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), 200, {"Cache-Control": "no-store"}, CONTENT_TYPE_LATEST)
