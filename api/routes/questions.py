"""``/questions``: the library's questions as pages with a form and a table of the answer."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.deps import EngineDep, while_connected
from api.pages import language_of, page
from api.problems import problem_of
from api.tables import Answer, answer
from graph.engine.base import Request as Asked
from graph.errors import LimitMet, NotFound
from queries.library import Query, library

router = APIRouter(prefix="/questions")


@router.api_route("", methods=["GET", "HEAD"], include_in_schema=False)
async def index(request: Request) -> Response:
    """All questions of the library."""
    return page(request, "questions.html", questions=list(library().values()))


@router.api_route("/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def question(request: Request, name: str, engine: EngineDep) -> Response:
    """One question: its form, the answer for the values in the address, and its SPARQL."""
    query = library().get(name)
    if query is None:
        raise NotFound(f"There is no question {name!r}.", mend="See /questions for all of them.")
    given = {key: value for key, value in request.query_params.items() if key != "lang"}
    values = {key: value for key, value in given.items() if value.strip()}
    if any(parameter.name == "lang" for parameter in query.parameters):
        values["lang"] = language_of(request)
    try:
        text = query.bind(values)
    except ValueError as error:
        return _page(request, query, given, fault=str(error), status=400)
    try:
        found = await while_connected(request, answer(engine, Asked(text), language_of(request)))
    except LimitMet as error:
        status = problem_of(error).status
        return _page(request, query, given, fault=error.sentence(), status=status)
    return _page(request, query, given, text=text, answer=found)


def _page(
    request: Request,
    query: Query,
    given: dict[str, str],
    *,
    text: str = "",
    answer: Answer | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    return page(
        request,
        "question.html",
        status=status,
        question=query,
        given=given,
        sparql=_without_front_matter(text or query.text),
        answer=answer,
        fault=fault,
    )


def _without_front_matter(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()
