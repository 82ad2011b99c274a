"""``/``: search, the map, what falls due, what is new, where sources disagree, questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, StatisticsDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.generation.statistics import Statistics
from api.home.home_counts import list_counts
from api.home.home_map import map_of_ties
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, ok
from api.http.negotiation import HTML
from api.locale.language import Lang
from api.reviews.conflicts import conflicts, pairs_in_conflict
from api.reviews.deadlines import all_duties, as_deadlines
from graph.engine.base import Engine
from queries.library import library

router = resource.router(tags=["pages"])

FIRST: Final = ("agreements-in-force", "dormant-partnerships", "inherited-partnerships")
_NEW: Final = 5
_DUE: Final = 6
_CONFLICTS: Final = 2


@router.get(
    "/",
    operation_id="home",
    summary="The start page",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED],
)
async def home(request: Request, engine: EngineDep, statistics: StatisticsDep) -> Response:
    """The start page."""
    lang, generation, day = language_of(request), generation_of(request), today()
    parts = generation.parts

    async def making() -> Mapping[str, Any]:
        values = await _values(engine, statistics, lang)
        counted = partial(list_counts, generation.resources, day, lang)
        told = partial(conflicts, engine, lang, _CONFLICTS)
        return {
            **values,
            "counts": await parts.get(("counts", day, lang), counted),
            "conflicts": await parts.get(("conflicts", lang), told),
        }

    return await daily_page(request, "home.html", making)


async def _values(engine: Engine, statistics: Statistics, lang: Lang) -> Mapping[str, Any]:
    known, overview, day = library(), await statistics.overview(), today()
    due = as_deadlines(await all_duties(engine, lang, day), day, lang)
    return {
        "newest": overview.sources[:_NEW],
        "map": await map_of_ties(engine, day, lang),
        "coming": due.coming[:_DUE],
        "overdue": due.overdue[:_DUE],
        "in_conflict": len(await pairs_in_conflict(engine, lang)),
        "questions": [known[name] for name in FIRST if name in known],
        "today": day.isoformat(),
    }
