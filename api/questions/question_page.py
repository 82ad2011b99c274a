"""The page of a question: its form, its answer as picture and table, its text and its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from api.charts.chart_responses import SVG, pictured, view_named
from api.html.rendering import language_of, page
from api.http.client_watch import while_connected
from api.http.http_error import HttpError
from api.locale.result_table import answer
from api.locale.translation import in_language, translator
from api.network.explorer import labels
from api.problems.problem import problem_of
from api.questions.form_input import called, read
from api.questions.question import address, bound, data_format, editor, formats_of
from api.search.typed_names import short
from api.sparql.client_code import code
from graph.engine.base import Engine
from graph.engine.base import Request as Asked
from graph.errors import BadParameter, LimitMet
from graph.search.name_search import NameSearch
from queries.library import Query

# What stands on the page only when there is something to tell.
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType(
    {"answer": None, "picture": None, "fault": "", "unclear": {}, "called": {}}
)


async def question_page(
    request: Request, query: Query, engine: Engine, names: NameSearch, base: str
) -> Response:
    """The question's form, and the answer for the values in the address.

    An address with a name in place of an IRI leads to the one with the IRI, which stays right
    when another thing comes to be called so.
    """
    lang, given = language_of(request), dict(request.query_params)
    typed = await while_connected(request, read(query, given, names))
    if typed.unclear:
        return _page(request, query, base, status=400, unclear=typed.unclear)
    if typed.values != given:
        return RedirectResponse(f"{request.url.path}?{urlencode(typed.values)}", 303)
    try:
        text = bound(request, query, from_form=True)
        found = await while_connected(request, answer(engine, Asked(text), lang))
        view = view_named(query.result)
        drawn = (
            await pictured(request, found, view, in_language(query.title, lang)) if view else None
        )
        so = await while_connected(request, called(query, given, engine, lang))
    except (HttpError, BadParameter, LimitMet) as error:
        return _page(
            request,
            query,
            base,
            status=problem_of(error).status,
            fault=error.sentence(translator(lang)),
        )
    return _page(request, query, base, text=text, answer=found, picture=drawn, called=so)


def _page(
    request: Request, query: Query, base: str, *, text: str = "", status: int = 200, **told: Any
) -> Response:
    values = dict(request.query_params)
    lang = language_of(request)
    declared = {each.name for each in query.parameters}
    asked = {"lang": lang} | {name: v for name, v in values.items() if v.strip()}
    kept = {name: value for name, value in asked.items() if name in declared}
    shown = (base or str(request.base_url)).rstrip("/") + "/"
    url = address(query, shown, kept | {"format": data_format(query)})
    sparql = _without_front_matter(text or query.text)
    return page(
        request,
        "question.html",
        status=status,
        question=query,
        given=values,
        sparql=sparql,
        short=short,
        concepts=partial(labels, lang=lang),
        editor=editor(query, sparql),
        formats=[form for form in formats_of(query) if form is not SVG],
        place=lambda name: address(query, "/", kept | {"format": name}),
        choose=lambda name, iri: address(query, "/", kept | {name: short(iri)}),
        code=code(url, graph=query.result == "graph"),
        **{**_NOTHING, **told},
    )


def _without_front_matter(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()
