"""``/network.gexf`` and the like: the network of ties, in the formats that researchers read."""

from __future__ import annotations

import asyncio
import hashlib
from importlib.metadata import version
from typing import Final

from fastapi import APIRouter, Request, Response

from api.deps import NetworksDep, while_connected
from api.view import view_of
from graph.errors import NotFound
from graph.network.formats import FORMATS
from graph.network.formats.explorer import EXPLORER, serialise
from graph.network.formats.format import Format
from graph.network.keeping import Networks
from graph.network.selection import Selection

router = APIRouter()
_HEADERS: Final = {"Cache-Control": "no-cache"}


@router.api_route("/network.{suffix}", methods=["GET", "HEAD"], include_in_schema=False)
async def network(request: Request, suffix: str, networks: NetworksDep) -> Response:
    """The network that the parameters ask for, in the format that the address ends with."""
    form = FORMATS.get(suffix)
    if form is None:
        known = ", ".join(f"/network.{each}" for each in FORMATS)
        raise NotFound(f"There is no format {suffix[:40]!r} of networks.", mend=f"Take {known}.")
    selection = Selection.read(request.query_params.multi_items())
    tag = _tag(view_of(request).engine.generation, suffix, selection)
    if tag in _known(request):
        return Response(status_code=304, headers=_HEADERS | {"ETag": tag})
    content, generation = await while_connected(request, _written(networks, selection, form))
    headers = _HEADERS | {
        # A change of the data while it was made must not give it the older name.
        "ETag": _tag(generation, suffix, selection),
        "Content-Disposition": f'attachment; filename="venskab-network.{suffix}"',
        "Content-Length": str(len(content)),
    }
    body = content if request.method == "GET" else b""
    return Response(body, 200, headers, form.media_type)


async def _written(networks: Networks, selection: Selection, form: Format) -> tuple[bytes, str]:
    """The bytes, and the generation they are of."""
    made = await networks.network(selection)
    if form is EXPLORER:
        found = await networks.drawn(made)
        return await asyncio.to_thread(serialise, made, found), made.generation
    return await asyncio.to_thread(form.write, made), made.generation


def _tag(generation: str, suffix: str, selection: Selection) -> str:
    parts = (version("venskab"), generation, suffix, sorted(selection.parameters().items()))
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _known(request: Request) -> set[str]:
    header = request.headers.get("if-none-match", "")
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
