"""The things that are searched, the ways a name can match, and the two queries behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from graph.prefixes import BASE
from graph.terms import best_label
from queries.internal_queries import internal

# What can be found, what is sought most first. What only says more of another thing (evidence,
# participations, signatures, geometries) is found on the page of that thing.
TYPES: Final = (
    "municipality",
    "locality",
    "network",
    # Only a state of the data that holds lists has any.
    "list-place",
    "organisation",
    "person",
    "partnership",
    "agreement",
    "initiative",
    "exchange",
    "visit",
    "meeting",
    "public-event",
    "event-series",
    "event",
    "post",
    "commitment",
    "source",
    "concept",
)
# Why a name finds a thing, best first: it is its own, or that of something it has to do with.
WHYS: Final = ("own", "seat", "acts-for", "succeeds", "contains", "became", "party")
# Names up to this place also serve as labels.
LABELS: Final = 3
NAMES: Final = internal("searched-names")
LINKS: Final = internal("search-links")


def type_of(iri: str) -> str:
    """The type in a thing's address; blank for what is not searched.

    >>> type_of("https://w3id.org/venskab/id/municipality/aarhus-kommune")
    'municipality'
    """
    parts = iri.removeprefix(BASE).split("/")
    match parts:
        case ["id", kind, *_] if kind in TYPES:
            return kind
        case ["concept", _, _]:
            return "concept"
        case ["graph", _, _]:
            return "source"
        case _:
            return ""


def token(kind: str) -> str:
    """A type as one word of the full-text index."""
    return kind.replace("-", "")


class How(StrEnum):
    """The ways a name can match, best first."""

    EXACT = "exact"
    PREFIX = "prefix"
    WORD = "word"
    START = "start"
    SIMILAR = "similar"
    SOME = "some"


@dataclass(frozen=True)
class NamedThing:
    """A thing as an answer names it.

    Attributes:
        iri: its address.
        type: its type, one of ``TYPES``.
        labels: a label by language; blank for a label without a language.
        ended: the day it ceased to exist (EDTF), or blank.
    """

    iri: str
    type: str
    labels: dict[str, str] = field(hash=False)
    ended: str = ""

    def label(self, lang: str) -> tuple[str, str]:
        """The label in ``lang`` where there is one, else another, and its language."""
        return best_label(self.labels, lang) if self.labels else (self.iri, "")


@dataclass(frozen=True)
class Hit:
    """One thing that was found.

    Attributes:
        thing: what was found.
        name: the name that fits, as the graph spells it.
        langs: languages of that name.
        how: how well it fits.
        folded: whether it fits only with diacritics and double spellings left out.
        why: why that name finds the thing, one of ``WHYS``.
        via: the thing whose name it is, where it is not its own.
    """

    thing: NamedThing
    name: str
    langs: tuple[str, ...]
    how: How
    folded: bool
    why: str
    via: NamedThing | None = None
