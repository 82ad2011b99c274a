"""``/changes/ldes``: all changes as a Linked Data Event Stream, for programs that keep a copy."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import SettingsDep
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_path, ok, problems
from api.http.negotiation import chosen, prefers_html
from api.http.representation import (
    ASK_AGAIN,
    BY_FORMAT,
    FOR_EVER,
    Representation,
    base_of,
    entity_tag,
)
from api.locale.translation import in_every_language
from api.releases.comparisons import read
from graph.engine.base import NQUADS, TRIG, Format
from graph.errors import NotFound
from graph.exports.event_stream import PLACE, EventStream, lists, pieces
from graph.ledger import Ledger
from graph.ledger.change_pages import ChangePage, GraphEvent, change_pages, events
from graph.settings import Settings
from graph.texts import N_

router = resource.router(tags=["feeds"])

_KEPT: Final = N_("Every change is kept for ever; nothing is taken out.")
_FORMS: Final = (TRIG, NQUADS)
_ANSWERS: Final = ok(form.media_type for form in _FORMS) | NOT_MODIFIED | problems(406, 503)
_NUMBER: Final = {"type": "string", "pattern": "^[0-9]+$"}
_OF_PAGE: Final = declaring(in_path("first", "1", "Number of the first change on it.", _NUMBER))


@router.get(
    f"/{PLACE}",
    operation_id="event-stream",
    summary="All changes as a Linked Data Event Stream: its description and its pages",
    responses=_ANSWERS,
)
async def stream(request: Request, settings: SettingsDep) -> Response:
    """What the stream is, and where its pages are."""
    form = _form(request)
    pages = await read(settings, change_pages)
    body = "".join(
        EventStream(base_of(request, settings)).overview(pages, in_every_language(_KEPT))
    ).encode()
    shown = Representation(request=request, tag=entity_tag(body, form.name), vary=BY_FORMAT)
    return shown.not_modified() or shown.send(body, form.media_type)


@router.get(
    f"/{PLACE}/{{first}}",
    operation_id="event-stream-page",
    summary="A page of the event stream: changes with the statements of their versions",
    responses=_ANSWERS | problems(404),
    dependencies=[_OF_PAGE],
)
async def page(request: Request, first: str, settings: SettingsDep) -> Response:
    """The changes from one on, as many as fill a page."""
    form = _form(request)
    found, told = await read(settings, lambda ledger: _found(ledger, first))
    base = base_of(request, settings)
    shown = Representation(
        request=request,
        tag=entity_tag(base, form.name, found, told),
        vary=BY_FORMAT,
        cache=ASK_AGAIN if found.next is None else FOR_EVER,
    )
    return shown.not_modified() or await _sent(
        shown, settings, EventStream(base), found, told, form
    )


# Most graphs have so few changes that there are none.
@router.get(f"/{PLACE}/pages/{{first}}", include_in_schema=False)
async def list_of_pages(request: Request, first: str, settings: SettingsDep) -> Response:
    """The pages from a change on, as many as fill a list: where the root cannot name them all."""
    form = _form(request)
    full = lists(await read(settings, change_pages))[:-1]
    found = next((each for each in full if str(each[0].first) == first), None)
    if found is None:
        raise _no_page(first)
    body = "".join(EventStream(base_of(request, settings)).listed(found)).encode()
    tag = entity_tag(body, form.name)
    shown = Representation(request=request, tag=tag, vary=BY_FORMAT, cache=FOR_EVER)
    return shown.not_modified() or shown.send(body, form.media_type)


async def _sent(
    shown: Representation,
    settings: Settings,
    of: EventStream,
    page: ChangePage,
    told: list[GraphEvent],
    form: Format,
) -> Response:
    body = await read(settings, lambda ledger: b"".join(pieces(of, page, ledger, told, form)))
    return shown.send(body, form.media_type)


def _form(request: Request) -> Format:
    """There is no page for people: a browser is given the data."""
    accept = request.headers.get("accept")
    return TRIG if prefers_html(accept) else chosen(accept, _FORMS)


def _found(ledger: Ledger, first: str) -> tuple[ChangePage, list[GraphEvent]]:
    for each in change_pages(ledger):
        if str(each.first) == first:
            return each, list(events(ledger, each))
    raise _no_page(first)


def _no_page(first: str) -> NotFound:
    return NotFound(
        N_("No page of the event stream begins with change {first!a}.", first=first[:20]),
        hint=N_("/changes/ldes names its pages."),
    )
