"""``/explore`` and ``/map``: the network as a picture, and the same as a form and tables."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping
from datetime import date
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from api.collections.view_links import ViewLink, seen_from_network
from api.generation.generation import Generation, generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, ok
from api.http.negotiation import HTML
from api.locale.language import Lang, of_data
from api.network import explorer
from api.network.explorer_panel import ExplorerPanel, merger_notes, most_tied, panel
from api.network.map_drawing import map_drawing
from api.network.network_parameters import NETWORK_PARAMETERS
from api.network.overdue_ties import overdue_partnerships
from api.network.year_bars import YearBars, year_bars
from api.search import typed_names
from graph.network.selection import Selection
from graph.network.tie_facts import Layer
from graph.network.tie_network import Network
from graph.tiers import Tier

router = resource.router(tags=["pages"])
# The language of names is that of the page.
_DRAWN: Final = declaring(*(each for each in NETWORK_PARAMETERS if each.name != "in_lang"))
_SCHEMES: Final = {
    Layer.PARTNERSHIP: "partnership-kind",
    Layer.AGREEMENT: "agreement-kind",
    Layer.EXCHANGE: "participant-group",
}
_PART: Final = frozenset({"focus", "from", "to", "group"})
_FILES: Final = ("gexf", "graphml", "csv", "json", "svg")


@router.get(
    "/explore",
    operation_id="explore",
    summary="The explorer of the network",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[_DRAWN, LANGUAGE, DATED, TIERED],
)
async def explore(request: Request) -> Response:
    """The explorer of the network."""
    making = partial(_values, request)
    return await daily_page(request, "explore.html", making)


@router.get(
    "/map",
    operation_id="map",
    summary="The network on a map",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS,
    dependencies=[_DRAWN, LANGUAGE, DATED, TIERED],
)
async def geography(request: Request) -> Response:
    """The map of the network, and how many ties there are between countries."""

    async def making() -> dict[str, Any]:
        values = await _values(request)
        order, counted = explorer.matrix(values["network"])
        drawing = map_drawing(values["network"], language_of(request))
        told = {"order": order, "counted": counted, "pair": _pair, "drawing": drawing}
        return values | told

    return await daily_page(request, "map.html", making)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


async def _values(request: Request) -> dict[str, Any]:
    """The values of both pages."""
    lang = language_of(request)
    chosen, asked = explorer.split(request.query_params.multi_items())
    chosen = [pair for pair in chosen if pair[0] != "lang"] + [("lang", of_data(lang))]
    selection = Selection.read(chosen)
    generation = generation_of(request)
    networks = generation.networks
    network = await networks.network(selection)
    whole = await networks.network(Selection(lang=selection.lang))
    seen = await seen_of(generation, network, asked)

    async def bars() -> YearBars | None:
        return await asyncio.to_thread(year_bars, whole, today())

    shown = explorer.part(network, seen)
    address = partial(explorer.document, selection, state=generation.asked)
    overdue = await overdue_partnerships(generation.engine, _seen_on(network))
    return {
        "network": network,
        "listed": sum(tie.tier is Tier.LISTS for tie in network.ties),
        "seen": seen,
        "shown_ties": len(shown.ties),
        "rows": explorer.rows(shown, lang),
        "names": explorer.names(network),
        "merger_notes": merger_notes(network, lang),
        "panel": chosen_panel(network, seen, overdue, lang),
        "overdue": sorted(overdue),
        "bars": await generation.parts.get(("year-bars", today()), bars),
        "most_tied": most_tied(network, lang) if not seen.focus else [],
        "choosing": partial(_choosing, request),
        "countries": explorer.countries(whole),
        "picked": [explorer.alpha2(code) for code in selection.country],
        "document": address(),
        "whole": address(always=True),
        "files": [(suffix, address(suffix=suffix, part=seen.part)) for suffix in _FILES],
        "picture_file": address(suffix="svg", part=seen.part),
        "chosen": selection.parameters(),
        "views": _views(request, selection, seen, lang),
    } | _choices(network, lang)


def _seen_on(network: Network) -> date:
    """The day that is looked at, else today."""
    return network.selection.until or network.selection.since or today()


def chosen_panel(
    network: Network, seen: explorer.ExplorerView, overdue: Container[str], lang: Lang
) -> ExplorerPanel | None:
    """The panel of the chosen one, as its ties are on the day that is looked at, else today."""
    if not seen.focus:
        return None
    return panel(network, seen.focus, _seen_on(network), overdue, lang)


def _choosing(request: Request, name: str, node: str) -> str:
    """The address of the same page with another node in one parameter; of focus, that alone."""
    gone = _PART if name == "focus" else {name}
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in gone]
    pairs += generation_of(request).asked.items()
    return f"{request.url.path}?{urlencode([*pairs, (name, node)] if node else pairs)}"


async def seen_of(
    generation: Generation, network: Network, asked: Mapping[str, str]
) -> explorer.ExplorerView:
    """The look that the address asks for; communities are worked out only for one of them."""
    meant = {
        name: await _meant(generation, network, asked[name])
        for name in explorer.NAMING
        if name in asked
    }
    if not asked.get("group", "").startswith("community"):
        return explorer.look(network, asked, meant)
    drawn = await generation.networks.drawn(network)
    return explorer.look(network, asked, meant, drawn.communities)


async def _meant(generation: Generation, network: Network, text: str) -> list[str]:
    """The nodes that a text may mean: those that are called so, else those that a search finds."""
    if found := explorer.called(network, text):
        return found
    things = await typed_names.meant(text, "", generation.names, among=network.nodes.keys())
    return [thing.iri for thing in things]


def _views(
    request: Request, selection: Selection, seen: explorer.ExplorerView, lang: Lang
) -> list[ViewLink]:
    """The ways to see the same ties."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] == "lang"]
    kept += generation_of(request).asked.items()
    focus, here = seen.focus.local if seen.focus else "", request.url.path.strip("/")
    return seen_from_network(selection, focus, here, lang, kept)


def _choices(network: Network, lang: Lang) -> dict[str, Any]:
    """The choices of the form: layers, areas and kinds with their names."""
    kinds: dict[str, str] = {}
    for layer in network.selection.layer:
        kinds |= explorer.labels(_SCHEMES[layer], lang) if layer in _SCHEMES else {}
    return {
        "layers": list(Layer),
        "areas": explorer.labels("cooperation-area", lang),
        "kinds": kinds,
    }
