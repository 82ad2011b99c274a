"""Pages that show the data of one generation on one day, sent once to who has them already."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, date, datetime
from typing import Any

from fastapi import Request, Response

from api.generation.generation import generation_of
from api.html.provenance import disagree, here
from api.html.rendering import language_of, page, site_of
from api.http.client_watch import while_connected
from api.http.representation import Representation, entity_tag
from api.locale.column_labels import code
from api.locale.date_format import in_words
from api.locale.language import Lang, of_data
from api.locale.result_table import plain_rows
from graph.engine.base import Engine
from queries.library import library

Making = Callable[[], Coroutine[Any, Any, Mapping[str, Any]]]


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


async def daily_page(request: Request, template: str, making: Making) -> Response:
    """The page ``template`` with what ``making`` gives, or 304 where the client has it.

    Raises:
        VenskabError: the engine could not answer.
        ClientGone: the client hung up.
    """
    kept = generation_of(request).finished
    shown = Representation(request=request, tag=entity_tag(*page_state(request)), kept=kept)
    if ready := shown.ready():
        return ready
    values = await while_connected(request, making())
    known = helpers(language_of(request)) | dict(values)
    return shown.keep(page(request, template, headers=shown.headers, **known))


def page_state(request: Request) -> tuple[str, ...]:
    """The parts that every page depends on: address, language, state of the data, and day."""
    generation, url = generation_of(request), request.url
    state = (generation.name, today().isoformat())
    return (site_of(request), url.path, url.query, language_of(request), *state)


def helpers(lang: Lang) -> dict[str, Any]:
    """The functions with which templates show things and who says so."""
    return {
        "here": here,
        "code": lambda word: code(word, lang),
        "disagree": disagree,
        "dated": in_words,
    }


async def ask(engine: Engine, name: str, **values: str) -> list[dict[str, str]]:
    """The rows of a question of the library; variables that are not bound are absent.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    if "lang" in values:
        values["lang"] = of_data(values["lang"])
    return await plain_rows(engine, library()[name].bind(values))
