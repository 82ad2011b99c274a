"""How long something lasted in words: since when, and from when until when.

A day that is known only within bounds is said otherwise where something lasts from it than where
it merely happened: "since 2008 or earlier", not "since by 2008".
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from api.locale.date_format import day_within, days_in_words, edtf_of, in_words, roundness
from api.locale.language import Lang
from api.locale.translation import _
from graph.texts import N_
from graph.time.edtf_dates import Bounds, next_day
from graph.time.intervals import State

_DASH: Final = "\N{EN DASH}"
_OPEN: Final = ".."
_VAGUE: Final = ("/", "[")
# What a thing with no known end is now: after since when it has been so, and without that.
_NOW: Final = {
    State.IN_FORCE: (N_("{since}"), N_("beginning unknown; still going on")),
    State.SUSPENDED: (N_("{since}, now suspended"), N_("beginning unknown; now suspended")),
}


def since_in_words(first: Bounds, lang: Lang) -> str:
    """Since when, of a first day that is known within bounds; blank where nothing is known of it.

    >>> since_in_words(Bounds(None, date(2008, 12, 31)), "en")
    'since 2008 or earlier'
    """
    edtf = edtf_of(first)
    start, _slash, end = edtf.partition("/")
    if start == end == _OPEN:
        return ""
    if start == _OPEN:
        return _("since {date} or earlier", lang, date=in_words(end, lang))
    if end == _OPEN:
        return _("since {date} at the earliest", lang, date=in_words(start, lang))
    told = N_("since some time {date}") if edtf.startswith("[") else N_("since {date}")
    return _(told, lang).format(date=in_words(edtf, lang))


def stretch_in_words(first: date | None, last: date | None, lang: Lang) -> str:
    """The days that something lasted, from a first to a last; None is open.

    >>> stretch_in_words(None, date(2022, 12, 15), "en")
    'until 15 December 2022'
    """
    if first and last:
        return days_in_words(first, last, lang)
    if first:
        return _("from {date}", lang, date=in_words(first.isoformat(), lang))
    if last:
        return _("until {date}", lang, date=in_words(last.isoformat(), lang))
    return _("time unknown", lang)


def _beginning(first: Bounds, last: Bounds, lang: Lang) -> str:
    """When it began; blank where no more is known of that than of its end."""
    over = last.earliest or last.latest
    unknown = first.earliest is None and over and (first.latest is None or first.latest >= over)
    return "" if unknown else day_within(first, lang)


def lifetime_in_words(first: Bounds, last: Bounds, now: AbstractSet[State], lang: Lang) -> str:
    """From when until when something lasted, as vaguely as that is known.

    Args:
        first: the bounds of its first day.
        last: the bounds of its last day.
        now: the states that are possible in the end.
        lang: the reader's language.

    >>> by = Bounds(None, date(2022, 12, 15))
    >>> lifetime_in_words(by, by, {State.ENDED}, "en")
    'beginning unknown; ended by 15 December 2022'
    """
    begun, ended = _beginning(first, last, lang), _ending(first, last, lang)
    if not ended and len(now) == 1 and (told := _NOW.get(next(iter(now)))):
        since = since_in_words(first, lang)
        return _(told[not since], lang).format(since=since)
    if not begun and not ended:
        return _("beginning and end unknown", lang)
    if begun and last.latest and not (_is_vague(first) or _is_vague(_gone(last))):
        return f"{begun} {_DASH} {day_within(_gone(last), lang)}"
    start = _("began {date}", lang, date=begun) if begun else _("beginning unknown", lang)
    end = ended or _("end unknown", lang)
    return f"{start}; {end}"


def _ending(first: Bounds, last: Bounds, lang: Lang) -> str:
    """When it ended, or until when it lasted at least; blank where nothing is known of that."""
    if last.latest is not None:
        return _("ended {date}", lang, date=day_within(_gone(last), lang))
    if last.earliest is None or last.earliest <= (first.latest or date.min):
        # It may have been over as soon as it had begun.
        return ""
    until, _slash, _end = edtf_of(_gone(last)).partition("/")
    return _("lasted until {date} at least", lang, date=in_words(until, lang))


def _is_vague(days: Bounds) -> bool:
    return any(sign in edtf_of(days) for sign in _VAGUE)


def _gone(last: Bounds) -> Bounds:
    """A last day, or the day after it where that is said shorter.

    What was over some day in 2017 had its last day from the end of 2016 to the end of 2017.
    """
    sides = (last.earliest, last.latest)
    after = Bounds(*(next_day(day) if day else None for day in sides))
    exact = last.earliest == last.latest
    return last if exact or roundness(last) <= roundness(after) else after
