"""``/``: what is in the graph, who says so, and three questions to try."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from api.deps import StatisticsDep
from api.pages import page
from queries.library import library

router = APIRouter()

FIRST: Final = ("agreements-in-force", "agreements-review-due", "who-says-so")


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
async def home(request: Request, statistics: StatisticsDep) -> Response:
    """The start page."""
    known = library()
    return page(
        request,
        "home.html",
        overview=await statistics.overview(),
        questions=[known[name] for name in FIRST if name in known],
        more=len(known) > len(FIRST),
    )
