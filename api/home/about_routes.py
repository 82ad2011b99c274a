"""``/about`` and ``/model``: what this is, and what the data are made of, in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from fastapi import Request, Response

from api.generation.dependencies import StatisticsDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import helpers
from api.html.rendering import language_of, page
from api.http import resource
from api.http.declared import ok
from api.http.negotiation import HTML
from api.linked_data import vocabulary_view
from graph.collation import danish_key

router = resource.router(tags=["pages"])


@router.get(
    "/about",
    operation_id="about",
    summary="What Venskab is, its licence, how to cite it",
    responses=ok([HTML.media_type]) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED],
)
async def about(request: Request, statistics: StatisticsDep) -> Response:
    """The page about Venskab: its licence, how to cite it, accessibility and privacy."""
    overview = await statistics.overview()
    return page(request, "about.html", overview=overview, **helpers(language_of(request)))


@router.get(
    "/model",
    operation_id="model",
    summary="The data model, in words",
    responses=ok([HTML.media_type]) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED],
)
async def model(request: Request, statistics: StatisticsDep) -> Response:
    """The data model for a reader: ideas, classes, properties, lists."""
    lang = language_of(request)
    sections = await asyncio.to_thread(vocabulary_view.sections, lang)
    overview = await statistics.overview()
    return page(
        request,
        "model.html",
        classes=_by_name(sections[0][1]),
        properties=_by_name(entry for _, entries in sections[1:] for entry in entries),
        schemes=vocabulary_view.schemes(lang),
        things={count.iri: count.things for count in overview.classes},
    )


def _by_name(entries: Iterable[vocabulary_view.Entry]) -> list[vocabulary_view.Entry]:
    current = (entry for entry in entries if not entry.deprecated)
    return sorted(current, key=lambda entry: danish_key(entry.label.text))
