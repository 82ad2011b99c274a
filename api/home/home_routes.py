"""``/``: search, the map, what is new, what falls due, and three questions to try."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, StatisticsDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.generation.statistics import Overview, Statistics
from api.home.home_map import map_of_ties
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, ok
from api.http.negotiation import HTML
from api.locale.language import Lang
from api.locale.result_table import plain_rows
from api.locale.translation import _
from api.network.explorer import labels
from api.reviews.deadlines import all_duties, as_deadlines
from graph.engine.base import Engine
from graph.texts import N_
from queries.internal_queries import internal
from queries.library import library

router = resource.router(tags=["pages"])

FIRST: Final = ("agreements-in-force", "agreements-review-due", "most-partners")
# Classes whose number a visitor is told, where they are listed, and what they are called.
_COUNTED: Final = (
    (("Partnership",), "partnerships", N_("Partnerships")),
    (("Agreement", "Annex"), "agreements", N_("Agreements")),
    (("Visit",), "visits", N_("Visits")),
    (("Commitment",), "reviews", N_("Commitments")),
    (("Source",), "sources", N_("Sources")),
)
_PARTNERED: Final = N_("Municipalities with a partnership")
_YEAR: Final = timedelta(days=365)
_NEW: Final = 6
_DUE: Final = 4


@router.get(
    "/",
    operation_id="home",
    summary="The start page",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED],
)
async def home(request: Request, engine: EngineDep, statistics: StatisticsDep) -> Response:
    """The start page."""
    lang = language_of(request)
    return await daily_page(request, "home.html", lambda: _values(engine, statistics, lang))


async def _values(engine: Engine, statistics: Statistics, lang: Lang) -> Mapping[str, Any]:
    known, overview, day = library(), await statistics.overview(), today()
    due = as_deadlines(await all_duties(engine, lang, day), day, lang)
    return {
        "overview": overview,
        "counts": await _counts(engine, overview, lang),
        "newest": overview.sources[:_NEW],
        "map": await map_of_ties(engine, day, lang),
        "coming": due.coming[:_DUE],
        "overdue": due.overdue[:_DUE],
        # The questions' own defaults are days of which the shipped graph tells most.
        "days": {"on": day.isoformat(), "before": str(day + _YEAR)},
        "concepts": partial(labels, lang=lang),
        "questions": [known[name] for name in FIRST if name in known],
    }


async def _counts(engine: Engine, overview: Overview, lang: Lang) -> list[tuple[str, str, int]]:
    """What there is: where it is listed, what it is called, and how many.

    Of the municipalities only those that the graph tells a partnership of: registers list the rest.
    """
    things = {count.iri.rpartition("#")[2]: count.things for count in overview.classes}
    found = await plain_rows(engine, internal("municipalities-with-partnerships"))
    first = ("municipalities", _(_PARTNERED, lang), int(found[0]["count"]))
    others = (
        (place, _(words, lang), sum(things.get(name, 0) for name in names))
        for names, place, words in _COUNTED
    )
    return [first, *others]
