"""``/openapi.json``: what the resources take and answer, for programs."""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from typing import Final

from fastapi import FastAPI, Request, Response

from api.generation.dependencies import SettingsDep
from api.http import resource
from api.http.representation import AN_HOUR, base_of
from api.openapi.document import document

router = resource.router()


# An address a deployment is reached at needs one; it takes most of a second to make.
_KEPT: Final = 4


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request, settings: SettingsDep) -> Response:
    """The OpenAPI document."""
    base = base_of(request, settings)
    text = await asyncio.to_thread(_text, request.app, base, settings.licence)
    return Response(text, 200, {"Cache-Control": AN_HOUR}, "application/json")


@lru_cache(_KEPT)
def _text(app: FastAPI, base: str, license: str) -> str:
    return json.dumps(document(app.routes, base, license), ensure_ascii=False, indent=1) + "\n"
