"""The results of a search, for a program and for a person, in the reader's language."""

from __future__ import annotations

from typing import Final

from api.locale.language import Lang
from graph.collation import danish_key
from graph.search.match import TYPES, Hit, How, Thing

# Hits in an answer, unless asked otherwise, and at most.
USUAL: Final = 20
MOST: Final = 100
# The longest name in the graph is about 150 characters.
LONGEST: Final = 300
TYPE_WORDS: Final[dict[str, dict[Lang, str]]] = {
    "municipality": {"da": "kommune", "en": "municipality"},
    "locality": {"da": "by eller bygd", "en": "locality"},
    "network": {"da": "netværk", "en": "network"},
    "organisation": {"da": "organisation", "en": "organisation"},
    "person": {"da": "person", "en": "person"},
    "partnership": {"da": "partnerskab", "en": "partnership"},
    "agreement": {"da": "aftale", "en": "agreement"},
    "initiative": {"da": "indsats", "en": "initiative"},
    "exchange": {"da": "udveksling", "en": "exchange"},
    "visit": {"da": "besøg", "en": "visit"},
    "meeting": {"da": "møde", "en": "meeting"},
    "public-event": {"da": "offentligt arrangement", "en": "public event"},
    "event-series": {"da": "række af arrangementer", "en": "event series"},
    "event": {"da": "hændelse", "en": "event"},
    "post": {"da": "hverv", "en": "post"},
    "commitment": {"da": "forpligtelse", "en": "commitment"},
    "source": {"da": "kilde", "en": "source"},
    "concept": {"da": "begreb", "en": "concept"},
}
_WHY_WORDS: Final[dict[str, dict[Lang, str]]] = {
    "seat": {"da": "hjemsted: {}", "en": "seat: {}"},
    "acts-for": {"da": "handler for {}", "en": "acts for {}"},
    "succeeds": {"da": "efterfølger for {}", "en": "successor of {}"},
    "contains": {"da": "{} ligger her", "en": "{} lies here"},
    "became": {"da": "forgænger for {}", "en": "predecessor of {}"},
}
_HOW_WORDS: Final[dict[How, dict[Lang, str]]] = {
    How.SIMILAR: {"da": "navnet ligner", "en": "the name is similar"},
    How.SOME: {"da": "nogle af ordene", "en": "some of the words"},
}
_FOLDED_WORDS: Final[dict[Lang, str]] = {"da": "stavet anderledes", "en": "spelled otherwise"}


def types(lang: Lang) -> list[tuple[str, str]]:
    """The types that can be searched and what they are called, in alphabetical order."""
    named = [(kind, TYPE_WORDS[kind][lang]) for kind in TYPES]
    return sorted(named, key=lambda pair: danish_key(pair[1]))


def reasons(hit: Hit, lang: Lang) -> str:
    """Why a thing was found, where that is more than its own name.

    Such as ``seat: Nuuk`` for Kommuneqarfik Sermersooq when Nuuk was asked for.
    """
    told = []
    if hit.via:
        told.append(_WHY_WORDS[hit.why][lang].format(hit.via.label(lang)[0]))
    if hit.how in _HOW_WORDS:
        told.append(_HOW_WORDS[hit.how][lang])
    elif hit.folded:
        told.append(_FOLDED_WORDS[lang])
    return "; ".join(told)


def as_json(hit: Hit, lang: Lang) -> dict[str, object]:
    """One hit as a program reads it; ``label`` and ``reason`` in ``lang``."""
    match: dict[str, object] = {
        "name": hit.name,
        "languages": list(hit.langs),
        "how": hit.how.value,
        "folded": hit.folded,
        "why": hit.why,
    }
    if hit.via:
        match["via"] = _named(hit.via, lang)
    found = _named(hit.thing, lang) | {"match": match, "reason": reasons(hit, lang)}
    return found | ({"ended": hit.thing.ended} if hit.thing.ended else {})


def _named(thing: Thing, lang: Lang) -> dict[str, object]:
    return {"id": thing.iri, "type": thing.type, "label": thing.label(lang)[0]}
