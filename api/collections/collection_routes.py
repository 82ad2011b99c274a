"""``/agreements`` and the other collections, and their things by slug."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from fastapi import Request, Response

from api.collections import csv_columns
from api.collections.entity_json import as_json
from api.collections.list_formats import GEOJSON, chosen, formats
from api.collections.list_models import THING, page_schema
from api.collections.list_names import NamedPairs, by_name
from api.collections.list_page import list_page
from api.collections.list_parameters import EXAMPLES, parameters_of
from api.collections.query_params import query_of
from api.collections.serializers import address, as_csv, as_geojson, as_jsonld, document
from api.generation.dependencies import SettingsDep, TombstonesDep
from api.generation.generation import Generation, generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import today
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, Answers, declaring, in_path, leads, ok, problems
from api.http.negotiation import HTML, JSON_DOCUMENT, RDF, split
from api.http.representation import BY_BOTH, BY_LANGUAGE, Representation, base_of, entity_tag
from api.linked_data.thing_routes import absent
from api.locale.language import Lang
from graph.collections.collection import Collection
from graph.collections.entity import candidates, find
from graph.collections.items import points
from graph.collections.page import Page
from graph.collections.query import Pairs, to_url
from graph.collections.registry import COLLECTIONS
from graph.descriptions.describe import describe
from graph.engine.base import CSV, JSONLD, Engine, Format
from graph.errors import NotFound
from graph.ledger.tombstones import Tombstones

router = resource.router()

# Slugs are plainer; one with anything else names nothing, and may not reach a query.
_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")


async def listed(request: Request, settings: SettingsDep) -> Response:
    """A page of a collection."""
    name, _, suffix = request.url.path[1:].partition(".")
    collection = COLLECTIONS[name]
    form = chosen(request, suffix, formats(mapped=bool(collection.places)))
    base, lang = base_of(request, settings), language_of(request)
    generation, asked = generation_of(request), request.url
    parts = (generation.name, base, form.media_type, lang)
    # What is in force or overdue today is another thing tomorrow.
    tag = entity_tag(*parts, today().isoformat(), asked.path, asked.query)
    shown = _representation(request, tag, by_suffix=bool(suffix))
    if ready := shown.ready():
        return ready
    resources, named = generation.resources, NamedPairs(tuple(request.query_params.multi_items()))
    if form is HTML:
        named = await by_name(generation, collection, named.pairs)
    pairs = named.pairs
    wanted = query_of(request, collection, pairs)
    page = await while_connected(request, resources.page(wanted, lang))
    around = _around(request, pairs, page, base)
    links = [f'<{each}>; rel="{name}"' for name, each in around.items()]
    if form is CSV:
        address = f"{base}{name}.{csv_columns.SUFFIX}{f'?{asked.query}' if asked.query else ''}"
        links.append(f'<{address}>; rel="describedby"; type="{csv_columns.MEDIA_TYPE}"')
    if links:
        shown = replace(shown, more={"Link": ", ".join(links)})
    if form is HTML:
        faults = named.faults(wanted, lang)
        work = list_page(request, resources.directory, page, around, shown.headers, faults)
        return shown.keep(await while_connected(request, work))
    body = await while_connected(request, _body(generation, page, form, base, around, lang))
    return shown.send(body, form.media_type)


async def columns(request: Request) -> Response:
    """The meaning of the columns of a list as CSV."""
    name, query = request.url.path[1:].partition(".")[0], request.url.query
    wanted = query_of(request, COLLECTIONS[name], request.query_params.multi_items())
    shown = _representation(request, entity_tag(name, query), by_suffix=True)
    if known := shown.not_modified():
        return known
    body = csv_columns.csvw(wanted, f"{name}.csv{f'?{query}' if query else ''}")
    return shown.send(body, csv_columns.MEDIA_TYPE)


async def one(
    request: Request, slug: str, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """Everything about one thing: JSON here, a page and the other formats at its document."""
    collection = COLLECTIONS[request.url.path.split("/")[1]]
    name, ending = split(slug)
    form = _form(request, ending)
    generation, lang = generation_of(request), language_of(request)
    base = base_of(request, settings)
    parts = (generation.name, base, form.media_type, lang)
    shown = _representation(
        request, entity_tag(*parts, request.url.path), by_suffix=ending is not None
    )
    if not shown.not_modified() and (kept := shown.ready()):
        return kept
    iri = await _found(generation.engine, collection, name, tombstones)
    if form not in (JSON_DOCUMENT, JSONLD):
        return _elsewhere(iri, base, ending)
    shown = replace(shown, more={"Link": f'<{document(iri, base)}>; rel="describedby"'})
    if known := shown.not_modified():
        return known
    found = await while_connected(request, describe(generation.engine, iri))
    if found is None:
        raise await absent(iri, tombstones)
    here = address(collection, name, base, generation.asked)
    body = await asyncio.to_thread(as_json, found, here, lang)
    return shown.send(body, form.media_type)


def _form(request: Request, ending: Format | None) -> Format:
    if ending is not None:
        return JSON_DOCUMENT if request.url.path.endswith(".json") else ending
    return chosen(
        request, "", (JSONLD, JSON_DOCUMENT, *(each for each in RDF if each is not JSONLD))
    )


async def _found(engine: Engine, collection: Collection, slug: str, tombstones: Tombstones) -> str:
    """The thing that a slug is short for."""
    if _SLUG.fullmatch(slug):
        iri = await find(engine, collection, slug)
        if iri is not None:
            return iri
    gone = [await absent(iri, tombstones) for iri in candidates(collection, slug)]
    raise next((each for each in gone if not isinstance(each, NotFound)), gone[0])


def _elsewhere(iri: str, base: str, ending: Format | None) -> Response:
    """To the thing's document, in the format that the address names."""
    target = document(iri, base) + (f".{ending.suffix}" if ending else "")
    headers = {"Location": target, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(status_code=303, headers=headers)


def _representation(request: Request, tag: str, *, by_suffix: bool) -> Representation:
    vary = BY_LANGUAGE if by_suffix else BY_BOTH
    return Representation(request=request, tag=tag, vary=vary, kept=generation_of(request).finished)


def _around(request: Request, asked: Pairs, page: Page, base: str) -> dict[str, str]:
    """The addresses of the pages before and behind, by relation."""
    pairs = [pair for pair in asked if pair[0] != "cursor"]
    pairs += generation_of(request).asked.items()
    found: dict[str, list[tuple[str, str]]] = {}
    if page.previous:
        begins = page.previous.cursor
        found["prev"] = [*pairs, ("cursor", begins.write())] if begins else pairs
    if page.next:
        found["next"] = [*pairs, ("cursor", page.next.write())]
    place = base + request.url.path[1:]
    return {name: to_url(place, asked) for name, asked in found.items()}


async def _body(
    generation: Generation,
    page: Page,
    form: Format,
    base: str,
    around: Mapping[str, str],
    lang: Lang,
) -> bytes:
    if form is CSV:
        return as_csv(page, lang)
    if form is GEOJSON:
        patterns = page.selection.collection.places
        where = await points(
            generation.resources.directory, patterns, [item["id"] for item in page.items]
        )
        return as_geojson(page, where, lang, around)
    return as_jsonld(page, base, around, generation.asked)


def _add_list(collection: Collection) -> None:
    """The routes of a list, whose parameters are those of its table."""
    offered = formats(mapped=bool(collection.places))
    answers = ok([*(each.media_type for each in offered), HTML.media_type])
    for form in (JSONLD, JSON_DOCUMENT):
        answers[200]["content"][form.media_type] = {"schema": page_schema(collection)}
    router.add_api_route(
        f"/{collection.name}",
        listed,
        operation_id=collection.name,
        summary=f"{collection.title}: a page of those that fit, and what tells them apart",
        tags=["collections"],
        responses=answers | NOT_MODIFIED | DATED_PROBLEMS | problems(400, 406, 503, 504, 507),
        dependencies=[declaring(*parameters_of(collection)), LANGUAGE, DATED, TIERED],
    )
    described = f"/{collection.name}.{csv_columns.SUFFIX}"
    router.add_api_route(described, columns, include_in_schema=False)
    router.add_api_route(f"/{collection.name}.{{suffix}}", listed, include_in_schema=False)


def _add_one(collection: Collection) -> None:
    """The route of the things of a collection."""
    content = {each.media_type: {"schema": THING} for each in (JSONLD, JSON_DOCUMENT)}
    others = ", ".join(each.suffix for each in RDF if each is not JSONLD)
    answers: Answers = {200: {"description": "Everything about the thing.", "content": content}}
    router.add_api_route(
        f"/{collection.name}/{{slug}}",
        one,
        operation_id=f"{collection.name}-one",
        summary=f"{collection.title}: everything about one, with evidence and conflicts",
        description=f"A browser, and who takes {others} only, is led elsewhere.",
        tags=["collections"],
        responses=answers
        | leads("Its page or another format")
        | NOT_MODIFIED
        | DATED_PROBLEMS
        | problems(404, 406, 410, 503, 504),
        dependencies=[declaring(in_path("slug", EXAMPLES[collection.name])), LANGUAGE, DATED],
    )


for _collection in COLLECTIONS.values():
    _add_list(_collection)
    _add_one(_collection)
