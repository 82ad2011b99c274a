"""``/conflicts``: where sources disagree, their words side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.page_cache import ask, daily_page
from api.html.provenance import DescriptionView, predicates
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, ok
from api.http.negotiation import HTML
from api.locale.language import Lang
from api.locale.result_table import Cell, labels
from graph.collation import danish_key
from graph.descriptions.describe import Description
from graph.descriptions.related import about
from graph.engine.base import Engine

router = resource.router(tags=["pages"])


@router.get(
    "/conflicts",
    operation_id="conflicts",
    summary="Where sources disagree",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED],
)
async def conflicts(request: Request, engine: EngineDep) -> Response:
    """Every thing of which sources say two things that cannot both be."""
    lang = language_of(request)
    return await daily_page(request, "conflicts.html", lambda: _values(engine, lang))


async def _values(engine: Engine, lang: Lang) -> Mapping[str, Any]:
    rows = await ask(engine, "source-conflicts", lang=lang)
    pairs = list(dict.fromkeys((row["thing"], row["property"]) for row in rows))
    things = list(dict.fromkeys(thing for thing, _ in pairs))
    told = Description("", tuple(sorted(await about(engine, things))), engine.generation)
    named = await labels(engine, predicates(told), lang)
    reader = DescriptionView(told, {i: Cell(t.value, t.lang, i) for i, t in named.items()}, lang)
    found = [
        (reader.name(thing), said)
        for thing, property in pairs
        for said in reader.properties(thing)
        if said.name.iri == property
    ]
    return {"conflicts": sorted(found, key=lambda pair: danish_key(pair[0].text))}
