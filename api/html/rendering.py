"""Renders the HTML pages: one Jinja2 environment, the reader's language, no JavaScript needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Final
from urllib.parse import urlencode

from babel.numbers import format_decimal
from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.generation.generation import TIMELESS, generation_of
from api.html.assets import script
from api.html.navigation import footings, places
from api.html.profile import profile_of, report_address
from api.locale.date_format import in_words
from api.locale.language import Lang, from_header, from_parameter, languages
from api.locale.locale_data import locale_of, own_name, with_country
from api.locale.page_texts import texts_of
from graph.ledger.short_names import short_graph
from graph.licenses import short_name

_FORMATS: Final = {
    "geojson": "GeoJSON",
    "jsonld": "JSON-LD",
    "nquads": "N-Quads",
    "ntriples": "N-Triples",
    "rdfxml": "RDF/XML",
    "trig": "TriG",
    "turtle": "Turtle",
}
_ALTERNATE: Final = re.compile(r'<([^>]+)>; rel="alternate"; type="([^"]+)"')


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension offers it as an attribute only.
    vars(made)["newstyle_gettext"] = True
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return made


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

    Templates get ``values`` and what :func:`_common` and :func:`_words` give. Of the values three
    are for the head of the page: ``canonical``, the address that stands for the page; ``jsonld``,
    what a search engine reads of it; and ``alternates``, its other forms as addresses and media
    types, which are those of the header ``Link`` unless they are given.
    """
    lang = language_of(request)
    others = _alternates(request, headers or {})
    known = texts_of(lang) | _words(request, lang) | _common(request, lang)
    known |= {"alternates": others} | values
    text = _environment().get_template(template).render(known)
    kept = {"Content-Language": lang, "Cache-Control": "no-cache"} | dict(headers or {})
    kept["Vary"] = "Accept, Accept-Language"
    return Response(text, status, kept, "text/html")


def alone(template: str, lang: Lang, **values: object) -> str:
    """A page that stands by itself, without a server: its links name the things' own IRIs."""
    words = {
        "lang": lang,
        "number": lambda count: _number(count, lang),
        "link": lambda path: path,
        "here": lambda iri: iri,
    }
    return _environment().get_template(template).render(texts_of(lang) | words | values)


def _alternates(request: Request, headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The other forms of a page that its header ``Link`` names, of the same state of the data."""
    asked = generation_of(request).asked
    state = f"?{urlencode(asked)}" if asked else ""
    found = _ALTERNATE.findall(headers.get("Link", ""))
    return [(address + state, media_type) for address, media_type in found]


def _number(count: int, lang: Lang) -> str:
    return format_decimal(count, locale=locale_of(lang))


def _words(request: Request, lang: Lang) -> dict[str, object]:
    """The functions and words that templates say and link with.

    ``lang`` and ``lang_chosen`` (whether by the address),
    ``number(count)``, ``day(text)`` (a date in words), ``format_name(name)`` (as its
    specification writes it), ``first_sentence(text)``,
    ``link(path, **parameters)`` (keeps a chosen language), ``webcal(path)`` (to subscribe to),
    ``other_languages`` (code, name and
    this page's address in each), ``without(name)`` (this page without a parameter),
    ``of_tier(tier)`` (this page of another tier) and
    ``script(name)`` (the address of a built script, or blank). The texts are those of
    :func:`api.locale.page_texts.texts_of`.
    """
    return {
        "lang": lang,
        "lang_chosen": from_parameter(request.query_params.get("lang")) is not None,
        "number": lambda count: _number(count, lang),
        "format_name": lambda name: _FORMATS.get(name, name.upper()),
        "day": lambda text: in_words(text, lang),
        "first_sentence": lambda text: text.partition(". ")[0].removesuffix(".") + ".",
        "link": lambda path, **parameters: link(request, path, parameters),
        "webcal": lambda path: webcal(request, path),
        "other_languages": _other_languages(request, lang),
        "without": lambda name: _without(request, name),
        "of_tier": lambda tier: _of_tier(request, tier),
        "script": script,
    }


def _common(request: Request, lang: Lang) -> dict[str, object]:
    """The values around every page: where it is, which data it shows, where others are.

    ``profile`` is the deployment's, and ``report(subject)`` where an error on this page is
    reported, or blank.
    """
    state, site = request.app.state, site_of(request)
    plain = set(request.query_params) <= {"lang"}
    return {
        "site": site,
        "path": request.url.path,
        "languages": sorted(languages()),
        "open_graph_locale": with_country(lang),
        "canonical": site + request.url.path if plain else "",
        "jsonld": None,
        "generation": generation_of(request).engine.generation,
        "as_of": generation_of(request).as_of,
        "tier": str(generation_of(request).tier),
        "state": generation_of(request).asked,
        "timeless": request.scope.get(TIMELESS, True),
        "damaged": [short_graph(iri) for iri in generation_of(request).engine.state.damaged],
        "license": state.settings.licence,
        "license_name": short_name(state.settings.licence),
        "short_name": short_name,
        "served": state.served,
        "places": places(state.served, lang),
        "footings": footings(state.served, lang),
        "profile": profile_of(state.settings, lang),
        "report": lambda subject: report_address(
            state.settings, lang, site + request.url.path, subject
        ),
        "version": version("venskab"),
    }


def site_of(request: Request) -> str:
    """The address that this deployment is reached at, without a slash at the end."""
    chosen: str = request.app.state.settings.base_url
    return (chosen or str(request.base_url)).rstrip("/")


def webcal(request: Request, path: str) -> str:
    """The address that a calendar program subscribes to when a reader follows it."""
    return f"webcal://{site_of(request).partition('://')[2]}{path}"


def link(request: Request, path: str, parameters: Mapping[str, str]) -> str:
    """A path of this site with its parameters; a chosen language and state are kept."""
    chosen = from_parameter(request.query_params.get("lang"))
    kept = {"lang": chosen, **generation_of(request).asked}
    pairs = list(parameters.items()) + [pair for pair in kept.items() if pair[1]]
    place, mark, fragment = path.partition("#")
    joint = "&" if "?" in place else "?"
    return f"{place}{joint}{urlencode(pairs)}{mark}{fragment}" if pairs else path


def _without(request: Request, name: str) -> str:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != name]
    pairs += [pair for pair in generation_of(request).asked.items() if pair[0] != name]
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path


def _of_tier(request: Request, tier: str) -> str:
    """The address of the same page of another tier."""
    there = _without(request, "tier")
    return f"{there}{'&' if '?' in there else '?'}tier={tier}"


def _other_languages(request: Request, lang: Lang) -> list[tuple[Lang, str, str]]:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    state = generation_of(request).asked.items()
    return [
        (each, own_name(each), f"{request.url.path}?{urlencode([*pairs, ('lang', each), *state])}")
        for each in languages()
        if each != lang
    ]
