"""``/id/…`` leads to ``/doc/…``, which says in each format all that the graph says of a thing."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import EngineDep, SettingsDep, TombstonesDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import page_state
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_path, leads, ok, problems
from api.http.http_error import HttpError
from api.http.negotiation import DOCUMENTS, HTML, NoneFits, of_document, split
from api.http.representation import Document, base_of
from api.pages.thing_page import thing_page
from graph.descriptions.describe import Description, describe, exists, successors
from graph.descriptions.jsonld import write_jsonld
from graph.engine.base import JSONLD, Engine, Format
from graph.engine.writing import write
from graph.errors import NotFound
from graph.identifiers import document_of, topic_of
from graph.ledger.tombstones import Tombstones
from graph.prefixes import BASE
from graph.settings import Settings
from graph.texts import N_

router = resource.router(
    tags=["linked data"],
)


_OF_THING: Final = declaring(
    in_path("type", "agreement"), in_path("slug", "sermersooq-aalborg-2019")
)


_OF_CONCEPT: Final = declaring(in_path("scheme", "event-kind"), in_path("notation", "signed"))


# Slugs are plainer; an address with anything else names nothing, and may not reach a query.
_ADDRESS: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)+")
_SUCCESSOR: Final = "successor-version"


@router.get(
    "/id/{type}/{slug}",
    operation_id="thing",
    summary="A thing leads to its document",
    status_code=303,
    responses=leads("The thing's document") | problems(404, 410) | DATED_PROBLEMS,
    dependencies=[DATED, TIERED, _OF_THING],
)
@router.get("/id/{path:path}", include_in_schema=False)
@router.get(
    "/concept/{scheme}/{notation}",
    operation_id="concept",
    summary="A concept leads to its document",
    status_code=303,
    responses=leads("The concept's document") | problems(404),
    dependencies=[_OF_CONCEPT],
)
@router.get("/concept/{path:path}", include_in_schema=False)
@router.get("/.well-known/genid/{path:path}", include_in_schema=False)
async def thing(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """A thing is not its document: 303 to that."""
    address, ending = split(request.url.path.removeprefix("/"))
    iri = BASE + address
    if not (_ADDRESS.fullmatch(address.removeprefix(".")) and await exists(engine, iri)):
        raise await absent(iri, tombstones)
    base = base_of(request, settings)
    document = base + document_of(iri).removeprefix(BASE)
    target = f"{document}.{ending.suffix}" if ending else document
    asked = f"?{request.url.query}" if request.url.query else ""
    headers = {
        "Location": target + asked,
        "Link": f'<{document}>; rel="describedby"',
        "Cache-Control": "no-cache",
    }
    return Response(status_code=303, headers=headers)


@router.get(
    "/doc/{type}/{slug}",
    operation_id="document",
    summary="All that is said of a thing, and who says so",
    responses=ok(DOCUMENTS) | NOT_MODIFIED | problems(404, 406, 410) | DATED_PROBLEMS,
    dependencies=[LANGUAGE, DATED, TIERED, _OF_THING],
)
@router.get("/doc/{path:path}", include_in_schema=False)
async def document(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """The document about a thing, in the format that the client takes or the address names."""
    address, ending = split(request.url.path.removeprefix("/"))
    iri, base = topic_of(BASE + address), base_of(request, settings)
    try:
        form = of_document(request.headers.get("accept"), ending)
    except NoneFits:
        # In no format is there a document of nothing.
        if not (_ADDRESS.fullmatch(address) and await exists(engine, iri)):
            raise await absent(iri, tombstones) from None
        raise
    shown = described(request, address, form, base, ending)
    if ready := shown.ready():
        return ready
    found = await while_connected(request, _describe(engine, address, iri, settings))
    if found is None:
        raise await absent(iri, tombstones)
    shown = shown.linked(*_links(base, found))
    if form is HTML:
        return shown.keep(await thing_page(request, engine, shown, found))
    return shown.written(await asyncio.to_thread(_written, found, form))


def described(
    request: Request, address: str, form: Format, base: str, ending: Format | None
) -> Document:
    """The document of what the graph says, in a format; each is made once a generation.

    Args:
        request: what the client asks.
        address: the document's address below ``base``, without an ending.
        form: the format.
        base: the deployment's address, with a slash at the end.
        ending: the format that the address names.
    """
    generation = generation_of(request)
    shown = page_state(request) if form is HTML else ()
    return Document.of(
        request,
        address,
        form,
        generation.name,
        *shown,
        base=base,
        by_ending=ending is not None,
        kept=generation.finished,
    )


async def _describe(
    engine: Engine, address: str, iri: str, settings: Settings
) -> Description | None:
    if not _ADDRESS.fullmatch(address):
        return None
    return await describe(engine, iri, licence=settings.licence)


def _written(found: Description, form: Format) -> bytes:
    if form is JSONLD:
        return write_jsonld(found.statements, first=found.iri)
    return write(found.statements, form)


def _links(base: str, found: Description) -> list[str]:
    after = (base + iri.removeprefix(BASE) for iri in successors(found))
    return [f'<{found.iri}>; rel="describes"', *(f'<{iri}>; rel="{_SUCCESSOR}"' for iri in after)]


async def absent(iri: str, tombstones: Tombstones) -> Exception:
    """The error for a thing that no graph describes: it was withdrawn, or never was."""
    tombstone = await asyncio.to_thread(tombstones.find, iri)
    if tombstone is None:
        return NotFound(
            N_("No graph says anything of <{iri}>, and none ever did.", iri=iri),
            hint=N_("Mend the address, or look for the thing with a query at /sparql."),
        )
    return HttpError(
        410,
        "withdrawn",
        N_("<{iri}> was withdrawn: no graph describes it any longer.", iri=iri),
        hint=N_("An address is never given to another thing. The ledger keeps what was said."),
        members={
            "graph": tombstone.graph,
            "withdrawn": f"{tombstone.when:%Y-%m-%dT%H:%M:%SZ}",
            "version": tombstone.version,
            "note": tombstone.note,
        },
    )
