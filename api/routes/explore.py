"""``/explore`` and ``/map``: the network as a picture, and the same as a form and tables."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api import explorer
from api.deps import while_connected
from api.language import Lang
from api.pages import language_of, page
from api.view import view_of
from graph.network.facts import Layer
from graph.network.model import Network
from graph.network.selection import Selection

router = APIRouter()
_SCHEMES: Final = {
    Layer.PARTNERSHIP: "partnership-kind",
    Layer.AGREEMENT: "agreement-kind",
    Layer.EXCHANGE: "participant-group",
}


@router.api_route("/explore", methods=["GET", "HEAD"], include_in_schema=False)
async def explore(request: Request) -> Response:
    """The explorer of the network."""
    return page(request, "explore.html", **await _values(request))


@router.api_route("/map", methods=["GET", "HEAD"], include_in_schema=False)
async def geography(request: Request) -> Response:
    """The map of the network, and how many ties there are between countries."""
    values = await _values(request)
    order, counted = explorer.matrix(values["network"])
    return page(request, "map.html", **values, order=order, counted=counted, pair=_pair)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


async def _values(request: Request) -> dict[str, Any]:
    """What both pages show."""
    lang = language_of(request)
    chosen, asked = explorer.split(request.query_params.multi_items())
    if not any(name == "lang" for name, _ in chosen):
        chosen.append(("lang", lang))
    selection = Selection.read(chosen)
    view = view_of(request)
    networks = view.networks
    network = await while_connected(request, networks.network(selection))
    whole = await while_connected(request, networks.network(Selection(lang=selection.lang)))
    seen = explorer.look(network, asked)
    return {
        "network": network,
        "seen": seen,
        "rows": explorer.rows(network, seen, lang),
        "most": explorer.MOST_ROWS,
        "names": explorer.names(network),
        "countries": explorer.countries(whole),
        "picked": [explorer.alpha2(code) for code in selection.country],
        "document": explorer.document(selection, as_of=view.as_of),
        "whole": explorer.document(selection, always=True, as_of=view.as_of),
        "chosen": selection.parameters(),
    } | _choices(network, lang)


def _choices(network: Network, lang: Lang) -> dict[str, Any]:
    """What the form offers: layers, areas and kinds with their names."""
    kinds: dict[str, str] = {}
    for layer in network.selection.layer:
        kinds |= explorer.labels(_SCHEMES[layer], lang) if layer in _SCHEMES else {}
    return {
        "layers": list(Layer),
        "areas": explorer.labels("cooperation-area", lang),
        "kinds": kinds,
    }
