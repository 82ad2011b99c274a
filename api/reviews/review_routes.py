"""``/reviews``: what is overdue and what falls due, for all or for one municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, ok
from api.http.library_parameters import parameters_of
from api.http.negotiation import HTML
from api.locale.date_format import days_in_words
from api.locale.language import Lang
from api.questions.question import bound
from api.reviews.deadlines import all_duties, as_deadlines, bearers
from graph.engine.base import Engine
from graph.prefixes import BASE
from queries.library import library

router = resource.router(
    tags=["pages"],
)

_OF_ONE: Final = declaring(
    *(each for each in parameters_of("calendar-of-duties") if each.name == "municipality")
)


@router.get(
    "/reviews",
    operation_id="reviews",
    summary="What is overdue and what falls due",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED, _OF_ONE],
)
async def reviews(request: Request, engine: EngineDep) -> Response:
    """The review calendar."""
    lang, whose = language_of(request), request.query_params.get("municipality", "")
    # A municipality that cannot be is refused before anything is asked.
    given = {"municipality": whose} if whose else {}
    bound(request, library()["calendar-of-duties"], from_form=True)
    return await daily_page(request, "reviews.html", lambda: _values(engine, lang, given))


async def _values(engine: Engine, lang: Lang, given: dict[str, str]) -> Mapping[str, Any]:
    day = today()
    calendar = "/calendar.ics?" + urlencode({**given, "lang": lang})
    found = as_deadlines(await all_duties(engine, lang, day, **given), day, lang)
    return {
        "day": days_in_words(day, day, lang),
        "overdue": found.overdue,
        "coming": found.coming,
        "expired": found.expired,
        "bearers": await bearers(engine, lang),
        "chosen": given.get("municipality", "").removeprefix(f"{BASE}id/"),
        "calendar": calendar,
    }
