"""Renders the HTML pages: one Jinja2 environment, two languages, no JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from urllib.parse import urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.language import Lang, from_header, from_parameter


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language_of(request: Request) -> Lang:
    """The reader's language: ``?lang=``, else ``Accept-Language``, else English."""
    chosen = from_parameter(request.query_params.get("lang"))
    return chosen or from_header(request.headers.get("accept-language"))


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """The page ``template`` in the reader's language.

    Templates get ``lang`` and ``lang_chosen`` (whether by the address), ``say(danish, english)``,
    ``number(count)``, ``first_sentence(text)``, ``link(path, **parameters)`` (keeps a chosen
    language), ``other_language`` (this page in the other language), ``origin``, ``version`` and
    ``values``.
    """
    lang = language_of(request)
    text = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            say=lambda danish, english: danish if lang == "da" else english,
            link=lambda path, **parameters: _link(request, path, parameters),
            other_language=_other_language(request, lang),
            first_sentence=lambda text: text.partition(". ")[0].removesuffix(".") + ".",
            lang_chosen=from_parameter(request.query_params.get("lang")) is not None,
            number=lambda count: f"{count:,}".replace(",", "." if lang == "da" else ","),
            origin=str(request.base_url).rstrip("/"),
            version=version("venskab"),
            **values,
        )
    )
    kept = {"Content-Language": lang, "Cache-Control": "no-cache"} | dict(headers or {})
    kept["Vary"] = "Accept, Accept-Language"
    return Response(text, status, kept, "text/html")


def _link(request: Request, path: str, parameters: Mapping[str, str]) -> str:
    chosen = from_parameter(request.query_params.get("lang"))
    pairs = list(parameters.items()) + ([("lang", chosen)] if chosen else [])
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _other_language(request: Request, lang: Lang) -> str:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    pairs.append(("lang", "en" if lang == "da" else "da"))
    return f"{request.url.path}?{urlencode(pairs)}"
