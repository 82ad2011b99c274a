"""``/search``: things by any name that the graph gives them, as JSON or as a page."""

from __future__ import annotations

import json
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import NamesDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.provenance import here
from api.html.rendering import language_of, page
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok, problems
from api.http.negotiation import HTML, JSON_DOCUMENT, chosen
from api.http.representation import Representation, entity_tag
from api.locale.language import Lang, from_parameter, languages
from api.locale.translation import _
from api.search.results_text import LONGEST, MOST, TYPE_WORDS, USUAL, as_json, reasons, types
from graph.errors import BadParameter
from graph.search.match import TYPES
from graph.search.name_search import Found
from graph.texts import N_

router = resource.router(tags=["search"])

_ANSWERS: Final = ok([JSON_DOCUMENT.media_type, HTML.media_type])
_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_KIND: Final = {"type": "string", "enum": list(TYPES)}
_LIMIT: Final = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
_ASKED: Final = declaring(
    in_query("q", _TEXT, "A name, or some words of it.", "Nuuk", needed=True),
    in_query("type", _KIND, "Only these.", "municipality"),
    in_query("limit", _LIMIT, "Most hits.", "5"),
)


@router.get(
    "/search",
    operation_id="search",
    summary="Things by any name that the graph gives them, best first",
    responses=ok([JSON_DOCUMENT.media_type, HTML.media_type])
    | NOT_MODIFIED
    | problems(400, 406, 503)
    | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _ASKED],
)
async def search(request: Request, names: NamesDep) -> Response:
    """The things that ``q`` finds, best first; a page with a form for a person."""
    form = chosen(request.headers.get("accept"), (JSON_DOCUMENT,))
    asked = _text(request, needed=form is not HTML)
    kind, limit = _kind(request), _limit(request)
    _check_language(request)
    found = await while_connected(request, names.search(asked, kind=kind, limit=limit))
    parts = (found.generation, form.name, language_of(request), request.url.query)
    shown = Representation(request=request, tag=entity_tag(*parts))
    if known := shown.not_modified():
        return known
    if form is HTML:
        return _page(request, asked, kind, found, shown.headers)
    return _document(shown, asked, found, language_of(request))


def _text(request: Request, *, needed: bool) -> str:
    text = request.query_params.get("q", "").strip()
    if needed and not text:
        raise BadParameter(
            N_("There is nothing to search for."), where="q", hint=N_("Add ?q=Nuuk.")
        )
    if len(text) > LONGEST:
        what = N_(
            "{text} characters are no name; at most {most} are taken.",
            text=len(text),
            most=LONGEST,
        )
        raise BadParameter(what, where="q", hint=N_("Ask for a few words of the name."))
    return text


def _kind(request: Request) -> str:
    kind = request.query_params.get("type", "")
    if kind and kind not in TYPES:
        raise BadParameter(
            N_("There is no type {kind!r}.", kind=kind[:80]),
            where="type",
            hint=N_("Take {known}.", known=", ".join(TYPES)),
        )
    return kind


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", str(USUAL))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        hint = N_("Take a whole number from 1 to {most}.", most=MOST)
        raise BadParameter(N_("{text!r} cannot be.", text=text[:80]), where="limit", hint=hint)
    return int(text)


def _check_language(request: Request) -> None:
    given = request.query_params.get("lang")
    if given is not None and from_parameter(given) is None:
        what = N_("{given!r} is not a language here.", given=given[:80])
        hint = N_("Take {known}.", known=" or ".join(sorted(languages())))
        raise BadParameter(what, where="lang", hint=hint)


def _document(shown: Representation, asked: str, found: Found, lang: Lang) -> Response:
    hits = [as_json(hit, lang) for hit in found.hits]
    document = {"query": asked, "count": len(hits), "hits": hits}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return shown.send(text, JSON_DOCUMENT.media_type, Content_Language=lang)


def _page(
    request: Request, asked: str, kind: str, found: Found, headers: dict[str, str]
) -> Response:
    lang = language_of(request)
    hits = [(hit, _(TYPE_WORDS[hit.thing.type], lang), reasons(hit, lang)) for hit in found.hits]
    return page(
        request,
        "search.html",
        headers=headers,
        asked=asked,
        kind=kind,
        types=types(lang),
        hits=hits,
        here=here,
    )
