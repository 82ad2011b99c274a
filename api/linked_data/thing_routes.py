"""``/id/…`` leads to ``/doc/…``, which says in each format all that the graph says of a thing."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from fastapi import APIRouter, Request, Response

from api.generation.dependencies import EngineDep, SettingsDep, TombstonesDep
from api.http.client_watch import while_connected
from api.http.errors import HttpError
from api.http.negotiation import HTML, NoneFits
from api.pages.thing_page import thing_page
from api.representation.representation import METHODS, Representation, allow, base_of, chosen, split
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

router = APIRouter()

# Slugs are plainer; an address with anything else names nothing, and may not reach a query.
_ADDRESS: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)+")
_SUCCESSOR: Final = "successor-version"


@router.api_route("/id/{path:path}", methods=list(METHODS), include_in_schema=False)
@router.api_route("/concept/{path:path}", methods=list(METHODS), include_in_schema=False)
@router.api_route("/.well-known/genid/{path:path}", methods=list(METHODS), include_in_schema=False)
async def thing(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """A thing is not its document: 303 to that."""
    if request.method == "OPTIONS":
        return allow(*METHODS)
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


@router.api_route("/doc/{path:path}", methods=list(METHODS), include_in_schema=False)
async def document(
    request: Request, engine: EngineDep, settings: SettingsDep, tombstones: TombstonesDep
) -> Response:
    """The document about a thing, in the format that the client takes or the address names."""
    if request.method == "OPTIONS":
        return allow(*METHODS)
    address, ending = split(request.url.path.removeprefix("/"))
    iri, base = topic_of(BASE + address), base_of(request, settings)
    try:
        form = chosen(request, ending)
    except NoneFits:
        # In no format is there a document of nothing.
        if not (_ADDRESS.fullmatch(address) and await exists(engine, iri)):
            raise await absent(iri, tombstones) from None
        raise
    sheet = Representation(request, base, address, form, ending is not None, engine.generation)
    if known := sheet.known() or sheet.done():
        return known
    found = await while_connected(request, _describe(engine, address, iri, settings))
    if found is None:
        raise await absent(iri, tombstones)
    sheet = sheet.linked(*_links(base, found))
    if form is HTML:
        return sheet.keep(await thing_page(request, engine, sheet, found))
    return sheet.send(await asyncio.to_thread(_written, found, form))


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
        f"<{iri}> was withdrawn: no graph describes it any longer.",
        hint="An address is never given to another thing. The ledger keeps what was said.",
        members={
            "graph": tombstone.graph,
            "withdrawn": f"{tombstone.when:%Y-%m-%dT%H:%M:%SZ}",
            "version": tombstone.version,
            "note": tombstone.note,
        },
    )
