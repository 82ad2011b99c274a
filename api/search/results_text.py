"""The results of a search, for a program and for a person, in the reader's language."""

from __future__ import annotations

from typing import Final

from api.locale.language import Lang
from api.locale.translation import _
from graph.collation import danish_key
from graph.search.match import TYPES, Hit, How, NamedThing
from graph.texts import N_, Text

# Hits in an answer, unless asked otherwise, and at most.
USUAL: Final = 20
MOST: Final = 100
# What a person looks through page by page; beyond it the name says too little.
MOST_PAGED: Final = 500
TYPE_WORDS: Final[dict[str, Text]] = {
    "municipality": N_("municipality"),
    "locality": N_("locality"),
    "network": N_("network"),
    "list-place": N_("place in a list"),
    "organisation": N_("organisation"),
    "person": N_("person"),
    "partnership": N_("partnership"),
    "agreement": N_("agreement"),
    "initiative": N_("initiative"),
    "exchange": N_("exchange"),
    "visit": N_("visit"),
    "meeting": N_("meeting"),
    "public-event": N_("public event"),
    "event-series": N_("event series"),
    "event": N_("event"),
    "post": N_("post"),
    "commitment": N_("commitment"),
    "source": N_("source"),
    "concept": N_("concept"),
}
_WHY_WORDS: Final[dict[str, Text]] = {
    "seat": N_("seat: {}"),
    "acts-for": N_("acts for {}"),
    "succeeds": N_("successor of {}"),
    "contains": N_("{} lies here"),
    "became": N_("predecessor of {}"),
    "party": N_("a party: {}"),
}
_HOW_WORDS: Final[dict[How, Text]] = {
    How.SIMILAR: N_("the name is similar"),
    How.SOME: N_("some of the words"),
}
_FOLDED_WORDS: Final = N_("spelled otherwise")


def types(lang: Lang) -> list[tuple[str, str]]:
    """The types that can be searched and what they are called, in alphabetical order."""
    named = [(kind, _(TYPE_WORDS[kind], lang)) for kind in TYPES]
    return sorted(named, key=lambda pair: danish_key(pair[1]))


def reasons(hit: Hit, lang: Lang) -> str:
    """Why a thing was found, where that is more than its own name.

    Such as ``seat: Nuuk`` for Kommuneqarfik Sermersooq when Nuuk was asked for.
    """
    told = []
    if hit.via and not _shows(hit, lang):
        told.append(_(_WHY_WORDS[hit.why], lang).format(hit.via.label(lang)[0]))
    if hit.how in _HOW_WORDS:
        told.append(_(_HOW_WORDS[hit.how], lang))
    elif hit.folded:
        told.append(_(_FOLDED_WORDS, lang))
    if hit.thing.type == "list-place":
        # Its address begins with the name of its list.
        told.append(_("on a list as {address}", lang, address=hit.thing.iri.rpartition("/")[2]))
    return "; ".join(told)


def alias(hit: Hit, lang: Lang) -> str:
    """The name of its own that a thing was found by, where its label does not show it."""
    return "" if hit.via or _shows(hit, lang) else hit.name


def _shows(hit: Hit, lang: Lang) -> bool:
    """True if the label holds the name already, of the thing or of a party to it."""
    label = hit.thing.label(lang)[0].casefold()
    return hit.why in ("own", "party") and hit.name.casefold() in label


def as_json(hit: Hit, lang: Lang) -> dict[str, object]:
    """One hit as a program reads it; ``label``, ``kind`` and ``reason`` in ``lang``."""
    match: dict[str, object] = {
        "name": hit.name,
        "languages": list(hit.langs),
        "how": hit.how.value,
        "folded": hit.folded,
        "why": hit.why,
    }
    if hit.via:
        match["via"] = _named(hit.via, lang)
    found = _named(hit.thing, lang) | {"kind": kind_of(hit.thing, lang)}
    found |= {"match": match, "reason": reasons(hit, lang)}
    return found | ({"ended": hit.thing.ended} if hit.thing.ended else {})


def kind_of(thing: NamedThing, lang: Lang) -> str:
    """What sort of thing it is, in words, and until which year it existed."""
    word = _(TYPE_WORDS[thing.type], lang)
    if not thing.ended:
        return word
    return _("{kind} until {year}", lang, kind=word, year=thing.ended[:4])


def _named(thing: NamedThing, lang: Lang) -> dict[str, object]:
    label, tongue = thing.label(lang)
    return {"id": thing.iri, "type": thing.type, "label": label, "language": tongue}
