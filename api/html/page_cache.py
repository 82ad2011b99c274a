"""Pages that show the data of one generation on one day, sent once to who has them already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from fastapi import Request, Response

from api.generation.generation import view_of
from api.html.provenance import disagree, here
from api.html.rendering import language_of, page, site_of
from api.http.client_watch import while_connected
from api.http.conditional import is_known
from api.locale.column_labels import code
from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.result_table import plain_rows
from graph.engine.base import Engine
from queries.library import library

Making = Callable[[], Coroutine[Any, Any, Mapping[str, Any]]]


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


async def daily_page(request: Request, engine: Engine, template: str, making: Making) -> Response:
    """The page ``template`` with what ``making`` gives, or 304 where the client has it.

    Raises:
        VenskabError: the engine could not answer.
        ClientGone: the client hung up.
    """
    lang, view = language_of(request), view_of(request)
    about = (version("venskab"), engine.generation, view.as_of, today(), lang, site_of(request))
    parts = (*about, request.url.path, request.url.query)
    tag = f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    if done := view.finished.find(tag):
        return done
    values = await while_connected(request, making())
    made = page(request, template, headers=headers, **helpers(lang), **values)
    return view.finished.keep(tag, made)


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
    return await plain_rows(engine, library()[name].bind(values))
