"""The page of a question: its form, its answer as picture and table, its text and its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from api.charts.chart_responses import SVG, pictured, view_named
from api.generation.generation import generation_of
from api.html.rendering import language_of, page
from api.http.client_watch import while_connected
from api.http.http_error import HttpError
from api.locale.column_labels import code as coded
from api.locale.countries import country_names
from api.locale.date_format import literal
from api.locale.language import Lang
from api.locale.result_table import Cell, ResultAnswer, answer
from api.locale.translation import in_language, translator
from api.network.explorer import labels
from api.problems.problem import problem_of
from api.questions.form_input import FormInput, called, read
from api.questions.question import address, bound, data_format, editor, formats_of
from api.search.field_faults import FieldFault, unclear
from api.search.typed_names import short, type_of_class
from api.sparql.client_code import code
from graph.engine.base import Engine
from graph.engine.base import Request as Asked
from graph.errors import BadParameter, LimitMet
from graph.search.name_search import NameSearch
from graph.terms import Term
from queries.library import Query

# What stands on the page only when there is something to tell.
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType(
    {"answer": None, "picture": None, "fault": "", "faults": {}}
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
    things = generation_of(request).resources.directory
    so = await while_connected(request, called(query, given, things, lang))
    shown = partial(_page, request, query, base, called=so)
    if typed.unclear:
        return shown(status=400, faults=_asked_back(request, query, typed))
    if typed.values != given:
        return RedirectResponse(f"{request.url.path}?{urlencode(typed.values)}", 303)
    try:
        text = bound(request, query, from_form=True)
        found = await while_connected(request, answer(engine, Asked(text), lang))
        view = view_named(query.result)
        drawn = (
            await pictured(request, found, view, in_language(query.title, lang)) if view else None
        )
    except (HttpError, BadParameter, LimitMet) as error:
        return shown(status=problem_of(error).status, **_told(query, error, lang))
    return shown(text=text, answer=_worded(found, lang), picture=drawn)


def _worded(found: ResultAnswer, lang: Lang) -> ResultAnswer:
    """The answer with dates, terms and truth values in words; its files have them as they are."""
    rows = tuple(
        tuple(
            _worded_cells(cells, terms.get(name), lang)
            for cells, (_heading, name) in zip(row, found.columns, strict=True)
        )
        for row, terms in zip(found.rows, found.terms, strict=True)
    )
    return replace(found, rows=rows)


def _worded_cells(cells: tuple[Cell, ...], term: Term | None, lang: Lang) -> tuple[Cell, ...]:
    if term is None or term.kind != "literal" or not term.datatype or len(cells) != 1:
        return cells
    worded = literal(term, lang)
    # What comes back as it is may be a code, which has its own word already.
    return cells if worded.text == term.value else (replace(cells[0], text=worded.text),)


def _asked_back(request: Request, query: Query, typed: FormInput) -> dict[str, FieldFault]:
    """What each field is asked back whose name names no one thing."""
    kept, lang = _kept(request, query), language_of(request)

    def chosen(name: str, iri: str) -> str:
        return address(query, "/", kept | {name: short(iri)})

    return {
        name: unclear(text, things, partial(chosen, name), lang)
        for name, (text, things) in typed.unclear.items()
    }


def _told(query: Query, error: HttpError | BadParameter | LimitMet, lang: Lang) -> dict[str, Any]:
    """What is wrong, told at its field where it has one, else for the whole form."""
    sentence = error.sentence(translator(lang))
    name = error.members.get("parameter") if isinstance(error, HttpError) else None
    if name in {each.name for each in query.parameters}:
        return {"faults": {str(name): FieldFault(sentence)}}
    return {"fault": sentence}


def _kept(request: Request, query: Query) -> dict[str, str]:
    """What the address asks of the question, and the language."""
    declared = {each.name for each in query.parameters}
    asked = {"lang": language_of(request)} | dict(request.query_params)
    return {name: value for name, value in asked.items() if name in declared and value.strip()}


def _page(
    request: Request, query: Query, base: str, *, text: str = "", status: int = 200, **told: Any
) -> Response:
    lang, kept = language_of(request), _kept(request, query)
    shown = (base or str(request.base_url)).rstrip("/") + "/"
    url = address(query, shown, kept | {"format": data_format(query)})
    sparql = _without_front_matter(text or query.text)
    return page(
        request,
        "question.html",
        status=status,
        question=query,
        given=dict(request.query_params),
        sparql=sparql,
        concepts=partial(labels, lang=lang),
        countries=country_names(lang),
        type_of_class=type_of_class,
        editor=editor(query, sparql),
        formats=[form for form in formats_of(query) if form is not SVG],
        place=lambda name: address(query, "/", kept | {"format": name}),
        code=code(url, graph=query.result == "graph"),
        word=lambda choice: coded(choice, lang),
        **{**_NOTHING, **told},
    )


def _without_front_matter(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()
