"""``/calendar.ics`` and ``/changes.atom``: what falls due and what changed, to subscribe to."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, SettingsDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, TIERED
from api.html.page_cache import today
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, ok, problems
from api.http.library_parameters import parameters_of
from api.http.representation import BY_LANGUAGE, Representation, base_of, entity_tag
from api.locale.date_format import days_in_words
from api.locale.result_table import plain_rows
from api.locale.translation import translator
from api.questions.question import bound
from graph.collections.query import to_url
from graph.engine.base import Engine
from graph.exports.calendar import Duty, calendar, duties, revisions
from graph.exports.feed import feed
from queries.internal_queries import internal
from queries.library import library

router = resource.router(
    tags=["feeds"],
)

# All that falls due, unless the address says when.
_EVER: Final = {"since": "0001-01-01", "until": "9999-12-31"}
# A feed is of what is new: all there is would grow for ever.
_FIRST: Final = "2000-01-01"
_MOST: Final = 200

Making = Callable[[], Coroutine[Any, Any, bytes]]

_OTHERWISE: Final = NOT_MODIFIED | DATED_PROBLEMS | problems(400, 503, 504)


@router.get(
    "/calendar.ics",
    operation_id="calendar.ics",
    summary="What falls due, as a calendar",
    responses=ok(["text/calendar"]) | _OTHERWISE,
    dependencies=[DATED, TIERED, declaring(*parameters_of("calendar-of-duties"))],
)
async def ics(request: Request, engine: EngineDep) -> Response:
    """The duties as a calendar: reviews, expiries and deadlines, seen from today."""
    defaults = _EVER | {"on": today().isoformat()}
    text = bound(request, library()["calendar-of-duties"], defaults=defaults)

    async def made() -> bytes:
        rows = await plain_rows(engine, text)
        changed = revisions(await plain_rows(engine, internal("changes-of-duties")))
        found, lang = duties(rows), language_of(request)
        return calendar(
            found,
            changed,
            translate=translator(lang),
            in_words=partial(days_in_words, lang=lang),
            whose=await _whose(request, engine, found),
        )

    return await _answer(request, engine, text, "text/calendar; charset=utf-8", made)


@router.get(
    "/changes.atom",
    operation_id="changes.atom",
    summary="What changed, as a feed",
    responses=ok(["application/atom+xml"])
    | NOT_MODIFIED
    | problems(400, 503, 504)
    | DATED_PROBLEMS,
    dependencies=[DATED, TIERED, declaring(*parameters_of("graph-changes"))],
)
async def atom(request: Request, engine: EngineDep, settings: SettingsDep) -> Response:
    """The changes of the graph as a feed, the newest first."""
    text = bound(request, library()["graph-changes"], defaults={"since": _FIRST})
    site = base_of(request, settings)

    async def made() -> bytes:
        rows = (await plain_rows(engine, text))[-_MOST:]
        asked = [*request.query_params.multi_items(), *generation_of(request).asked.items()]
        address = to_url(f"{site}changes.atom", asked)
        lang = language_of(request)
        return feed(rows, address=address, site=site, lang=lang, translate=translator(lang))

    return await _answer(request, engine, site + text, "application/atom+xml", made)


async def _whose(request: Request, engine: Engine, found: Iterable[Duty]) -> str:
    """The name of the one agreement or municipality that is asked for; blank for all."""
    if agreement := request.query_params.get("agreement"):
        return next((duty.label for duty in found if duty.thing.endswith(agreement)), "")
    if not (municipality := request.query_params.get("municipality")):
        return ""
    named = internal("bearers-of-duties", lang=[f'"{language_of(request)}"'])
    rows = await plain_rows(engine, named)
    return next((row["name"] for row in rows if row["bearer"].endswith(municipality)), "")


async def _answer(
    request: Request,
    engine: Engine,
    asked: str,
    media_type: str,
    made: Making,
) -> Response:
    tag = entity_tag(generation_of(request).name, asked, language_of(request))
    shown = Representation(request=request, tag=tag, vary=BY_LANGUAGE)
    if known := shown.not_modified():
        return known
    return shown.send(await while_connected(request, made()), media_type)
