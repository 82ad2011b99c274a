"""The words that tell namesakes apart: the sort of thing, country, code, why it was found."""

from __future__ import annotations

from api.locale.countries import country_name
from api.locale.language import Lang
from api.locale.translation import _
from api.search.results_text import TYPE_WORDS, kind_of, reasons
from graph.reconciliation.identities import Identity
from graph.search.match import Hit, NamedThing


def type_as_json(kind: str, lang: Lang) -> dict[str, str]:
    """A type as the protocol has it."""
    return {"id": kind, "name": _(TYPE_WORDS[kind], lang)}


def description(thing: NamedThing, known: Identity, lang: Lang, hit: Hit | None = None) -> str:
    """One line on a thing, such as ``municipality until 2008 · Greenland · seat: Nuuk``."""
    countries = [country_name(each, lang) for each in known.countries]
    found = reasons(hit, lang) if hit else ""
    parts = [kind_of(thing, lang), *countries, *known.codes, found]
    return " · ".join(each for each in dict.fromkeys(parts) if each)
