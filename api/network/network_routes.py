"""``/network.gexf`` and the like: the network of ties, in the formats that researchers read."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from fastapi import Request, Response

from api.charts.svg_export import saying, sheet
from api.generation.generation import Generation, generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, TIERED
from api.html.page_cache import today
from api.html.rendering import site_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, ok, problems
from api.http.representation import Representation, entity_tag
from api.locale.date_format import day_within, in_words
from api.locale.language import Lang
from api.locale.translation import _
from api.network import explorer
from api.network.explore_routes import seen_of
from api.network.network_parameters import NETWORK_PARAMETERS
from api.network.network_picture import MOST_TIES, drawing, signs
from api.svg.svg_style import alone
from graph.errors import BadParameter, NotFound
from graph.network.formats import FORMATS
from graph.network.formats.explorer_json import EXPLORER, serialise
from graph.network.formats.format import NetworkFormat
from graph.network.selection import Lang as NetworkLang
from graph.network.selection import Selection
from graph.network.tie_network import Network
from graph.texts import N_

router = resource.router(
    tags=["network"],
)
_LEVEL: Final = 5


async def network(request: Request) -> Response:
    """The network that the parameters ask for, in the format that the address ends with."""
    suffix = request.url.path.removeprefix("/network.")
    form = FORMATS.get(suffix)
    if form is None:
        known = ", ".join(f"/network.{each}" for each in FORMATS)
        raise NotFound(
            N_("There is no format {suffix!r} of networks.", suffix=suffix[:40]),
            hint=N_("Take {known}.", known=known),
        )
    chosen, asked = explorer.split(request.query_params.multi_items(), explorer.PARTS)
    wanted = _Wanted(suffix, form, Selection.read(chosen), asked)
    generation = generation_of(request)
    tag = wanted.tag(generation.engine.generation)
    shown = Representation(request=request, tag=tag, vary="", kept=generation.finished)
    if not_modified := shown.not_modified():
        return not_modified
    if ready := shown.ready():
        return _sent(request, ready)
    content, made_of = await while_connected(request, _written(generation, wanted))
    file = generation.file_name("venskab-network")
    more = {
        "Content-Disposition": f'attachment; filename="{file}.{suffix}"',
        "Content-Encoding": "gzip",
    }
    # A change of the data while it was made must not give it the older name.
    shown = replace(shown, tag=wanted.tag(made_of), more=more)
    return _sent(request, shown.send(content, form.media_type))


@dataclass(frozen=True)
class _Wanted:
    suffix: str
    form: NetworkFormat
    selection: Selection
    asked: Mapping[str, str]

    def tag(self, generation: str) -> str:
        chosen = sorted(self.selection.parameters().items())
        return entity_tag(generation, self.suffix, repr(chosen), repr(sorted(self.asked.items())))


async def _written(generation: Generation, wanted: _Wanted) -> tuple[bytes, str]:
    """The bytes, compressed, and the generation they are of."""
    networks = generation.networks
    whole = await networks.network(wanted.selection)
    made = explorer.part(whole, await _seen(generation, whole, wanted.asked))
    if wanted.form is EXPLORER:
        found = await networks.drawn(made)
        content = await asyncio.to_thread(serialise, made, found)
    else:
        content = await asyncio.to_thread(wanted.form.write, made)
    return await asyncio.to_thread(gzip.compress, content, _LEVEL, mtime=0), made.generation


async def _seen(
    generation: Generation, network: Network, asked: Mapping[str, str]
) -> explorer.ExplorerView:
    seen = await seen_of(generation, network, asked)
    for text, several in seen.unclear.values():
        if several:
            raise BadParameter(
                N_(
                    "Several municipalities in this network may be called {name!r}.", name=text[:80]
                ),
                hint=N_("Take one of {known}.", known=", ".join(each.local for each in several)),
            )
        raise BadParameter(
            N_("No municipality in this network is called {name!r}.", name=text[:80]),
            hint=N_("See /explore for the names."),
        )
    if "group" in asked and not seen.group:
        raise BadParameter(
            N_("There is no group {group!r} in this network.", group=asked["group"][:40]),
            hint=N_("Write it like country:DK or community:1."),
        )
    return seen


def _sent(request: Request, kept: Response) -> Response:
    """A kept answer as the client takes it."""
    if request.headers.get("accept-encoding") != "gzip":
        kept.body = gzip.decompress(kept.body)
        del kept.headers["Content-Encoding"]
        kept.headers["Content-Length"] = str(len(kept.body))
    return kept


for _form in FORMATS.values():
    router.add_api_route(
        f"/network.{_form.suffix}",
        network,
        operation_id=f"network-{_form.suffix}",
        summary=f"The network of ties: {_form.title}",
        responses=ok([_form.media_type]) | NOT_MODIFIED | DATED_PROBLEMS | problems(400, 503, 507),
        dependencies=[declaring(*NETWORK_PARAMETERS), DATED, TIERED],
    )
_NOTHING: Final = N_("No tie fits this choice.")
_TOO_MANY: Final = N_("{count:,} ties are too many to be told apart; choose a country or a day.")


@router.get(
    "/network.svg",
    operation_id="network-svg",
    summary="The network of ties: a drawing in print quality, with legend, day and citation",
    responses=ok(["image/svg+xml"]) | NOT_MODIFIED | DATED_PROBLEMS | problems(400, 503, 507),
    dependencies=[declaring(*NETWORK_PARAMETERS), DATED, TIERED],
)
async def network_drawing(request: Request) -> Response:
    """The network that the parameters ask for as a drawing; it says so where there is none."""
    chosen, asked = explorer.split(request.query_params.multi_items(), explorer.PARTS)
    selection = Selection.read(chosen)
    generation = generation_of(request)
    state = (generation.engine.generation, "svg", selection.parameters(), sorted(asked.items()))
    tag = entity_tag(*state, site_of(request), today().isoformat())
    shown = Representation(request=request, tag=tag, vary="", kept=generation.finished)
    if ready := shown.ready():
        return ready
    content = await while_connected(request, _drawing(request, generation, selection, asked))
    file = generation.file_name("venskab-network")
    more = {"Content-Disposition": f'inline; filename="{file}.svg"'}
    return replace(shown, more=more).send(content, "image/svg+xml")


async def _drawing(
    request: Request, generation: Generation, selection: Selection, asked: Mapping[str, str]
) -> bytes:
    lang: Lang = "da" if selection.lang is NetworkLang.DA else "en"
    whole = await generation.networks.network(selection)
    seen = await _seen(generation, whole, asked)
    made = explorer.part(whole, seen)
    counts = {"ties": len(made.ties), "nodes": len(made.nodes)}
    title = _("The network: {ties:,} ties between {nodes:,} municipalities", lang, **counts)
    if period := day_within(selection.window, lang):
        title = f"{title}, {period}"
    found = None
    if 0 < len(made.ties) <= MOST_TIES:
        focus = seen.focus.iri if seen.focus else ""
        layout = await generation.networks.drawn(made)
        found = await asyncio.to_thread(drawing, made, layout, focus, title, _nowhere)
    words = _(_TOO_MANY, lang, count=len(made.ties)) if made.ties else _(_NOTHING, lang)
    about = made.about()
    seen_on = _("seen on {day}", lang, day=in_words(today().isoformat(), lang))
    where = f"{site_of(request)}{request.url.path}?{request.url.query}".rstrip("?")
    source = f"{about['citation']}, {made.generation}, {seen_on}, {about['licence']}, {where}"
    return alone(sheet(found or saying(title, words), title, signs(made, lang), lang, source))


def _nowhere(_: str) -> str:
    """Points of a file lead nowhere: its citation says where it is from."""
    return ""


# What is no format, to say which there are.
router.add_api_route("/network.{suffix}", network, include_in_schema=False)
