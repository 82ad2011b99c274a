"""Literals as a person reads them: a date in words that are as vague as it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from babel import Locale
from babel.numbers import format_decimal
from rdflib.namespace import XSD

from api.locale.language import LANGUAGES, Lang
from api.locale.result_table import Cell
from graph.prefixes import EDTF
from graph.terms import Term
from graph.time.edtf_dates import Bounds

_MONTHS: Final = {lang: Locale(lang).months["format"]["wide"] for lang in LANGUAGES}
_SEASONS: Final[dict[Lang, dict[str, str]]] = {
    "da": {"21": "foråret", "22": "sommeren", "23": "efteråret"},
    "en": {"21": "spring", "22": "summer", "23": "autumn"},
}
# Qualifier of EDTF to the words before the date, Danish and English.
_QUALIFIERS: Final = {
    "~": ("ca. ", "about "),
    "?": ("måske ", "perhaps "),
    "%": ("måske ca. ", "perhaps about "),
}
# Words around the parts, Danish and English.
_BY: Final = ("senest {}", "by {} at the latest")
_FROM: Final = ("tidligst {}", "{} at the earliest")
_TO: Final = ("{} til {}", "{} to {}")
_BETWEEN: Final = ("mellem {} og {}", "between {} and {}")
_OR: Final = (" eller ", " or ")
_SOME_DAY: Final = ("en dag i {}", "some day in {}")
_SOME_MONTH: Final = ("en måned i {}", "some month of {}")
_DECADE: Final = ("{}0'erne", "the {}0s")
_CENTURY: Final = ("{}00-tallet", "the {}00s")
_YEAR_DIGITS: Final = 4
_DECEMBER: Final = 12
_OPEN: Final = ("..", "")
_TRUTH: Final = (("nej", "no"), ("ja", "yes"))
_UNITS: Final[dict[Lang, tuple[tuple[str, str], ...]]] = {
    "da": (("år", "år"), ("måned", "måneder"), ("dag", "dage")),
    "en": (("year", "years"), ("month", "months"), ("day", "days")),
}
# A date whose words say all that it says.
_PLAIN: Final = re.compile(r"\d{4}(-\d\d){0,2}|true|false|-?\d+(\.\d+)?")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_DURATION: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def literal(value: Term, lang: Lang) -> Cell:
    """A literal as a cell: dates, terms and truth values in words, any other as it is."""
    match value.datatype:
        case str(found) if found == EDTF or found == str(XSD.date):
            words = in_words(value.value, lang)
        case str(found) if found == str(XSD.duration):
            words = duration_in_words(value.value, lang)
        case str(found) if found == str(XSD.boolean):
            words = _TRUTH[value.value in ("true", "1")][lang == "en"]
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
    ('by May 1966 at the latest', 'en dag i december 2019')
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        return _OR[lang == "en"].join(_member(each, lang) for each in edtf[1:-1].split(","))
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
    'by May 1966 at the latest'
    """
    first, last = days.earliest, days.latest
    if first is None or last is None:
        known = f"{_from(first) if first else '..'}/{_to(last) if last else '..'}"
        return "" if first == last else in_words(known, lang)
    if first == last:
        return in_words(first.isoformat(), lang)
    size = max(len(_from(first)), len(_to(last)))
    start, end = (day.isoformat()[:size] for day in (first, last))
    return in_words(start if start == end else f"[{start}..{end}]", lang)


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
    return _span(start, end, lang, _BETWEEN) if dots else _single(text, lang)


def _span(start: str, end: str, lang: Lang, both: tuple[str, str]) -> str:
    english = lang == "en"
    if start in _OPEN:
        return _BY[english].format(_single(end, lang))
    if end in _OPEN:
        return _FROM[english].format(_single(start, lang))
    return both[english].format(_shortened(start, end, lang), _single(end, lang))


def _shortened(start: str, end: str, lang: Lang) -> str:
    """The start of a span without the month and year that its end says again."""
    words = _single(start, lang)
    if start[:7] == end[:7] and len(start) == len(end) == len("2016-05-02"):
        return words.split(" ")[0]
    if start[:4] == end[:4] and start[4:] and end[4:]:
        return words.removesuffix(f" {start[:4]}")
    return words


def _single(text: str, lang: Lang) -> str:
    english = lang == "en"
    before = _QUALIFIERS.get(text[-1:])
    if before:
        return before[english] + _single(text[:-1], lang)
    parts = text.split("-")
    if len(parts) > 3 or not re.fullmatch(r"\d\d[\dX]{2}", parts[0]):
        return text
    return _parts(parts, lang) or text


def _parts(parts: list[str], lang: Lang) -> str:
    """The words of year, month and day; blank where they are none."""
    english = lang == "en"
    year, month, day = (*parts, "", "")[:3]
    if month == "XX":
        return (_SOME_DAY if day else _SOME_MONTH)[english].format(year)
    if not month:
        return _year(year, lang)
    if month in _SEASONS[lang]:
        return f"{_SEASONS[lang][month]} {year}"
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return ""
    named = f"{_MONTHS[lang][int(month)]} {year}"
    if day == "XX":
        return _SOME_DAY[english].format(named)
    return f"{int(day)}{'' if english else '.'} {named}" if day.isdigit() else "" if day else named


def _year(year: str, lang: Lang) -> str:
    english = lang == "en"
    if year.endswith("XX"):
        return _CENTURY[english].format(year[:2])
    return _DECADE[english].format(year[:3]) if year.endswith("X") else year


def duration_in_words(duration: str, lang: Lang) -> str:
    """An ``xsd:duration`` of years, months and days in words; any other as it is.

    >>> duration_in_words("P4Y", "da"), duration_in_words("P1Y6M", "en")
    ('4 år', '1 year 6 months')
    """
    found = _DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        return duration
    pairs = zip(found.groups(), _UNITS[lang], strict=True)
    return " ".join(f"{count} {names[count != '1']}" for count, names in pairs if count)
