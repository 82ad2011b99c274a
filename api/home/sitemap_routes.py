"""``/sitemap.xml`` and ``/robots.txt``: what a search engine may read."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import Request, Response

from api.generation.dependencies import EngineDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, TIERED
from api.html.navigation import footings, places
from api.html.rendering import site_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import ok
from api.locale.result_table import plain_rows
from graph.identifiers import document_of
from graph.prefixes import BASE
from queries.internal_queries import internal

router = resource.router(
    tags=["server"],
)

# The most addresses that one sitemap may hold.
MOST: Final = 50_000
_XMLNS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What costs much to answer and is nobody's to find by searching the web.
_CLOSED: Final = ("/sparql", "/search", "/validate", "/network")


@router.get(
    "/sitemap.xml",
    operation_id="sitemap",
    summary="The main pages and the pages of things, for search engines",
    responses=ok(["application/xml"]) | DATED_PROBLEMS,
    dependencies=[DATED, TIERED],
)
async def sitemap(request: Request, engine: EngineDep) -> Response:
    """The main pages and the pages of things; persons are left out."""
    served = request.app.state.served
    paths = ["/", *(path for path, _ in places(served, "en"))]
    paths += [path for _, group in footings(served, "en") for path, _ in group]
    rows = await while_connected(request, plain_rows(engine, internal("sitemap-things")))
    paths += ["/" + document_of(row["thing"]).removeprefix(BASE) for row in rows]
    root, site = Element("urlset", {"xmlns": _XMLNS}), site_of(request)
    for path in list(dict.fromkeys(paths))[:MOST]:
        SubElement(SubElement(root, "url"), "loc").text = site + path
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, 200, {"Cache-Control": "max-age=3600"}, "application/xml")


@router.get(
    "/robots.txt",
    operation_id="robots",
    summary="What a search engine may read",
    responses=ok(["text/plain"]),
)
async def robots(request: Request) -> Response:
    """The rules for search engines, and the address of the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    text = "\n".join([*lines, f"Sitemap: {site_of(request)}/sitemap.xml", ""])
    return Response(text, 200, {"Cache-Control": "max-age=3600"}, "text/plain")
