"""The links around every page: the main pages and their names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from api.locale.language import Lang
from api.locale.translation import _
from graph.texts import N_

Place = tuple[str, str]
_MAIN: Final = (
    ("/municipalities", N_("Municipalities")),
    ("/agreements", N_("Agreements")),
    ("/explore", N_("Network")),
    ("/map", N_("Map")),
    ("/timeline", N_("Timeline")),
    ("/reviews", N_("Deadlines")),
    ("/queries", N_("Questions")),
    ("/sparql", N_("SPARQL")),
    ("/download/", N_("Data")),
)
_READ: Final = (
    ("/partnerships", N_("Partnerships")),
    ("/initiatives", N_("Initiatives")),
    ("/visits", N_("Visits")),
    ("/networks", N_("Networks of municipalities")),
    ("/persons", N_("Persons in office")),
    ("/sources", N_("Sources")),
    ("/conflicts", N_("Where sources disagree")),
    ("/registers", N_("Registers compared")),
    ("/match", N_("Open decisions on places")),
)
_USE: Final = (
    ("/guide", N_("Documentation")),
    ("/docs", N_("The API")),
    ("/about", N_("About Venskab")),
    ("/model", N_("The data model")),
    ("/changes", N_("Changes")),
    ("/releases", N_("Releases")),
    ("/catalog", N_("Catalogue (DCAT)")),
    ("/download/", N_("Downloads")),
    ("/validate", N_("Check data")),
)


def places(served: Collection[str], lang: Lang) -> list[Place]:
    """Path and name of the main pages, of those that this application serves."""
    return _named(_MAIN, served, lang)


def footings(served: Collection[str], lang: Lang) -> list[tuple[str, list[Place]]]:
    """The groups of links at the foot of a page."""
    return [
        (_("Read", lang), _named(_READ, served, lang)),
        (_("Use", lang), _named(_USE, served, lang)),
    ]


def _named(
    entries: Collection[tuple[str, str]], served: Collection[str], lang: Lang
) -> list[Place]:
    return [(path, _(name, lang)) for path, name in entries if path.strip("/") in served]
