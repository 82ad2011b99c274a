"""The page of one thing: by its type, or all that is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import Request, Response

from api.claims import Reader, predicates
from api.daily import helpers, today
from api.documents import RDF, Sheet
from api.language import Lang
from api.pages import language_of, page
from api.records import activities, agreement, municipality, others, partnership
from api.records.folder import Folder
from api.records.jsonld import of_thing
from api.tables import Cell, labels
from graph.circles import circle
from graph.describe import Description, successors
from graph.engine.base import Engine
from graph.namespaces import BASE

View = Callable[[Folder], Mapping[str, Any]]
# Type, as an IRI names it, to the template of its page and what that shows.
_TYPES: Final[dict[str, tuple[str, View]]] = {
    "municipality": ("municipality", municipality.view),
    "partnership": ("partnership", partnership.view),
    "agreement": ("agreement", agreement.view),
    "initiative": ("initiative", activities.initiative),
    "exchange": ("initiative", activities.initiative),
    "visit": ("visit", activities.visit),
    "meeting": ("visit", activities.visit),
    "public-event": ("visit", activities.visit),
    "network": ("network", others.network),
    "person": ("person", others.person),
}


async def thing_page(
    request: Request, engine: Engine, sheet: Sheet, found: Description
) -> Response:
    """All that is said of a thing, with who says so beside each claim.

    Raises:
        VenskabError: the engine could not answer.
    """
    kind = type_of(found.iri)
    template, view = _TYPES.get(kind, ("", None))
    if view:
        found = await circle(engine, found, kind)
    lang = language_of(request)
    reader = Reader(found, await words_of(engine, predicates(found), lang), lang)
    folder = Folder(reader, found.iri, lang, today())
    return page(
        request,
        f"records/{template}.html" if view else "thing.html",
        headers=sheet.headers,
        canonical=BASE + sheet.address,
        jsonld=of_thing(folder, kind, request.app.state.settings.licence),
        reader=reader,
        folder=folder,
        iri=found.iri,
        address="/" + sheet.address,
        successors=[reader.name(iri) for iri in successors(found)],
        formats=RDF,
        **helpers(lang),
        **(view(folder) if view else {}),
    )


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
