"""``/why``: why a thing has the status it has on a day, each reason with who says so."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, TombstonesDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import today
from api.html.rendering import language_of
from api.html.why_text import as_json
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok, problems
from api.http.negotiation import JSON_DOCUMENT, NoneFits, acceptable
from api.http.representation import Representation, entity_tag
from api.linked_data.thing_routes import absent
from graph.descriptions.why import why
from graph.errors import BadParameter
from graph.prefixes import BASE
from graph.texts import N_

router = resource.router(tags=["linked data"])

_THING: Final = r"[a-z]+(-[a-z]+)*/[A-Za-z0-9][A-Za-z0-9._~-]{0,99}"
_NAMED: Final = re.compile(f"(?:{re.escape(BASE)}id/)?(?P<short>{_THING})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ASKED: Final = declaring(
    in_query(
        "thing",
        {"type": "string", "pattern": f"^({re.escape(BASE)}id/)?{_THING}$"},
        "An agreement, a partnership, or a party's part in one: its IRI, or short.",
        "agreement/sermersooq-aalborg-2019",
        needed=True,
    ),
    # Left blank, a form's field sets nothing.
    in_query(
        "on",
        {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]},
        "The day; today.",
        "2026-01-01",
    ),
)


@router.get(
    "/why",
    operation_id="why",
    summary="Why a thing has its status on a day, and who says so",
    responses=ok([JSON_DOCUMENT.media_type])
    | NOT_MODIFIED
    | problems(400, 404, 406, 410, 503)
    | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED, _ASKED],
)
async def why_status(request: Request, engine: EngineDep, tombstones: TombstonesDep) -> Response:
    """What holds on the day, certainly or possibly, since when, and each reason with its source."""
    if not acceptable(request.headers.get("accept"), (JSON_DOCUMENT,)):
        raise NoneFits((JSON_DOCUMENT,), endings=False)
    iri, lang = _thing(request), language_of(request)
    day = asked_day(request.query_params.get("on", ""))
    tag = entity_tag(engine.generation, "why", lang, iri, day.isoformat())
    shown = Representation(request=request, tag=tag)
    if known := shown.not_modified():
        return known
    found = await while_connected(request, why(engine, iri, day))
    if found is None:
        raise await absent(iri, tombstones)
    text = json.dumps(as_json(found, lang), ensure_ascii=False, indent=1) + "\n"
    return shown.send(text, JSON_DOCUMENT.media_type, Content_Language=lang)


def _thing(request: Request) -> str:
    given = request.query_params.get("thing", "")
    found = _NAMED.fullmatch(given)
    if not found:
        raise BadParameter(
            N_("{given!r} names no thing.", given=given[:80]),
            where="thing",
            hint=N_("Add ?thing=agreement/sermersooq-aalborg-2019."),
        )
    return f"{BASE}id/{found['short']}"


def asked_day(given: str) -> date:
    """The day that is asked about, written in full; today where none is given.

    Raises:
        BadParameter: it is no day.
    """
    if not given:
        return today()
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise BadParameter(
        N_("{name} is not a day: {value!r}.", name="on", value=given[:40]),
        where="on",
        hint=N_("Write it like 2020-06-01."),
    )
