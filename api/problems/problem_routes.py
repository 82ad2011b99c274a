"""``/problem/…``: what a kind of problem means, at the IRI that problem documents give as type."""

from __future__ import annotations

import json

from fastapi import Request, Response

from api.generation.shared_parameters import LANGUAGE
from api.html.rendering import page
from api.http import resource
from api.http.declared import declaring, in_path, ok, problems
from api.http.negotiation import HTML, JSON_DOCUMENT, prefers_html
from api.locale.language import languages
from api.locale.translation import _
from api.problems.problem_types import meaning
from graph.errors import NotFound
from graph.prefixes import BASE
from graph.texts import N_

router = resource.router(
    tags=["server"],
)


@router.get(
    "/problem/{kind}",
    operation_id="problem",
    summary="What a kind of problem means",
    responses=ok([JSON_DOCUMENT.media_type, HTML.media_type]) | problems(404),
    dependencies=[declaring(in_path("kind", "not-found")), LANGUAGE],
)
async def problem(request: Request, kind: str) -> Response:
    """One kind of problem."""
    words = meaning(kind)
    if words is None:
        raise NotFound(N_("There is no problem {kind!a}.", kind=kind[:40]))
    if prefers_html(request.headers.get("accept")):
        return page(request, "problem.html", kind=kind, meaning=words)
    told = {"type": f"{BASE}problem/{kind}"} | {
        lang: _(words, lang) for lang in sorted(languages())
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    headers = {"Vary": "Accept", "Cache-Control": "max-age=3600"}
    return Response(text, 200, headers, "application/json")
