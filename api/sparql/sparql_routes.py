"""``/sparql``: the SPARQL 1.1 protocol over the engine, and a form for browsers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response

from api.charts.chart import Chart
from api.charts.chart_responses import SVG, picture_file, pictured, view_for
from api.generation.generation import generation_of
from api.generation.shared_parameters import DATED, TIERED
from api.html.rendering import language_of, page, site_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, body, declaring, ok, problems
from api.http.negotiation import HTML, acceptable, by_name, prefers_html
from api.http.representation import BY_FORMAT, NEVER, Representation, base_of, entity_tag, weak
from api.http.spooled_response import SpooledResponse
from api.locale.language import of_data
from api.locale.result_table import ResultAnswer
from api.locale.result_table import answer as answer_for_page
from api.locale.translation import _
from api.monitoring.request_log import note
from api.problems.problem import ProblemDetails, not_acceptable, problem_of, respond
from api.sparql.client_code import code
from api.sparql.protocol import DIRECT, Operation, read_operation
from api.sparql.remarks import Remark, after, warnings
from api.sparql.sparql_parameters import ANSWERS, OPTIONS, QUERY, REFUSED, SHORT
from graph.engine import base
from graph.engine.base import FORMATS, Engine, Format, Kind, Result
from graph.engine.cache import repeatable
from graph.errors import BadQuery, VenskabError
from graph.texts import N_
from queries.library import library

router = resource.router(tags=["SPARQL"])

_EXAMPLE: Final = """\
PREFIX vsk: <https://w3id.org/venskab/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?agreement ?label ?signed ?source WHERE {
  GRAPH ?source { ?agreement a vsk:Agreement ; rdfs:label ?label }
  FILTER(LANG(?label) = "%s")
  OPTIONAL { ?agreement vsk:signed ?signed }
}
ORDER BY ?agreement"""
_TITLE: Final = N_("The answer to the query")


@router.get(
    "/sparql",
    operation_id="sparql-get",
    summary="Ask a query",
    responses=ok((*ANSWERS, HTML.media_type, SVG.media_type)) | NOT_MODIFIED | REFUSED,
    dependencies=[declaring(QUERY, *OPTIONS), DATED, TIERED],
)
@router.post(
    "/sparql",
    operation_id="sparql-post",
    summary="Ask a query that is too long for an address",
    responses=ok((*ANSWERS, SVG.media_type)) | NOT_MODIFIED | REFUSED | problems(415),
    dependencies=[declaring(*OPTIONS), DATED, TIERED],
    openapi_extra={"requestBody": body({DIRECT: SHORT})},
)
async def sparql(request: Request) -> Response:
    """Answer a query; without one, describe the service, or show a browser the form."""
    generation = generation_of(request)
    engine = generation.engine
    if ready := generation.answered.find(request):
        return ready
    operation = await read_operation(request, longest=engine.limits.text)
    html = _wants_html(request, operation)
    if operation.query is None:
        view_for(operation.view, "")
        return await _unasked(request, operation, html=html)
    if html or _wants_svg(request, operation):
        shown = _answer_page if html else _drawn
        return await shown(request, engine, operation, operation.query)
    # A view that does not exist is told of, even where nothing would be drawn.
    view_for(operation.view, "")
    formats = _formats(request, operation)
    if not formats:
        offered = [each.media_type for each in FORMATS]
        detail = N_("No format that you accept is on offer here.")
        return respond(request, not_acceptable(detail, offered))
    asked = _asked(operation, operation.query, formats)
    return await answered(request, engine, asked, file="venskab" if operation.formats else "")


async def _unasked(request: Request, operation: Operation, *, html: bool) -> Response:
    if html:
        return _form(request, _EXAMPLE % of_data(language_of(request)))
    return await _describe(request, _description_format(request, operation))


def _wants_html(request: Request, operation: Operation) -> bool:
    if named := _named(operation):
        return named[0] is HTML
    return prefers_html(request.headers.get("accept"))


def _wants_svg(request: Request, operation: Operation) -> bool:
    if named := _named(operation):
        return named[0] is SVG
    return acceptable(request.headers.get("accept"), (*FORMATS, SVG))[:1] == (SVG,)


def _formats(request: Request, operation: Operation) -> tuple[Format, ...]:
    """The formats that are named, which stand above ``Accept``; what none carries is left to it."""
    accepted = acceptable(request.headers.get("accept"))
    return tuple(dict.fromkeys((*_data(operation), *accepted)))


def _data(operation: Operation) -> tuple[Format, ...]:
    return tuple(each for each in _named(operation) if each in FORMATS)


def _named(operation: Operation) -> tuple[Format, ...]:
    """The formats that a client names; a name that nobody knows is none."""
    svg = (SVG.name, SVG.media_type)
    found = [(SVG,) if name.strip().lower() in svg else by_name(name) for name in operation.formats]
    return tuple(form for forms in found for form in forms)


def _description_format(request: Request, operation: Operation) -> Format:
    """The format for a client that names no query: it may want to know what this address is."""
    accepted = acceptable(request.headers.get("accept"))
    fitting = [each for each in _data(operation) or accepted if Kind.GRAPH in each.kinds]
    stated = operation.default_graphs or operation.named_graphs or operation.seconds
    if stated or not fitting:
        raise BadQuery(
            N_("There is no query."),
            hint=N_("Add ?query=, or ask for RDF to get the service description."),
        )
    return fitting[0]


async def _describe(request: Request, form: Format) -> Response:
    """The service description of the endpoint that was asked."""
    description = generation_of(request).service_description
    endpoint = base_of(request, request.app.state.settings) + "sparql"
    generation, body = await while_connected(request, description.document(endpoint, form))
    tag = entity_tag(generation, endpoint, form.name)
    shown = Representation(request=request, tag=tag, vary=BY_FORMAT)
    return shown.not_modified() or shown.send(body, form.media_type)


def _asked(operation: Operation, query: str, formats: Sequence[Format]) -> base.Request:
    return base.Request(
        query, formats, operation.default_graphs, operation.named_graphs, operation.seconds
    )


async def answered(
    request: Request, engine: Engine, asked: base.Request, *, file: str = ""
) -> Response:
    """The answer to a query in the best format that carries it, or 304 where it is known.

    Args:
        request: what the client asks; its body was read.
        engine: who answers.
        asked: the query.
        file: what a browser names the answer when it keeps it, without an ending; blank: nothing.

    Raises:
        VenskabError: the query failed or met a limit.
        Unacceptable: none of the formats carries the answer.
    """
    shown = _representation(request, engine.generation, asked)
    if known := shown.not_modified():
        return known
    note(query=asked.text)
    result = await while_connected(request, engine.query(asked))
    note(rows=result.rows)
    headers = shown.headers | timing(result.seconds, result.rows)
    if file:
        name = generation_of(request).file_name(file)
        headers["Content-Disposition"] = f'inline; filename="{name}.{result.format.suffix}"'
    response = _send(result, headers, with_body=request.method != "HEAD")
    if "ETag" in headers and result.path is None:
        generation_of(request).answered.keep(request, asked, response)
    return response


def timing(seconds: float, rows: int | None) -> dict[str, str]:
    """The header ``Server-Timing`` of an answer: how long the engine took, and the rows it gave.

    Args:
        seconds: time of the engine, s; of an answer that was kept, when it was worked out.
        rows: rows of solutions; None for what has none.
    """
    counted = "" if rows is None else f', rows;desc="{rows}"'
    return {"Server-Timing": f"query;dur={seconds * 1000:.1f}{counted}"}


def _representation(request: Request, generation: str, asked: base.Request) -> Representation:
    """What names an answer; nothing does for a query that never answers the same twice.

    One generation never changes, so generation, query, dataset and formats name the answer: but for
    the order of rows that the query leaves open, which differs between stores of one state.
    """
    if not repeatable(asked.text):
        return Representation(request=request, tag="", vary=BY_FORMAT, cache=NEVER)
    formats = tuple(each.name for each in asked.formats)
    tag = entity_tag(generation, formats, asked.default_graphs, asked.named_graphs, asked.text)
    return Representation(request=request, tag=weak(tag), vary=BY_FORMAT)


def _send(result: Result, headers: dict[str, str], *, with_body: bool) -> Response:
    headers = headers | {"Content-Length": str(result.size)}
    media_type = result.format.media_type
    if result.path is None:
        return Response(result.body if with_body else b"", 200, headers, media_type)
    if with_body:
        return SpooledResponse(result.path, headers, media_type)
    result.path.unlink()
    return Response(b"", 200, headers, media_type)


def _form(
    request: Request,
    query: str,
    view: str = "",
    answer: ResultAnswer | None = None,
    picture: Chart | None = None,
    remarks: Sequence[Remark] = (),
    problem: ProblemDetails | None = None,
) -> Response:
    form = "turtle" if answer and answer.turtle else "csv"
    url = f"{site_of(request)}/sparql?{urlencode({'query': query, 'format': form})}"
    rows = len(answer.rows) if answer and answer.columns else None
    timed = timing(answer.seconds, rows) if answer else {}
    return page(
        request,
        "sparql.html",
        status=problem.status if problem else 200,
        headers=problem.headers if problem else timed,
        query=query,
        answer=answer,
        view=view,
        picture=picture,
        problem=problem,
        remarks=remarks,
        formats=FORMATS,
        code=code(url, graph=form == "turtle"),
        library=list(library().values()),
    )


async def _answer_page(
    request: Request, engine: Engine, operation: Operation, query: str
) -> Response:
    try:
        view = view_for(operation.view, query)
        found = await _found(request, engine, operation, query)
        drawn = await pictured(request, found, view, _title(request)) if view else None
    except VenskabError as error:
        told = await after(query, error)
        return _form(request, query, operation.view, remarks=told, problem=problem_of(error))
    return _form(request, query, operation.view, found, drawn, await warnings(query))


async def _drawn(request: Request, engine: Engine, operation: Operation, query: str) -> Response:
    """The picture of the answer alone."""
    view = view_for(operation.view, query)
    found = await _found(request, engine, operation, query)
    return await picture_file(request, found, view, _title(request), "venskab")


async def _found(
    request: Request, engine: Engine, operation: Operation, query: str
) -> ResultAnswer:
    asked = _asked(operation, query, FORMATS)
    return await while_connected(request, answer_for_page(engine, asked, language_of(request)))


def _title(request: Request) -> str:
    return _(_TITLE, language_of(request))
