"""The page of one thing: by its type, or all that is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import Request, Response

from api.html.notes import Notes
from api.html.page_cache import helpers, today
from api.html.provenance import DescriptionView, predicates
from api.html.rendering import language_of, page
from api.http.negotiation import RDF
from api.http.representation import Document
from api.locale.language import Lang
from api.locale.result_table import Cell, labels
from api.pages import (
    activities,
    agreement,
    list_place,
    locality,
    municipality,
    network_and_person,
    partnership,
)
from api.pages.document_pane import pane
from api.pages.schema_org import of_thing
from api.pages.thing_view import ThingView
from graph.descriptions.describe import Description, successors
from graph.descriptions.related import WITH_STATUS, circle
from graph.engine.base import Engine
from graph.prefixes import BASE

View = Callable[[ThingView], Mapping[str, Any]]
# Type, as an IRI names it, to the template of its page and what that shows.
_TYPES: Final[dict[str, tuple[str, View]]] = {
    "municipality": ("municipality", municipality.view),
    "locality": ("locality", locality.view),
    "list-place": ("list_place", list_place.view),
    "partnership": ("partnership", partnership.view),
    "agreement": ("agreement", agreement.view),
    "initiative": ("initiative", activities.initiative),
    "exchange": ("initiative", activities.initiative),
    "visit": ("visit", activities.visit),
    "meeting": ("visit", activities.visit),
    "public-event": ("visit", activities.visit),
    "network": ("network", network_and_person.network),
    "person": ("person", network_and_person.person),
}


async def thing_page(
    request: Request, engine: Engine, document: Document, found: Description
) -> Response:
    """All that is said of a thing, with who says so beside each claim.

    Raises:
        VenskabError: the engine could not answer.
    """
    kind = type_of(found.iri)
    if kind in _TYPES or kind in WITH_STATUS:
        found = await circle(engine, found, kind)
    more = {
        "headers": document.headers,
        "canonical": BASE + document.address,
        "formats": RDF,
        "address": "/" + document.address,
    }
    return await shown_thing(request, engine, found, **more)


async def shown_thing(
    request: Request, engine: Engine, found: Description, **more: Any
) -> Response:
    """The page of a thing from statements that are at hand.

    Args:
        request: what the client asks.
        engine: who knows the names of properties.
        found: the description of the thing and its circle.
        more: what else the page gets, as of :func:`api.html.rendering.page`.

    Raises:
        VenskabError: the engine could not answer.
    """
    kind = type_of(found.iri)
    template, view = _TYPES.get(kind, ("", None))
    lang = language_of(request)
    reader = DescriptionView(found, await words_of(engine, predicates(found), lang), lang)
    folder = ThingView(reader, found.iri, lang, today())
    beside = pane(folder, request.app.state.documents) if kind == "agreement" else None
    values: dict[str, Any] = {
        "jsonld": of_thing(folder, kind, request.app.state.settings.licence),
        "reader": reader,
        "folder": folder,
        "iri": found.iri,
        "successors": [reader.name(iri) for iri in successors(found)],
        "notes": Notes(beside.holds) if beside else Notes(),
        "document": beside,
        **helpers(lang),
        **({"answer": None} | dict(view(folder)) if view else {}),
    }
    return page(request, f"records/{template}.html" if view else "thing.html", **values | more)


def type_of(iri: str) -> str:
    """The type of one of our things, as its IRI names it; blank for anything else."""
    return iri.removeprefix(BASE + "id/").partition("/")[0] if iri.startswith(BASE + "id/") else ""


async def words_of(engine: Engine, iris: set[str], lang: Lang) -> dict[str, Cell]:
    """The names of some terms and things, by IRI.

    Raises:
        VenskabError: the engine could not answer.
    """
    named = await labels(engine, iris, lang)
    return {iri: Cell(term.value, term.lang, iri) for iri, term in named.items()}
