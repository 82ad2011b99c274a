"""What a client completes as a person types, and the small views it shows beside (section 6)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from fastapi import Request, Response
from markupsafe import Markup

from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_path, in_query, ok, problems
from api.http.negotiation import JSON_DOCUMENT
from api.http.representation import BY_LANGUAGE, Representation, entity_tag
from api.http.whole_number import whole_number_cut
from api.locale.language import Lang, languages
from api.locale.translation import _
from api.reconciliation.entity_ids import id_of, thing_of
from api.reconciliation.entity_words import description, type_as_json
from api.reconciliation.extension import proposal
from api.reconciliation.generation_identities import identities
from api.search.results_text import TYPE_WORDS
from graph.errors import NotFound
from graph.reconciliation.candidates import identifier
from graph.reconciliation.entity_properties import BY_ID, PROPERTIES, RECONCILED
from graph.search.asked_name import LONGEST, check_length, check_type
from graph.search.match import Hit, NamedThing
from graph.texts import N_

router = resource.router(tags=["reconciliation"])

What = Literal["entity", "property", "type"]
_AT_ONCE: Final = 20
# A person looks no further than this; behind it there are no suggestions.
_FURTHEST: Final = 500
_JSON: Final = ok([JSON_DOCUMENT.media_type])
_WHAT: Final = {"type": "string", "enum": ["entity", "property", "type"]}
_TEXT: Final = {"type": "string", "maxLength": LONGEST, "default": ""}
_CURSOR: Final = {"type": "integer", "minimum": 0, "default": 0}
_KIND: Final = {"type": "string", "enum": list(RECONCILED)}
_SUGGESTED: Final = declaring(
    in_path("what", "entity", "What is completed.", _WHAT),
    in_query("prefix", _TEXT, "What was typed.", "Nuu"),
    in_query("cursor", _CURSOR, "Suggestions to skip.", "0"),
    in_query("type", _KIND, "Only things of this type.", "municipality"),
)
_SHOWN: Final = declaring(
    in_path("what", "entity", "What is shown.", _WHAT),
    in_query("id", {"type": "string"}, "Which.", "municipality/aalborg-kommune", needed=True),
)
_PROPOSED: Final = declaring(
    in_query("type", _KIND, "The type of the things.", "municipality"),
    in_query("limit", {"type": "integer", "minimum": 1}, "At most so many.", "5"),
)
_OF_LANGUAGE: Final = declaring(in_path("language", "da", "The language of the names."))


@router.get(
    "/reconcile/suggest/{what}",
    operation_id="reconcile-suggest",
    summary="Things, properties or types that begin like what was typed",
    responses=_JSON | NOT_MODIFIED | problems(400, 404, 503) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _SUGGESTED],
)
async def suggest(request: Request, what: str) -> Response:
    """The suggestions, twenty at a time."""
    shown = _representation(request)
    if known := shown.not_modified():
        return known
    prefix = request.query_params.get("prefix", "").strip()
    check_length(prefix, "prefix")
    start = whole_number_cut(request, "cursor", 0, _FURTHEST, 0)
    most = min(start + _AT_ONCE, _FURTHEST)
    found = await while_connected(request, _suggested(request, what, prefix, most))
    return _sent(shown, {"result": found[start : start + _AT_ONCE]})


@router.get(
    "/reconcile/flyout/{what}",
    operation_id="reconcile-flyout",
    summary="A few words of HTML on a thing, a property or a type",
    responses=_JSON | NOT_MODIFIED | problems(400, 404, 503) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, _SHOWN],
)
async def flyout(request: Request, what: str) -> Response:
    """Name and description, as HTML in JSON."""
    shown = _representation(request)
    if known := shown.not_modified():
        return known
    text = request.query_params.get("id", "")
    if what == "entity":
        each = await while_connected(request, _entity(request, text))
    else:
        known_ones = {one["id"]: one for one in _listed(what, "", language_of(request))}
        if text not in known_ones:
            raise NotFound(N_("There is no {text!r} here.", text=text[:80]))
        each = known_ones[text]
    html = Markup("<p><strong>{name}</strong></p><p>{about}</p>").format(
        name=each["name"], about=each.get("description", "")
    )
    return _sent(shown, {"id": text, "html": html})


@router.get(
    "/reconcile/properties",
    operation_id="reconcile-properties",
    summary="Properties that can be fetched of the things of a type",
    responses=_JSON | NOT_MODIFIED | problems(400),
    dependencies=[LANGUAGE, _PROPOSED],
)
@router.get(
    "/reconcile/properties/{language}",
    operation_id="reconcile-properties-in-language",
    summary="The same in a language, for clients that add parameters of their own",
    responses=_JSON | NOT_MODIFIED | problems(400, 404),
    dependencies=[_OF_LANGUAGE, _PROPOSED],
)
async def properties(request: Request) -> Response:
    """The proposals, in the order in which people want them."""
    lang = request.path_params.get("language", "") or language_of(request)
    if lang not in languages():
        raise NotFound(
            N_("{given!r} is not a language here.", given=lang[:80]),
            hint=N_("Take {known}.", known=", ".join(sorted(languages()))),
        )
    kind = request.query_params.get("type", "")
    check_type(kind)
    limit = whole_number_cut(request, "limit", len(PROPERTIES), len(PROPERTIES), 1)
    fitting = [one for one in PROPERTIES if one.fetched and (not kind or kind in one.types)]
    document: dict[str, Any] = {"properties": [proposal(one, lang) for one in fitting[:limit]]}
    document |= ({"type": kind} if kind else {}) | {"limit": limit}
    return _sent(_representation(request), document)


async def _suggested(request: Request, what: str, prefix: str, most: int) -> list[dict[str, Any]]:
    if what != "entity":
        return _listed(what, prefix, language_of(request))
    kind, lang = request.query_params.get("type", ""), language_of(request)
    check_type(kind)
    known = await identities(request)
    _generation, names = await generation_of(request).names.index()
    things: list[tuple[NamedThing, Hit | None]]
    if identifier(prefix):
        own = names.own_names([identifier(prefix)])
        things = [(one.thing, None) for one in own.values()]
    else:
        hits = await asyncio.to_thread(names.search, prefix, kind=kind, limit=most)
        things = [(hit.thing, hit) for hit in hits.best]
    return [
        {
            "id": id_of(thing.iri),
            "name": thing.label(lang)[0],
            "description": description(thing, known.of(thing.iri), lang, hit),
            "notable": [type_as_json(thing.type, lang)],
        }
        for thing, hit in things
        if thing.type in RECONCILED
    ]


async def _entity(request: Request, text: str) -> dict[str, Any]:
    lang = language_of(request)
    known = await identities(request)
    _generation, names = await generation_of(request).names.index()
    thing = thing_of(text, names).thing
    about = description(thing, known.of(thing.iri), lang)
    return {"name": thing.label(lang)[0], "description": about}


def _listed(what: str, prefix: str, lang: Lang) -> list[dict[str, Any]]:
    """The properties or the types whose name, in any language, or identifier begins so."""
    if what == "type":
        return [
            {"id": each, "name": _(TYPE_WORDS[each], lang)}
            for each in _beginning({one: TYPE_WORDS[one] for one in RECONCILED}, prefix)
        ]
    if what == "property":
        found = _beginning({one.id: one.label for one in PROPERTIES}, prefix)
        return [proposal(BY_ID[each], lang) for each in found]
    raise NotFound(
        N_("{what!r} is nothing that is suggested.", what=what[:80]),
        hint=N_("Take {known}.", known="entity, property, type"),
    )


def _beginning(named: Mapping[str, str], prefix: str) -> Iterable[str]:
    start = prefix.casefold()
    for each, text in named.items():
        names = (each, *(_(text, lang) for lang in languages()))
        if any(
            word.casefold().startswith(start) for name in names for word in (name, *name.split())
        ):
            yield each


def _representation(request: Request) -> Representation:
    generation = generation_of(request)
    parts = (generation.engine.generation, request.url.path, request.url.query)
    tag = entity_tag(*parts, language_of(request))
    return Representation(request=request, tag=tag, vary=BY_LANGUAGE)


def _sent(shown: Representation, document: Mapping[str, Any]) -> Response:
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return shown.send(text, JSON_DOCUMENT.media_type)
