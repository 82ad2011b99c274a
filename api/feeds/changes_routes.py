"""``/changes``: what changed in the graph, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import ask, daily_page
from api.html.provenance import standing
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, ok
from api.http.negotiation import HTML
from api.locale.date_format import in_words
from api.locale.language import Lang
from graph.engine.base import Engine

router = resource.router(tags=["pages"])

_FIRST: Final = "2000-01-01"
MOST: Final = 200


@router.get(
    "/changes",
    operation_id="changes",
    summary="What changed in the graph, by day",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED],
)
async def changes(request: Request, engine: EngineDep) -> Response:
    """The changes, by day."""
    lang = language_of(request)
    return await daily_page(request, "changes.html", lambda: _values(engine, lang))


async def _values(engine: Engine, lang: Lang) -> Mapping[str, Any]:
    rows = (await ask(engine, "graph-changes", since=_FIRST, lang=lang))[::-1]
    days = [
        (in_words(day, lang), list(group))
        for day, group in groupby(rows[:MOST], lambda row: row["moment"][:10])
    ]
    return {"days": days, "left_out": max(0, len(rows) - MOST), "standing": standing}
