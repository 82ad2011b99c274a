"""``/match``: the open decisions on places of lists, those first that make most ties comparable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic.json_schema import SkipJsonSchema

from api.generation.generation import Generation, generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import daily_page
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok
from api.http.negotiation import HTML
from api.http.whole_number import whole_number
from api.locale.language import Lang
from api.matching.open_view import view
from graph.matching.gains import OpenDecision
from graph.matching.open_matches import open_matches
from graph.tiers import DEFAULT, LIST_GRAPHS, Tier

router = resource.router(tags=["pages"])

_SHOWN: Final = 20
_MOST_PAGED: Final = 10_000
_PAGE: Final = {"type": "integer", "minimum": 1, "maximum": _MOST_PAGED, "default": 1}
_PART: Final = "open-matches"
# The other tiers hold no decisions, or not what they lead to.
_SEE_OTHER: Final = 303


@router.get(
    "/match",
    operation_id="match",
    summary="Open decisions on the places of lists",
    responses=ok([HTML.media_type])
    | NOT_MODIFIED
    | DATED_PROBLEMS
    | {_SEE_OTHER: {"description": "Asked of the evidence, which holds no lists."}},
    dependencies=[LANGUAGE, DATED, TIERED, declaring(in_query("page", _PAGE, "Page.", "2"))],
)
async def match_page(
    request: Request,
    of: Annotated[
        str | SkipJsonSchema[None], Query(description="The list whose places are shown.")
    ] = None,
) -> Response:
    """Places of lists that may be a municipality, a town or a place of another list."""
    generation, page = generation_of(request), whole_number(request, "page", 1, _MOST_PAGED)
    if generation.tier is DEFAULT:
        # The state of the past that is asked is kept by who took it out of the address.
        asked = [*request.query_params.multi_items(), ("tier", str(Tier.ALL))]
        return RedirectResponse(f"/match?{urlencode(asked)}", _SEE_OTHER)
    lang = language_of(request)
    return await daily_page(
        request, "match.html", lambda: _values(generation, lang, of or "", page)
    )


async def _values(generation: Generation, lang: Lang, of: str, page: int) -> Mapping[str, Any]:
    every: list[OpenDecision] = await generation.parts.get(
        _PART, lambda: open_matches(generation.engine)
    )
    wanted = [each for each in every if of in ("", each.list_name)]
    first = (page - 1) * _SHOWN
    return {
        "open": [view(each, lang) for each in wanted[first : first + _SHOWN]],
        "count": len(wanted),
        "lists": sorted({each.list_name for each in every}),
        "chosen": of,
        "page": page,
        "pages": -(-len(wanted) // _SHOWN),
        "first": first + 1,
        "list_graphs": LIST_GRAPHS,
    }
