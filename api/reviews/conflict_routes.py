"""``/conflicts``: where sources disagree, their words side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import daily_page
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, ok
from api.http.negotiation import HTML
from api.locale.language import Lang
from api.reviews.conflicts import conflicts
from graph.engine.base import Engine

router = resource.router(tags=["pages"])


@router.get(
    "/conflicts",
    operation_id="conflicts",
    summary="Where sources disagree",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED],
)
async def conflicts_page(request: Request, engine: EngineDep) -> Response:
    """Every thing of which sources say two things that cannot both be."""
    lang = language_of(request)
    return await daily_page(request, "conflicts.html", lambda: _values(engine, lang))


async def _values(engine: Engine, lang: Lang) -> Mapping[str, Any]:
    return {"conflicts": await conflicts(engine, lang)}
