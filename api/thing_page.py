"""The page of one thing, and that of one graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import Request, Response

from api.claims import Reader, here, predicates
from api.documents import RDF, Sheet
from api.headings import code
from api.language import Lang
from api.pages import language_of, page
from api.records import activities, agreement, municipality, others, partnership
from api.records.folder import Folder, disagree
from api.records.jsonld import of_thing
from api.tables import Cell, labels, select
from graph.circles import circle
from graph.describe import Description, describe, successors
from graph.engine.base import Engine
from graph.namespaces import BASE, VSK

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
# How a graph is kept, in place of what it is about.
_INWARD: Final = frozenset({str(VSK.Evidence), str(VSK.StatusSpell), str(VSK.Act)})
# Things of one class that a graph's page names; the data have them all.
MOST: Final = 200
_DESCRIBED: Final = """
SELECT DISTINCT ?class ?thing WHERE { GRAPH <%s> { ?thing a ?class } } ORDER BY ?class ?thing
"""


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
    reader = Reader(found, await _words_of(engine, predicates(found), lang), lang)
    folder = Folder(reader, found.iri, lang, datetime.now(UTC).date())
    return page(
        request,
        f"records/{template}.html" if view else "thing.html",
        headers=sheet.headers,
        canonical=BASE + sheet.address,
        jsonld=of_thing(folder, kind),
        reader=reader,
        folder=folder,
        iri=found.iri,
        address="/" + sheet.address,
        successors=[reader.name(iri) for iri in successors(found)],
        **_helpers(lang),
        **(view(folder) if view else {}),
    )


def type_of(iri: str) -> str:
    """The type of one of our things, as its IRI names it; blank for anything else."""
    return iri.removeprefix(BASE + "id/").partition("/")[0] if iri.startswith(BASE + "id/") else ""


async def _words_of(engine: Engine, iris: set[str], lang: Lang) -> dict[str, Cell]:
    named = await labels(engine, iris, lang)
    return {iri: Cell(term.value, term.lang, iri) for iri, term in named.items()}


def _helpers(lang: Lang) -> dict[str, Any]:
    """What the templates of records call."""
    return {
        "formats": RDF,
        "here": here,
        "code": lambda word: code(word, lang),
        "disagree": disagree,
    }


async def graph_page(request: Request, engine: Engine, sheet: Sheet, iri: str) -> Response:
    """The source of a graph, and the things that the graph describes.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang = language_of(request)
    found = await describe(engine, iri, incoming=False) or Description(iri, (), engine.generation)
    things: dict[str, list[str]] = {}
    for row in (await select(engine, _DESCRIBED % iri)).rows:
        if row["class"].value not in _INWARD and row["thing"].value != iri:
            things.setdefault(row["class"].value, []).append(row["thing"].value)
    shown = {each for group in things.values() for each in group[:MOST]}
    words = await _words_of(engine, predicates(found) | shown | set(things) | {iri}, lang)
    reader = Reader(found, words, lang)
    return page(
        request,
        "graph.html",
        headers=sheet.headers,
        reader=reader,
        iri=iri,
        address="/" + sheet.address,
        groups=[
            (reader.name(kind), len(all_), [reader.name(i) for i in all_[:MOST]])
            for kind, all_ in things.items()
        ],
        **_helpers(lang),
    )
