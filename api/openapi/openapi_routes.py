"""``/openapi.json``: what the resources take and answer, for programs."""

from __future__ import annotations

import json

from fastapi import Request, Response

from api.generation.dependencies import SettingsDep
from api.http import resource
from api.http.representation import base_of
from api.openapi.document import document

router = resource.router()


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request, settings: SettingsDep) -> Response:
    """The OpenAPI document."""
    told = document(base_of(request, settings), settings.licence)
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Response(text, 200, {"Cache-Control": "max-age=3600"}, "application/json")
