"""Names of things as a record writes them with no knowledge of other graphs: paths, short names.

``municipality/aarhus-kommune`` is a thing, ``concept/organ/mayor`` a concept, ``source/…``,
``curation/…`` and ``reference/…`` are graphs; ``vsk:signed`` has a prefix, ``<…>`` is a full IRI.
"""

from __future__ import annotations

import re
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.terms import shorten

_GRAPHS: Final = ("source", "reference", "curation")
_SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PATH: Final = re.compile(rf"({_SLUG})/({_SLUG})")
_DEEP: Final = re.compile(rf"concept/{_SLUG}(/{_SLUG})?")
_SHORT: Final = re.compile(r"([a-z]+):([^\s/:<>\"{}|\\^`]*)")
_FULL: Final = re.compile(
    r"<([a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*)>|(https?://[^\s<>\"{}|\\^`]+)", re.IGNORECASE
)
IS_SLUG: Final = re.compile(_SLUG)


def iri_of(text: str) -> str | None:
    """The IRI that a text is short for; None where it is a name.

    >>> iri_of("municipality/aarhus-kommune")
    'https://w3id.org/venskab/id/municipality/aarhus-kommune'
    >>> iri_of("Aarhus Kommune") is None
    True
    """
    if found := _FULL.fullmatch(text):
        return found[1] or found[2]
    if _DEEP.fullmatch(text):
        return BASE + text
    if found := _PATH.fullmatch(text):
        return f"{BASE}{'graph' if found[1] in _GRAPHS else 'id'}/{text}"
    if (found := _SHORT.fullmatch(text)) and found[1] in PREFIXES:
        return PREFIXES[found[1]] + found[2]
    return None


def text_of(iri: str) -> str:
    """The shortest text that :func:`iri_of` reads as the IRI.

    >>> text_of("https://w3id.org/venskab/graph/source/knr-2009-kujalleq-aarhus")
    'source/knr-2009-kujalleq-aarhus'
    """
    for base in ("id/", "graph/", ""):
        path = iri.removeprefix(BASE + base)
        if path != iri and iri_of(path) == iri:
            return path
    short = shorten(iri)
    if short != iri and iri_of(short) == iri:
        return short
    return f"<{iri}>"


def type_and_slug(iri: str) -> tuple[str, str] | None:
    """What stands before and after the last slash of a thing's IRI; None for any other IRI."""
    path = iri.removeprefix(BASE + "id/")
    found = _PATH.fullmatch(path) if path != iri else None
    return (found[1], found[2]) if found else None
