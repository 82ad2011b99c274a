"""``/graph/…``: each named graph whole, and its source with what it describes."""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, SettingsDep, TombstonesDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_path, ok, problems
from api.http.negotiation import DOCUMENTS, HTML, NoneFits, of_document, split
from api.http.representation import Document, base_of
from api.http.spooled_response import SpooledResponse
from api.linked_data.thing_routes import absent, described
from api.pages.graph_page import graph_page
from graph.descriptions.describe import graph_exists
from graph.engine.base import NTRIPLES, TRIG, Engine, Format, Result
from graph.engine.base import Request as Query
from graph.ledger.tombstones import Tombstones
from graph.prefixes import BASE
from graph.sparql_text import term

router = resource.router(
    tags=["linked data"],
)


_OF_GRAPH: Final = declaring(in_path("kind", "source"), in_path("slug", "sermersooq-aalborg-2019"))


_ADDRESS: Final = re.compile(r"graph(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)+")


@router.get(
    "/graph/{kind}/{slug}",
    operation_id="graph",
    summary="A named graph: the claims of one source",
    responses=ok(DOCUMENTS) | NOT_MODIFIED | problems(404, 406, 410) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED, _OF_GRAPH],
)
@router.get("/graph/{path:path}", include_in_schema=False)
async def graph(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """A named graph, exactly; as a page, its source and the things that it describes."""
    address, ending = split(request.url.path.removeprefix("/"))
    iri, base = BASE + address, base_of(request, settings)
    try:
        form = of_document(request.headers.get("accept"), ending)
    except NoneFits:
        await _found(engine, iri, address, tombstones)
        raise
    document = described(request, address, form, base, ending)
    if ready := document.ready():
        return ready
    await _found(engine, iri, address, tombstones)
    if form is HTML:
        return document.keep(await graph_page(request, engine, document, iri))
    result = await while_connected(request, engine.query(_asked(iri, form)))
    return _sent(document, result, *_frame(iri, form))


async def _found(engine: Engine, iri: str, address: str, tombstones: Tombstones) -> None:
    """Nothing, where there is such a graph.

    Raises:
        NotFound: there never was.
        HttpError: it was withdrawn.
    """
    if not (_ADDRESS.fullmatch(address) and await graph_exists(engine, iri)):
        raise await absent(iri, tombstones)


def _asked(iri: str, form: Format) -> Query:
    """The query that answers with the graph. TriG is made around N-Triples, which it contains."""
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {term(iri)} {{ ?s ?p ?o }} }}"
    return Query(text, (NTRIPLES if form is TRIG else form,))


def _frame(iri: str, form: Format) -> tuple[bytes, bytes]:
    return (f"{term(iri)} {{\n".encode(), b"}\n") if form is TRIG else (b"", b"")


def _sent(document: Document, result: Result, before: bytes, after: bytes) -> Response:
    if result.path is None:
        return document.written(before + result.read() + after)
    media_type = document.form.media_type
    return SpooledResponse(result.path, document.headers, media_type, before, after)
