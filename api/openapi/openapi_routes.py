"""``/openapi.json``: what the resources take and answer, for programs."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from api.generation.dependencies import SettingsDep
from api.openapi.document import document
from api.representation.representation import METHODS, allow, base_of

router = APIRouter()


@router.api_route("/openapi.json", methods=list(METHODS), include_in_schema=False)
async def openapi(request: Request, settings: SettingsDep) -> Response:
    """The OpenAPI document."""
    if request.method == "OPTIONS":
        return allow(*METHODS)
    told = document(base_of(request, settings), settings.licence)
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Response(text, 200, {"Cache-Control": "max-age=3600"}, "application/json")
