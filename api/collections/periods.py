"""The periods that a list can be asked for: their fields, and the rule that each narrows it by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.translation import _, ngettext
from graph.collections.collection import Collection
from graph.collections.page import Fitting, Page
from graph.collections.query import CollectionQuery
from graph.texts import N_, Text

_HELD: Final = "held"
_HEADINGS: Final[dict[str, Text]] = {
    _HELD: N_("In force during"),
    "signed": N_("Signed during"),
    "began": N_("Begun during"),
    "published": N_("Published during"),
    "date": N_("Held during"),
}
_HINTS: Final[dict[str, Text]] = {
    _HELD: N_("In force on one day or more, certainly or possibly."),
    "signed": N_("What has no date of signature falls out."),
}
_RULES: Final[dict[str, Text]] = {
    _HELD: N_("In force on one day or more, certainly or possibly: {period}."),
    "signed": N_("Signed on a day of the period: {period}."),
    "began": N_("Begun on a day of the period: {period}."),
    "published": N_("Published on a day of the period: {period}."),
    "date": N_("Held on a day of the period: {period}."),
}
_UNDATED: Final = N_("What has no date falls out.")


@dataclass(frozen=True)
class Period:
    """The two fields of a period.

    Attributes:
        heading: what it asks for.
        hint: by which rule.
        first: name of the parameter of its first day.
        last: that of its last day.
        since: the value of the first.
        until: that of the last.
    """

    heading: str
    hint: str
    first: str
    last: str
    since: str
    until: str


def _kinds(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """What the periods of a collection are about, and the names of their parameters."""
    if collection.states:
        yield _HELD, "in_force_since", "in_force_until"
    if collection.period:
        yield collection.period, "since", "until"


def periods(asked: CollectionQuery, lang: Lang) -> tuple[Period, ...]:
    """The periods that a form asks for."""
    return tuple(
        Period(
            _(_HEADINGS[kind], lang),
            _(_HINTS.get(kind, _UNDATED), lang),
            first,
            last,
            "".join(asked.given(first)[:1]),
            "".join(asked.given(last)[:1]),
        )
        for kind, first, last in _kinds(asked.collection)
    )


def rules(found: Page | Fitting, lang: Lang) -> tuple[str, ...]:
    """The rules by which periods narrow a list, and how much falls out since nothing dates it."""
    asked = found.selection
    days = {_HELD: (asked.held_since, asked.held_until)}
    said = [
        _(_RULES[kind].template, lang, period=_period(*span, lang))
        for kind, *_names in _kinds(asked.collection)
        if any(span := days.get(kind, (asked.since, asked.until)))
    ]
    count = found.undated
    if count:
        said.append(
            ngettext("{n} without a date falls out.", "{n} without a date fall out.", count, lang)
        )
    return tuple(said)


def _period(first: str, last: str, lang: Lang) -> str:
    if first and last:
        return in_words(f"{first}/{last}", lang)
    if first:
        return _("from {day} on", lang, day=in_words(first, lang))
    return _("until {day}", lang, day=in_words(last, lang))
