"""``/timegate/…`` and ``/timemap/…``: which state an address had when (Memento, RFC 7089)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import SettingsDep
from api.generation.generations import HistoryPoint
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_path, leads, ok, problems
from api.http.representation import ASK_AGAIN, Representation, entity_tag
from api.server.asked_state import is_timeless
from api.server.memento_links import (
    GATE,
    LINK_FORMAT,
    MAP,
    joined,
    links_in_time,
    memento,
    original,
)
from graph.errors import BadParameter, NotFound
from graph.ledger import Ledger
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import DEFAULT, Tier, tier_of

router = resource.router(tags=["linked data"])

_PATH: Final = r"[A-Za-z0-9._~/-]+"
_OF_RESOURCE: Final = declaring(
    in_path(
        "path",
        "doc/agreement/sermersooq-aalborg-2019",
        schema={"type": "string", "pattern": f"^{_PATH}$"},
    )
)


@router.get(
    f"/{GATE}/{{path:path}}",
    operation_id="timegate",
    summary="The state of an address at the moment that Accept-Datetime names",
    status_code=302,
    responses=leads("The state of that moment", 302) | problems(400, 404),
    dependencies=[_OF_RESOURCE],
)
async def gate(request: Request, path: str, settings: SettingsDep) -> Response:
    """Lead to the last state at or before a moment; to the first where there is none before."""
    points = await _points(request, path, settings)
    wanted = _moment(request.headers.get("accept-datetime"))
    before = [each for each in points if wanted is None or each.when <= wanted]
    chosen = before[-1] if before else points[0]
    _, timemap = links_in_time(request)
    links = joined((f'<{original(request)}>; rel="original"', timemap, _link(request, chosen)))
    headers = {"Location": memento(request, chosen.change), "Link": links}
    headers |= {"Vary": "Accept-Datetime", "Cache-Control": ASK_AGAIN}
    return Response(status_code=302, headers=headers)


@router.get(
    f"/{MAP}/{{path:path}}",
    operation_id="timemap",
    summary="All states of an address",
    responses=ok([LINK_FORMAT]) | NOT_MODIFIED | problems(404),
    dependencies=[_OF_RESOURCE],
)
async def time_map(request: Request, path: str, settings: SettingsDep) -> Response:
    """List all states of an address: one for each second in which the graph changed."""
    points = await _points(request, path, settings)
    body = _map(request, points).encode()
    shown = Representation(request=request, tag=entity_tag(body), vary="")
    return shown.not_modified() or shown.send(body, LINK_FORMAT)


def _map(request: Request, points: Sequence[HistoryPoint]) -> str:
    timegate, timemap = links_in_time(request)
    own = timemap.replace(f'rel="{MAP}"', 'rel="self"')
    span = f'from="{_date(points[0].when)}"; until="{_date(points[-1].when)}"'
    links = [f'<{original(request)}>; rel="original"', timegate, f"{own}; {span}"]
    places = {points[0]: "first ", points[-1]: "last "}
    if len(points) == 1:
        places = {points[0]: "first last "}
    links += [_link(request, each, places.get(each, "")) for each in points]
    return ",\n".join(links) + "\n"


def _link(request: Request, point: HistoryPoint, place: str = "") -> str:
    told = f'rel="{place}memento"; datetime="{_date(point.when)}"'
    return f"<{memento(request, point.change)}>; {told}"


def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _moment(text: str | None) -> datetime | None:
    """The moment that a client asks for; None where it names none.

    Raises:
        BadParameter: it is no date of HTTP.
    """
    if text is None:
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError as error:
        raise BadParameter(
            N_("Accept-Datetime cannot be {text!a}.", text=text[:40]),
            hint=N_("Write it as Thu, 31 May 2018 20:35:00 GMT."),
        ) from error
    # A second lasts until the next: what changed within it is its state.
    return found.replace(microsecond=999_999, tzinfo=found.tzinfo or UTC)


async def _points(request: Request, path: str, settings: Settings) -> list[HistoryPoint]:
    """The last change of each second in which the tier that is asked changed, the oldest first.

    Raises:
        BadParameter: there is no such tier.
        NotFound: the address is the same at every time, or nothing was ever in the graph.
    """
    if not re.fullmatch(_PATH, path) or is_timeless("GET", f"/{path}"):
        raise NotFound(
            N_("{path!a} has no past states.", path=f"/{path[:80]}"),
            hint=N_("Documents, lists, questions and /sparql have them."),
        )
    tier = tier_of(request.query_params.get("tier") or DEFAULT)
    found = await asyncio.to_thread(_changes, settings, tier)
    if not found:
        raise NotFound(N_("Nothing has ever been in this graph."))
    return found


def _changes(settings: Settings, tier: Tier) -> list[HistoryPoint]:
    with Ledger.open(settings.ledger_path) as ledger:
        changes = [each for each in ledger.history() if tier.holds(each.graph)]
    last = {each.when.replace(microsecond=0): each for each in changes}
    return [HistoryPoint(each.sequence, each.when) for each in last.values()]
