"""How a date was worked out, in the languages that the graph says it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from babel.dates import format_date

from graph.texts import Text

_DAY: Final = {"da": "d. MMMM y", "en": "d MMMM y"}
# What a reading of a date says of itself, in Danish. It is written into the graph, so that it is in
# both languages whatever language the record is read in.
_DANISH: Final = {
    "Counted from {day}, the day of the source.": "Regnet fra den {day}, kildens dag.",
    "A part of it is meant; no first and last day is said, so it is the whole.": (
        "Der menes en del af tiden, men ingen første og sidste dag er nævnt; derfor er det hele"
        " tiden."
    ),
}


def reason_words(reason: Text) -> Mapping[str, str]:
    """A reason by language; in English alone where the graph has no words of its own for it."""
    told = {"en": reason.template}
    if reason.template in _DANISH:
        told["da"] = _DANISH[reason.template]
    return {lang: text.format(**_said(reason, lang)) for lang, text in told.items()}


def _said(reason: Text, lang: str) -> Mapping[str, object]:
    """The values of a reason, days in words."""
    return {name: _word(value, lang) for name, value in reason.values.items()}


def _word(value: object, lang: str) -> object:
    return format_date(value, _DAY[lang], locale=lang) if isinstance(value, date) else value
