"""``/reviews``: what is overdue and what falls due, for all or for one municipality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, ok
from api.http.library_parameters import parameters_of
from api.http.negotiation import HTML
from api.locale.date_format import days_in_words
from api.locale.language import Lang
from api.questions.question import bound
from api.reviews.deadlines import AHEAD, bearers, between, in_words, overdue
from graph.engine.base import Engine
from graph.prefixes import BASE
from queries.library import library

router = resource.router(
    tags=["pages"],
)

_OF_ONE: Final = declaring(*parameters_of("calendar-of-duties")[-1:])


@router.get(
    "/reviews",
    operation_id="reviews",
    summary="What is overdue and what falls due",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _OF_ONE],
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
    past = await between(engine, lang, date.min, day - timedelta(days=1), **given)
    ahead = await between(engine, lang, day, day + timedelta(days=AHEAD), **given)
    late = await overdue(engine, lang, day)
    if given:
        mine = {each.thing for each in (*past, *ahead) if each.kind == "review"}
        late = [each for each in late if each.thing.iri in mine]
    missed = [each for each in past if each.kind == "commitment" and each.last < day]
    return {
        "day": days_in_words(day, day, lang),
        "overdue": late,
        "coming": [in_words(each, lang) for each in ahead],
        "missed": [in_words(each, lang) for each in missed],
        "bearers": await bearers(engine, lang),
        "chosen": given.get("municipality", "").removeprefix(f"{BASE}id/"),
        "calendar": "/calendar.ics?" + urlencode({**given, "lang": lang}),
    }
