"""What a column of an answer is called on a page, and the words of its coded values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from api.language import Lang
from graph.namespaces import VSK

# Danish and English of the columns that no property of the ontology names.
_HEADINGS: Final[dict[str, tuple[str, str]]] = {
    "agreement": ("Aftale", "Agreement"),
    "area": ("Område", "Area"),
    "basis": ("Grundlag", "Basis"),
    "certainty": ("Sikkerhed", "Certainty"),
    "change": ("Ændring", "Change"),
    "commitment": ("Forpligtelse", "Commitment"),
    "debtor": ("Hvem", "Who"),
    "documentStatus": ("Dokumentet er", "The document is"),
    "dueEarliest": ("Forfalder tidligst", "Due, earliest"),
    "dueLatest": ("Forfalder senest", "Due, latest"),
    "dateEarliest": ("Dato tidligst", "Date, earliest"),
    "dateLatest": ("Dato senest", "Date, latest"),
    "fromEarliest": ("Fra tidligst", "From, earliest"),
    "fromLatest": ("Fra senest", "From, latest"),
    "goneEarliest": ("Ophørt tidligst", "Ceased, earliest"),
    "goneLatest": ("Ophørt senest", "Ceased, latest"),
    "graph": ("Graf", "Graph"),
    "how": ("Hvordan vides det", "How it is known"),
    "kind": ("Slags", "Kind"),
    "locator": ("Sted i kilden", "Place in the source"),
    "office": ("Embede", "Office"),
    "parties": ("Parter", "Parties"),
    "person": ("Person", "Person"),
    "property": ("Egenskab", "Property"),
    "quotation": ("Citat", "Quotation"),
    "review": ("Revurdering", "Review"),
    "signedFor": ("Underskriver for", "Signs for"),
    "source": ("Kilde", "Source"),
    "standing": ("Hvem siger det", "Who says so"),
    "step": ("Trin", "Step"),
    "strength": ("Styrke", "Strength"),
    "thing": ("Ting", "Thing"),
    "towards": ("Over for", "Towards"),
    "value": ("Værdi", "Value"),
    "what": ("Hvad", "What"),
}
# Codes that the library's queries answer with; the Danish of each.
_CODES: Final[dict[str, str]] = {
    "added": "tilføjet",
    "certain": "sikkert",
    "computed": "beregnet",
    "curated": "tilføjet af kurator",
    "derived": "afledt",
    "dropped": "udgået",
    "falls-due": "forfalder",
    "kept": "bevaret",
    "overdue": "overskredet",
    "possible": "muligvis",
    "possibly-overdue": "muligvis overskredet",
    "reference": "fra register",
    "stated": "angivet i kilden",
}
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def terms_for(column: str) -> tuple[str, ...]:
    """The ontology terms whose label may name ``column``: property and class of that name."""
    name = column.removesuffix("Label")
    return (f"{VSK}{name}", f"{VSK}{name[:1].upper()}{name[1:]}")


def heading(column: str, labels: Mapping[str, str], lang: Lang) -> str:
    """What ``column`` is called in ``lang``.

    Args:
        column: the variable's name.
        labels: labels of ontology terms by IRI, in ``lang`` where there are such.
        lang: the reader's language.
    """
    name = column.removesuffix("Label")
    if name in _HEADINGS:
        return _HEADINGS[name][lang == "en"]
    label = next((labels[term] for term in terms_for(column) if term in labels), "")
    return (label or _HUMP.sub(" ", name)).capitalize()


def code(text: str, lang: Lang) -> str:
    """A coded value in the reader's language; any other text as it is."""
    return _CODES.get(text, text) if lang == "da" else text
