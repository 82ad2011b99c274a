"""``/search``: things by any name that the graph gives them, as JSON or as a page."""

from __future__ import annotations

import json
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import NamesDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, TIERED
from api.html.provenance import here
from api.html.rendering import language_of, link, page
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok, problems
from api.http.negotiation import HTML, JSON_DOCUMENT, chosen
from api.http.representation import Representation, entity_tag
from api.http.whole_number import whole_number
from api.locale.language import from_parameter, languages
from api.search.results_text import MOST, MOST_PAGED, USUAL, as_json, types
from api.search.search_page import result_page
from api.search.typed_names import short
from graph.errors import BadParameter
from graph.search.asked_name import LONGEST, check_length, check_type
from graph.search.match import TYPES
from graph.search.name_search import Found
from graph.texts import N_

router = resource.router(tags=["search"])

_ANSWERS: Final = ok([JSON_DOCUMENT.media_type, HTML.media_type])
_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_LANGUAGE: Final = {"type": "string", "enum": sorted(languages())}
_KIND: Final = {"type": "string", "enum": list(TYPES)}
_LIMIT: Final = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
_PAGE: Final = {"type": "integer", "minimum": 1, "maximum": MOST_PAGED, "default": 1}
_ASKED: Final = declaring(
    in_query("q", _TEXT, "A name, or some words of it.", "Nuuk", needed=True),
    in_query("lang", _LANGUAGE, "Language; without it that of Accept-Language.", "da"),
    in_query("type", _KIND, "Only these.", "municipality"),
    in_query("limit", _LIMIT, "Most hits of a page.", "5"),
    in_query("page", _PAGE, "Number of the page, of the 500 best hits.", "2"),
)


@router.get(
    "/search",
    operation_id="search",
    summary="Things by any name that the graph gives them, best first",
    responses=ok([JSON_DOCUMENT.media_type, HTML.media_type])
    | NOT_MODIFIED
    | problems(400, 406, 503)
    | DATED_PROBLEMS,
    dependencies=[DATED, TIERED, _ASKED],
)
async def search(request: Request, names: NamesDep) -> Response:
    """The things that ``q`` finds, best first; a page with a form for a person."""
    form = chosen(request.headers.get("accept"), (JSON_DOCUMENT,))
    asked = _text(request, needed=form is not HTML)
    kind, lang = _kind(request), language_of(request)
    part = (
        whole_number(request, "limit", USUAL, MOST),
        whole_number(request, "page", 1, MOST_PAGED),
    )
    _check_language(request)
    # A page groups all that it leads through; a program takes no more than it asked for.
    most = MOST_PAGED if form is HTML else min(part[0] * part[1], MOST_PAGED)
    found = await while_connected(request, names.search(asked, kind=kind, limit=most))
    parts = (generation_of(request).name, form.name, lang, request.url.query)
    shown = Representation(request=request, tag=entity_tag(*parts))
    if known := shown.not_modified():
        return known
    if form is HTML:
        return _page(request, asked, kind, found, part, shown.headers)
    return _document(shown, asked, found, part)


def _text(request: Request, *, needed: bool) -> str:
    text = request.query_params.get("q", "").strip()
    if needed and not text:
        raise BadParameter(
            N_("There is nothing to search for."), where="q", hint=N_("Add ?q=Nuuk.")
        )
    check_length(text, "q")
    return text


def _kind(request: Request) -> str:
    kind = request.query_params.get("type", "")
    check_type(kind)
    return kind


def _check_language(request: Request) -> None:
    given = request.query_params.get("lang")
    if given is not None and from_parameter(given) is None:
        what = N_("{given!r} is not a language here.", given=given[:80])
        hint = N_("Take {known}.", known=", ".join(sorted(languages())))
        raise BadParameter(what, where="lang", hint=hint)


def _document(shown: Representation, asked: str, found: Found, part: tuple[int, int]) -> Response:
    request, (limit, number) = shown.request, part
    lang = language_of(request)
    hits = [
        as_json(hit, lang) | _used(request, hit.thing.iri)
        for hit in found.hits[(number - 1) * limit : number * limit]
    ]
    document = {
        "query": asked,
        "count": len(hits),
        "total": found.total,
        "complete": found.complete,
        "hits": hits,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return shown.send(text, JSON_DOCUMENT.media_type, Content_Language=lang)


def _used(request: Request, iri: str) -> dict[str, object]:
    """The form of an address that forms take, and the page that it leads to here."""
    return {"value": short(iri), "page": link(request, here(iri), {})}


def _page(
    request: Request,
    asked: str,
    kind: str,
    found: Found,
    part: tuple[int, int],
    headers: dict[str, str],
) -> Response:
    lang, (limit, number) = language_of(request), part
    results = result_page(
        found.hits,
        complete=found.complete and found.total == len(found.hits),
        number=number,
        size=limit,
        lang=lang,
    )

    def at(**changed: object) -> str:
        """The address of the same search with other parameters."""
        kept = {"q": asked} | ({"type": kind} if kind else {})
        return link(request, "/search", kept | {name: str(v) for name, v in changed.items()})

    return page(
        request,
        "search.html",
        headers=headers,
        asked=asked,
        kind=kind,
        types=types(lang),
        results=results,
        most=MOST,
        at=at,
        here=here,
    )
