"""Literals as a person reads them: a date in words that are as vague as it is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from babel.numbers import format_decimal
from rdflib.namespace import XSD

from api.locale.language import Lang
from api.locale.locale_data import locale_of
from api.locale.result_table import Cell
from api.locale.translation import _, ngettext
from graph.prefixes import EDTF
from graph.terms import Term
from graph.texts import N_, Text
from graph.time.edtf_dates import Bounds

_SEASONS: Final = {
    "21": N_("spring {year}"),
    "22": N_("summer {year}"),
    "23": N_("autumn {year}"),
}
# Qualifier of EDTF to the date with it.
_QUALIFIERS: Final = {
    "~": N_("about {date}"),
    "?": N_("perhaps {date}"),
    "%": N_("perhaps about {date}"),
}
_TO: Final = N_("{start} to {end}")
_BETWEEN: Final = N_("between {start} and {end}")
_SOME_YEAR: Final = N_("a year between {start} and {end}")
_BY: Final = N_("by {date}")
_FROM: Final = N_("{date} at the earliest")
_UNKNOWN_START: Final = N_("until {date}, beginning unknown")
_UNKNOWN_END: Final = N_("from {date}, end unknown")
_YEAR_DIGITS: Final = 4
_DECEMBER: Final = 12
_OPEN: Final = ".."
# A date whose words say all that it says.
_PLAIN: Final = re.compile(r"\d{4}(-\d\d){0,2}|true|false|-?\d+(\.\d+)?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_DURATION: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def literal(value: Term, lang: Lang) -> Cell:
    """A literal as a cell: dates, terms and truth values in words, any other as it is."""
    match value.datatype:
        case str(found) if found == EDTF or found == str(XSD.date):
            words = in_words(value.value, lang)
        case str(found) if found == str(XSD.duration):
            words = duration_in_words(value.value, lang)
        case str(found) if found == str(XSD.boolean):
            words = _("yes", lang) if value.value in ("true", "1") else _("no", lang)
        case _ if _is_grouped(value):
            words = format_decimal(value.value, locale=lang)
        case _:
            return Cell(value.value, value.lang)
    plain = words == value.value or _PLAIN.fullmatch(value.value)
    return Cell(words, exact="" if plain else value.value)


def _is_grouped(value: Term) -> bool:
    """True if it is a number that is written otherwise in another language; a year is not."""
    long = value.datatype == str(XSD.integer) and len(value.value) > _YEAR_DIGITS
    return (long or value.datatype == str(XSD.decimal)) and bool(_NUMBER.fullmatch(value.value))


def in_words(edtf: str, lang: Lang) -> str:
    """An EDTF date in words; one in no form that is known here comes back as it is.

    >>> in_words("../1966-05", "en"), in_words("2019-12-XX", "da")
    ('by May 1966', 'en dag i december 2019')
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        return _(" or ", lang).join(_member(each, lang) for each in edtf[1:-1].split(","))
    start, slash, end = edtf.partition("/")
    return _span(start, end, lang, _TO) if slash else _single(edtf, lang)


def days_in_words(first: date, last: date, lang: Lang) -> str:
    """The days from one to another in words: a day, a whole month, a whole year, or the two.

    >>> days_in_words(date(2024, 8, 1), date(2024, 8, 31), "en")
    'August 2024'
    """
    after = last + timedelta(days=1) if last < date.max else last
    if first == last:
        return in_words(first.isoformat(), lang)
    if first.day == after.day == 1 and (after.year, after.month) == _next_month(first):
        return in_words(f"{first:%Y-%m}", lang)
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
        whole = after.year == first.year + 1
        return str(first.year) if whole else in_words(f"{first.year}/{last.year}", lang)
    return in_words(f"{first}/{last}", lang)


def day_within(days: Bounds, lang: Lang) -> str:
    """One day that is known within bounds, in words; blank where nothing is known of it.

    >>> day_within(Bounds(None, date(1966, 5, 31)), "en")
    'by May 1966'
    """
    return in_words(edtf_of(days), lang) if days.earliest or days.latest else ""


def edtf_of(days: Bounds) -> str:
    """One day that is known within bounds, as EDTF that is no longer than it must be.

    >>> edtf_of(Bounds(date(1939, 1, 1), date(2013, 12, 31)))
    '[1939..2013]'
    """
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return f"{_from(first) if first else _OPEN}/{_to(last) if last else _OPEN}"
    if first == last:
        return first.isoformat()
    size = max(len(_from(first)), len(_to(last)))
    start, end = (day.isoformat()[:size] for day in (first, last))
    return start if start == end else f"[{start}..{end}]"


def roundness(days: Bounds) -> int:
    """The number of characters of EDTF that say bounds; fewer for whole months and years."""
    first, last = days.earliest, days.latest
    return (len(_from(first)) if first else 0) + (len(_to(last)) if last else 0)


def _from(day: date) -> str:
    """A first day as EDTF: the year or the month that begins with it, else the day."""
    return day.isoformat()[: 4 if (day.month, day.day) == (1, 1) else 7 if day.day == 1 else 10]


def _to(day: date) -> str:
    """A last day as EDTF: the year or the month that ends with it, else the day."""
    whole = day == date.max or (day + timedelta(days=1)).day == 1
    return day.isoformat()[: 10 if not whole else 4 if day.month == _DECEMBER else 7]


def _next_month(day: date) -> tuple[int, int]:
    return (day.year + day.month // 12, day.month % 12 + 1)


def _member(text: str, lang: Lang) -> str:
    start, dots, end = text.partition("..")
    return _span(start or _OPEN, end or _OPEN, lang, _BETWEEN) if dots else _single(text, lang)


def _span(start: str, end: str, lang: Lang, both: Text) -> str:
    if start in ("", _OPEN) and end in ("", _OPEN):
        return _("time unknown", lang)
    if start in ("", _OPEN):
        return _(_BY if start else _UNKNOWN_START, lang).format(date=_single(end, lang))
    if end in ("", _OPEN):
        return _(_FROM if end else _UNKNOWN_END, lang).format(date=_single(start, lang))
    return _(both, lang).format(start=_shortened(start, end, lang), end=_single(end, lang))


def _shortened(start: str, end: str, lang: Lang) -> str:
    """The start of a span without the month and year that its end says again."""
    words = _single(start, lang)
    if _MONTH.match(start) and _MONTH.match(end) and start[:4] == end[:4]:
        if start[:7] == end[:7] and _DAY.fullmatch(start) and _DAY.fullmatch(end):
            return words.split(" ")[0]
        return words.removesuffix(f" {start[:4]}")
    return words


def _single(text: str, lang: Lang) -> str:
    before = _QUALIFIERS.get(text[-1:])
    if before:
        return _(before, lang).format(date=_single(text[:-1], lang))
    if _MOMENT.fullmatch(text):
        return _moment(text, lang)
    parts = text.split("-")
    if len(parts) > 3 or not re.fullmatch(r"\d\d[\dX]{2}", parts[0]):
        return text
    return (_parts(parts, lang) if len(parts) > 1 else _year(parts[0], lang)) or text


def _parts(parts: list[str], lang: Lang) -> str:
    """The words of year, month and perhaps day; blank where they are none."""
    year, month, day = (*parts, "")[:3]
    if month == "XX":
        return _some_day(year, lang) if day else _("a month in {year}", lang, year=year)
    if month in _SEASONS:
        return _(_SEASONS[month], lang).format(year=year)
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return ""
    named = f"{locale_of(lang).months['format']['wide'][int(month)]} {year}"
    if day == "XX":
        return _some_day(named, lang)
    if day.isdigit():
        return _("{day} {month}", lang, day=int(day), month=named)
    return "" if day else named


def _some_day(period: str, lang: Lang) -> str:
    return _("a day in {period}", lang, period=period)


def _year(year: str, lang: Lang) -> str:
    """A year, a decade or a century; its years where "the 1900s" could mean either."""
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if first == last:
        return year
    if year.endswith("XX") or first.endswith("00"):
        return _(_SOME_YEAR, lang).format(start=first, end=last)
    return _("the {decade}0s", lang, decade=year[:3])


def _moment(text: str, lang: Lang) -> str:
    """A day with its time; the text where the calendar has no such moment."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day, zone = _single(text[:10], lang), f" {moment:%Z}" if moment.tzinfo else ""
    told = _("{day} at {hour}:{minute}", lang, day=day, hour=text[11:13], minute=text[14:16])
    return told + zone


def duration_in_words(duration: str, lang: Lang) -> str:
    """An ``xsd:duration`` of years, months and days in words; any other as it is.

    >>> duration_in_words("P4Y", "da"), duration_in_words("P1Y6M", "en")
    ('4 år', '1 year 6 months')
    """
    found = _DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        return duration
    years, months, days = (int(count or 0) for count in found.groups())
    told = (
        ngettext("{n} year", "{n} years", years, lang) if found[1] else "",
        ngettext("{n} month", "{n} months", months, lang) if found[2] else "",
        ngettext("{n} day", "{n} days", days, lang) if found[3] else "",
    )
    return " ".join(filter(None, told))
