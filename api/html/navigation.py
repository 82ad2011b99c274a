"""The links around every page: the main pages and their names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from api.locale.language import Lang

Place = tuple[str, str]
# Path, Danish, English.
_MAIN: Final = (
    ("/municipalities", "Kommuner", "Municipalities"),
    ("/agreements", "Aftaler", "Agreements"),
    ("/explore", "Netværk", "Network"),
    ("/map", "Kort", "Map"),
    ("/timeline", "Tidslinje", "Timeline"),
    ("/reviews", "Forfald", "Reviews"),
    ("/queries", "Spørgsmål", "Questions"),
    ("/sparql", "SPARQL", "SPARQL"),
    ("/download/", "Data", "Data"),
)
_READ: Final = (
    ("/partnerships", "Partnerskaber", "Partnerships"),
    ("/initiatives", "Indsatser", "Initiatives"),
    ("/visits", "Besøg", "Visits"),
    ("/networks", "Netværk af kommuner", "Networks of municipalities"),
    ("/persons", "Personer i embeder", "Persons in office"),
    ("/sources", "Kilder", "Sources"),
    ("/conflicts", "Hvor kilder er uenige", "Where sources disagree"),
)
_USE: Final = (
    ("/guide", "Dokumentation", "Documentation"),
    ("/about", "Om Venskab", "About Venskab"),
    ("/model", "Datamodellen", "The data model"),
    ("/changes", "Ændringer", "Changes"),
    ("/releases", "Udgivelser", "Releases"),
    ("/catalog", "Katalog (DCAT)", "Catalogue (DCAT)"),
    ("/download/", "Hent data", "Downloads"),
    ("/validate", "Kontrol af data", "Check data"),
)


def places(served: Collection[str], lang: Lang) -> list[Place]:
    """Path and name of the main pages, of those that this application serves."""
    return _named(_MAIN, served, lang)


def footings(served: Collection[str], lang: Lang) -> list[tuple[str, list[Place]]]:
    """The groups of links at the foot of a page."""
    return [
        ("Læs" if lang == "da" else "Read", _named(_READ, served, lang)),
        ("Brug" if lang == "da" else "Use", _named(_USE, served, lang)),
    ]


def _named(
    entries: Collection[tuple[str, str, str]], served: Collection[str], lang: Lang
) -> list[Place]:
    return [
        (path, danish if lang == "da" else english)
        for path, danish, english in entries
        if path.strip("/") in served
    ]
