"""``/queries``: the library's questions; each describes itself, and answers when it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response

from api.charts.chart_responses import SVG, picture_file, view_named
from api.generation.dependencies import EngineDep, NamesDep, SettingsDep
from api.generation.shared_parameters import DATED, DATED_PROBLEMS, LANGUAGE, TIERED
from api.html.rendering import language_of, page
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, in_query, ok, problems
from api.http.http_error import HttpError
from api.http.library_parameters import declared
from api.http.negotiation import DOCUMENTS, HTML, JSON_DOCUMENT, RDF, acceptable, prefers_html
from api.http.representation import AN_HOUR, BY_FORMAT, Representation, base_of, entity_tag
from api.locale.language import from_parameter, of_data
from api.locale.result_table import answer
from api.locale.translation import in_language
from api.problems.problem import not_acceptable, respond
from api.questions.question import bound, described, formats_of
from api.questions.question_page import question_page
from api.sparql.sparql_routes import answered
from graph.engine.base import TURTLE, Engine, Format
from graph.engine.base import Request as Asked
from graph.engine.writing import converted
from graph.errors import NotFound
from graph.texts import N_
from queries.examples import as_turtle, sparql_of
from queries.library import Query, library

router = resource.router()

_NO_FORMAT: Final = N_("No format that you accept is on offer.")
SPARQL: Final = Format("sparql", "application/sparql-query", "rq", frozenset())


@router.get(
    "/queries",
    operation_id="queries",
    tags=["questions"],
    summary="All questions",
    responses=ok([JSON_DOCUMENT.media_type, *DOCUMENTS]) | NOT_MODIFIED | problems(406),
    dependencies=[LANGUAGE],
)
async def index(request: Request, settings: SettingsDep) -> Response:
    """All questions of the library: a page, JSON, or RDF."""
    if prefers_html(request.headers.get("accept")):
        return page(request, "questions.html", questions=list(library().values()))
    base = base_of(request, settings)
    told = {"queries": [described(query, base) for query in library().values()]}
    return _described(request, base, "queries", told, library())


@router.get(
    "/.well-known/sparql-examples",
    operation_id="examples",
    tags=["questions"],
    summary="All questions as RDF",
    responses=ok(form.media_type for form in RDF) | NOT_MODIFIED | problems(406),
)
async def examples(request: Request, settings: SettingsDep) -> Response:
    """All questions as RDF, in the form that editors of SPARQL look for here."""
    base = base_of(request, settings)
    return _described(request, base, ".well-known/sparql-examples", None, library())


@router.get("/query/{name}", include_in_schema=False)
@router.get("/questions", include_in_schema=False)
@router.get("/questions/{name}", include_in_schema=False)
async def moved(request: Request, settings: SettingsDep) -> Response:
    """A question's IRI leads to the question; so does the address it had before."""
    _, place, *rest = request.url.path.split("/")
    name = f"/{_known(rest[0]).name}" if rest else ""
    asked = f"?{request.url.query}" if request.url.query else ""
    target = f"{base_of(request, settings)}queries{name}{asked}"
    return Response(status_code=303 if place == "query" else 308, headers={"Location": target})


async def question(
    request: Request, engine: EngineDep, settings: SettingsDep, names: NamesDep
) -> Response:
    """One question: its page, its description, or its answer.

    With any parameter, or where only a format of answers is accepted, it is the answer.
    """
    name = request.url.path.rpartition("/")[2]
    query = _known(name.removesuffix(".rq"))
    if name.endswith(".rq"):
        lang = from_parameter(request.query_params.get("lang"))
        text = sparql_of(query, of_data(lang) if lang else "")
        return Response(text, 200, {"Cache-Control": AN_HOUR}, SPARQL.media_type)
    accept, wanted = request.headers.get("accept"), request.query_params.get("format")
    if wanted == HTML.name or (wanted is None and prefers_html(accept)):
        return await question_page(request, query, engine, names, settings.base_url)
    if not request.query_params and acceptable(accept, (JSON_DOCUMENT, *RDF)):
        base = base_of(request, settings)
        told = described(query, base)
        return _described(request, base, f"queries/{query.name}", told, {query.name: query})
    return await _answer(request, query, engine)


def _known(name: str) -> Query:
    query = library().get(name)
    if query is None:
        raise NotFound(
            N_("There is no question {name!a}.", name=name[:60]),
            hint=N_("See /queries for all of them."),
        )
    return query


def _described(
    request: Request,
    base: str,
    place: str,
    told: Mapping[str, Any] | None,
    chosen: Mapping[str, Query],
) -> Response:
    """Questions described in JSON, where there is such a description, or in RDF."""
    offered = RDF if told is None else (JSON_DOCUMENT, *RDF)
    fitting = acceptable(request.headers.get("accept"), offered)
    if not fitting:
        names = [form.media_type for form in offered]
        return respond(request, not_acceptable(_NO_FORMAT, names))
    turtle = as_turtle(chosen, endpoint=f"{base}sparql").encode()
    form = fitting[0]
    tag = entity_tag(turtle, base, place, form.name)
    shown = Representation(request=request, tag=tag, vary=BY_FORMAT, cache=AN_HOUR)
    if known := shown.not_modified():
        return known
    if form is JSON_DOCUMENT:
        body = json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
        return shown.send(body, JSON_DOCUMENT.media_type)
    return shown.send(turtle if form is TURTLE else converted(turtle, form), form.media_type)


async def _answer(request: Request, query: Query, engine: Engine) -> Response:
    offered = formats_of(query)
    formats = _formats(request, offered)
    if not formats:
        names = [form.media_type for form in offered]
        detail = N_("{name} answers with {kind}.", name=query.name, kind=_kind(query))
        return respond(request, not_acceptable(detail, names))
    if formats[0] is SVG:
        return await _drawn(request, query, engine)
    asked = Asked(bound(request, query), tuple(form for form in formats if form is not SVG))
    response = await answered(request, engine, asked, file=query.name)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


async def _drawn(request: Request, query: Query, engine: Engine) -> Response:
    """The picture of the answer alone."""
    lang = language_of(request)
    found = await while_connected(request, answer(engine, Asked(bound(request, query)), lang))
    view = view_named(query.result)
    return await picture_file(request, found, view, in_language(query.title, lang), query.name)


def _kind(query: Query) -> str:
    return N_("triples") if query.result == "graph" else N_("rows")


def _formats(request: Request, offered: tuple[Format, ...]) -> tuple[Format, ...]:
    wanted = request.query_params.get("format")
    if wanted is None:
        return acceptable(request.headers.get("accept"), offered)
    chosen = next((form for form in offered if wanted in (form.name, form.media_type)), None)
    if chosen is None:
        names = [form.name for form in offered]
        raise HttpError(
            400,
            "bad-parameter",
            N_("This question has no format {format!a}.", format=wanted[:40]),
            hint=N_("Take {names}.", names=", ".join(names)),
            members={"parameter": "format", "known": names},
        )
    return (chosen,)


# The route that answers for all questions, their texts too, and for names that none has.
router.add_api_route("/queries/{name}", question, include_in_schema=False)
# One a question, for the document; whoever asks for something else does not wait for these.
each = resource.router()


def _add(query: Query) -> None:
    """The route of a question, whose parameters are those of its front matter."""
    formats = formats_of(query)
    names = {"type": "string", "enum": [*(form.name for form in formats), HTML.name]}
    wanted = in_query("format", names, "A format, where Accept cannot be set.", formats[0].name)
    # Without any parameter the question describes itself.
    types = [*(form.media_type for form in formats), JSON_DOCUMENT.media_type, *DOCUMENTS]
    each.add_api_route(
        f"/queries/{query.name}",
        question,
        operation_id=f"query-{query.name}",
        summary=query.title["en"],
        description=query.description["en"],
        tags=list(query.tags),
        responses=ok(types) | NOT_MODIFIED | DATED_PROBLEMS | problems(400, 406, 503, 504, 507),
        dependencies=[declaring(*map(declared, query.parameters), wanted), DATED, TIERED],
    )


for _query in library().values():
    _add(_query)
