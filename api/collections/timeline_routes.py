"""``/timeline``: any list that has a place in time, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from fastapi import Request, Response

from api.collections.csv_columns import csv_columns
from api.collections.facets import narrowing
from api.collections.list_formats import formats
from api.collections.list_names import by_name
from api.collections.query_params import query_of, told
from api.collections.timeline_order import ROWS, SORTS, pages
from api.collections.timeline_page import Asked, groups_of, timeline
from api.collections.view_links import of_network, seen_as, timelines
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok
from api.http.negotiation import HTML, prefers_html
from graph.collections.collection import Collection
from graph.collections.collection_index import CollectionIndex
from graph.collections.page import CollectionPages
from graph.collections.registry import COLLECTIONS
from graph.errors import BadParameter
from graph.texts import N_

router = resource.router(tags=["pages"])

Pair = tuple[str, str]
# The collections with a place in time, as they are offered.
TIMED: Final = tuple(name for name, each in COLLECTIONS.items() if each.timed)
USUAL: Final = "partnerships"
_OWN: Final = ("of", "sort", "group", "page")
_DRAWN: Final = declaring(
    in_query("of", {"type": "string", "enum": list(TIMED), "default": USUAL}, "A list.", USUAL),
    in_query("sort", {"type": "string", "enum": list(SORTS)}, "The order.", "begin"),
    in_query("group", {"type": "string"}, "A filter of the list, whose values part it."),
    in_query("page", {"type": "integer", "minimum": 1}, "A page.", "1"),
)
# The names that only the explorer and the map have for what a list has under another.
_OF_NETWORK: Final = frozenset({"layer", "focus"})


@router.get(
    "/timeline",
    operation_id="timeline",
    summary="Any list that has a place in time, drawn; it takes the parameters of the list too",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[_DRAWN, LANGUAGE, DATED, TIERED],
)
async def drawn(request: Request) -> Response:
    """The timeline of the things that fit."""
    resources = generation_of(request).resources

    async def making() -> dict[str, Any]:
        return await _values(request, resources, resources.directory)

    return await daily_page(request, "timeline.html", making)


async def _values(
    request: Request, resources: CollectionPages, read: CollectionIndex
) -> dict[str, Any]:
    lang = language_of(request)
    collection, given = _collection(request)
    named = await by_name(generation_of(request), collection, given)
    if not prefers_html(request.headers.get("accept")):
        named.check(collection)
    pairs = named.pairs
    chosen = query_of(request, collection, pairs, _OWN)
    found = await resources.fitting(read, chosen, lang)
    asked = _asked(collection, pairs, pages(found.total))
    faults = named.faults(chosen, lang)
    return {
        "status": 400 if faults else 200,
        "collection": collection,
        "timelines": timelines(chosen, lang),
        "found": found,
        "narrowing": await narrowing(read, found, lang, faults),
        "views": seen_as(chosen, lang),
        "formats": formats(mapped=bool(collection.places)),
        "sorts": {name: words for name, words in SORTS.items() if _fits(name, collection)},
        "groups": groups_of(collection),
        "csv_columns": csv_columns(chosen, lang),
        "asked": asked,
        "rows_on_a_page": ROWS,
        "timeline": await timeline(read, found, asked, lang),
    }


def _collection(request: Request) -> tuple[Collection, list[Pair]]:
    """The collection that is asked for, and the parameters as it has them."""
    pairs = request.query_params.multi_items()
    if _OF_NETWORK & {name for name, _ in pairs}:
        name, translated = of_network(pairs)
        own = [pair for pair in pairs if pair[0] in _OWN]
        return COLLECTIONS[name], [("of", name), *translated, *own]
    name = _one(pairs, "of") or USUAL
    if name not in TIMED:
        raise _unfit("of", name, TIMED)
    return COLLECTIONS[name], pairs


def _asked(collection: Collection, pairs: Sequence[Pair], last: int) -> Asked:
    sort, group = _one(pairs, "sort") or "begin", _one(pairs, "group")
    sorts = [name for name in SORTS if _fits(name, collection)]
    if sort not in sorts:
        raise _unfit("sort", sort, sorts)
    groups = [each.name for each in groups_of(collection)]
    if group and group not in groups:
        raise _unfit("group", group, groups)
    number = _one(pairs, "page") or "1"
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= last):
        what = N_("There is no page {number!a}.", number=number[:20])
        raise told(
            BadParameter(what, where="page", hint=N_("Take a number from 1 to {last}.", last=last))
        )
    on = _one(pairs, "on")
    return Asked(sort, group, int(number), date.fromisoformat(on) if on else None, today())


def _fits(sort: str, collection: Collection) -> bool:
    """True if things can be in an order: only what goes on has an end and a length."""
    return collection.lasting or sort not in {"end", "length"}


def _one(pairs: Iterable[Pair], name: str) -> str:
    values = [value.strip() for key, value in pairs if key == name]
    if len(values) > 1:
        what = N_("It is given {values} times.", values=len(values))
        raise told(BadParameter(what, where=name, hint=N_("Give it once.")))
    return values[0] if values else ""


def _unfit(name: str, value: str, known: Iterable[str]) -> Exception:
    hint = N_("Take {known}.", known=", ".join(known))
    return told(
        BadParameter(N_("There is no {value!a} here.", value=value[:40]), where=name, hint=hint)
    )
