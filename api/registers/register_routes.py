"""``/registers``: lists and the evidence held against each other, as a page and as files."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response

from api.charts.row_layout import hatch
from api.charts.svg_export import sheet
from api.generation.generation import Generation, generation_of
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE
from api.html.page_cache import daily_page, today
from api.html.rendering import language_of, site_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_path, ok, problems
from api.http.negotiation import HTML
from api.http.representation import BY_LANGUAGE, Representation, entity_tag
from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.translation import _
from api.registers.register_page import legend, values_of
from api.registers.table_files import CSVW, SUFFIX, as_csv, as_csvw, as_json
from api.registers.upset_chart import upset
from api.svg.svg_style import alone
from graph.comparison.comparison_report import MAKERS, ComparisonReport, compare
from graph.comparison.figure_tables import FigureTable
from graph.comparison.gathering import gather
from graph.engine.base import CSV
from graph.errors import NotFound
from graph.texts import N_

router = resource.router(tags=["registers"])
_TABLE: Final = declaring(in_path("table", "overlap", "Name of a table of the comparison."))
_JSON: Final = "application/json"
_PROBLEMS: Final = NOT_MODIFIED | DATED_PROBLEMS | problems(404, 503, 507)


async def report_of(generation: Generation) -> ComparisonReport:
    """The comparison of a state of the data, worked out once.

    It goes on when the one who asked goes away, for others will ask for the same.

    Raises:
        LimitMet: the engine's limits are too low for the graph.
    """

    async def make() -> ComparisonReport:
        found = await gather(generation.engine, await generation.networks.facts())
        return await asyncio.to_thread(compare, found)

    task = asyncio.ensure_future(generation.parts.get("registers", make))
    # What fails when nobody waits any more is told to the next who asks.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(task)


@router.get(
    "/registers",
    operation_id="registers",
    summary="Registers compared: which ties each list gives, what supports them, who is missing",
    responses=ok([HTML.media_type]) | NOT_MODIFIED | DATED_PROBLEMS | problems(503, 507),
    dependencies=[LANGUAGE, DATED],
)
async def registers(request: Request) -> Response:
    """The comparison as a page; without a list it says how to load one."""
    lang = language_of(request)
    generation = generation_of(request)

    async def values() -> Mapping[str, Any]:
        report = await report_of(generation)
        return await asyncio.to_thread(values_of, report, lang)

    return await daily_page(request, "registers.html", values)


@router.get(
    "/registers.svg",
    operation_id="registers-svg",
    summary="Which registers name which pairs: a drawing in print quality",
    responses=ok(["image/svg+xml"]) | _PROBLEMS,
    dependencies=[LANGUAGE, DATED],
)
async def drawing(request: Request) -> Response:
    """The figure of the page with its legend and where it is from."""
    lang = language_of(request)
    generation = generation_of(request)
    tag = entity_tag(generation.name, "registers.svg", lang, site_of(request), today().isoformat())
    shown = Representation(request=request, tag=tag, vary=BY_LANGUAGE, kept=generation.finished)
    if ready := shown.ready():
        return ready
    report = await while_connected(request, report_of(generation))
    body = await asyncio.to_thread(_drawn, request, report, lang)
    return shown.send(body, "image/svg+xml")


def _drawn(request: Request, report: ComparisonReport, lang: Lang) -> bytes:
    seen = _("seen on {day}", lang, day=in_words(today().isoformat(), lang))
    where = f"Venskab, {report.generation}, {seen}, {site_of(request)}{request.url.path}"
    title = _("Who says that two municipalities are twinned?", lang)
    figure = upset(report, lang)
    figure.append(hatch())
    return alone(sheet(figure, title, legend(lang), lang, where))


@router.get(
    "/registers/{table}.csv",
    operation_id="registers-csv",
    summary="A table of the comparison as CSV",
    responses=ok([CSV.media_type]) | _PROBLEMS,
    dependencies=[_TABLE, DATED],
)
async def table_csv(request: Request) -> Response:
    """The table as CSV; its header ``Link`` leads to what its columns mean."""
    name = _named(request)
    described = f'<{site_of(request)}/registers/{name}.{SUFFIX}>; rel="describedby"; type="{CSVW}"'
    more = {
        "Link": described,
        "Content-Disposition": f'attachment; filename="venskab-registers-{name}.csv"',
    }
    shown = _shown(request, "csv", vary="", more=more)
    if ready := shown.ready():
        return ready
    body = await asyncio.to_thread(as_csv, await _table(request, name))
    return shown.send(body, f"{CSV.media_type}; charset=utf-8")


@router.get(
    f"/registers/{{table}}.{SUFFIX}",
    operation_id="registers-csvw",
    summary="The meaning of the columns of that CSV (CSVW)",
    responses=ok([CSVW]) | _PROBLEMS,
    dependencies=[_TABLE, DATED],
)
async def table_csvw(request: Request) -> Response:
    """The CSVW metadata of a table."""
    name = _named(request)
    shown = _shown(request, "csvw", vary="")
    if ready := shown.ready():
        return ready
    return shown.send(as_csvw(await _table(request, name), f"{name}.csv"), CSVW)


@router.get(
    "/registers/{table}.json",
    operation_id="registers-json",
    summary="A table of the comparison as JSON, with its method and what is not in it",
    responses=ok([_JSON]) | _PROBLEMS,
    dependencies=[_TABLE, LANGUAGE, DATED],
)
async def table_json(request: Request) -> Response:
    """The table as JSON."""
    name, lang = _named(request), language_of(request)
    shown = _shown(request, f"json {lang}", vary=BY_LANGUAGE)
    if ready := shown.ready():
        return ready
    table = await _table(request, name)
    generation = generation_of(request).engine.generation
    return shown.send(await asyncio.to_thread(as_json, table, generation, lang), _JSON)


def _named(request: Request) -> str:
    name: str = request.path_params["table"]
    if name not in MAKERS:
        raise NotFound(
            N_("There is no table {name!r} of registers.", name=name[:40]),
            hint=N_("Take {known}.", known=", ".join(MAKERS)),
        )
    return name


def _shown(
    request: Request, form: str, *, vary: str, more: Mapping[str, str] | None = None
) -> Representation:
    generation = generation_of(request)
    tag = entity_tag(generation.name, request.url.path, form, site_of(request))
    return Representation(
        request=request, tag=tag, vary=vary, kept=generation.finished, more=more or {}
    )


async def _table(request: Request, name: str) -> FigureTable:
    report = await while_connected(request, report_of(generation_of(request)))
    return report.tables[name]
