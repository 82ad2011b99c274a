"""``/docs``: the OpenAPI document as a page, on which every operation can be tried."""

from __future__ import annotations

from fastapi import Request, Response

from api.generation.shared_parameters import LANGUAGE
from api.html.rendering import page
from api.http import resource
from api.http.declared import ok
from api.http.negotiation import HTML

router = resource.router(tags=["pages"])


@router.get(
    "/docs",
    operation_id="docs",
    summary="This document as a page, on which every operation can be tried",
    responses=ok([HTML.media_type]),
    dependencies=[LANGUAGE],
)
async def docs(request: Request) -> Response:
    """The page of the API; its viewer is a script that no other page loads."""
    return page(request, "docs.html")
