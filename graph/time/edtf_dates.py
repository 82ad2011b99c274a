"""Dates as exact as their source: EDTF literals, and the first and last day each can mean.

Read are EDTF (ISO 8601-2) levels 0 and 1 within the years 0001 to 9999, intervals of such dates,
and one of a set (``[2015..2017]``, ``[2015,2017]``). The ``edtf`` package parses a date and gives
its bounds; here only an interval or a set is taken apart, because the package has no bounds for an
open side and invents ten years for an unknown one. Winter (``2019-24``) is refused: it lies in two
years, and which two differs from reader to reader.

``~`` moves both bounds outward by one unit of the precision given: ``1990~`` is some day of 1989 to
1991, ``2019-12-05~`` a day more or less. ``?`` moves no bound but marks the date as doubtful; ``%``
is both.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pyparsing import ParseException, ParserElement
from rdflib.xsd_datetime import parse_xsd_duration

from graph.errors import BadDate
from graph.texts import N_

with warnings.catch_warnings():
    # The package's grammar uses a form of pyparsing that newer pyparsing warns about on import.
    warnings.simplefilter("ignore")
    from edtf import EDTFObject
    from edtf.parser import grammar

# The package has every parser of the process remember what it tried. The forms read here are none
# the quicker for it, and rdflib takes more than twice as long to read a SPARQL query.
ParserElement.disable_memoization()

_OPEN: Final = ".."
_EXAMPLES: Final = N_(
    "Write it like 2019, 2019-12, 2019-12-XX, 196X, 2019-12-05~, ../1966 or 2016/2018."
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QUALIFIED: Final = re.compile(r"(?P<date>[0-9X:TZ+-]+)(?P<qualifier>[?~%]?)")
_ABOUT: Final = "~%"
_DOUBTFUL: Final = re.compile("[?%]")
_SEASON_MONTHS: Final = 3
_MONTHS_A_YEAR: Final = 12
_FORMS: Final[tuple[tuple[ParserElement, re.Pattern[str]], ...]] = (
    (grammar.season, re.compile(r"[0-9]{4}-2[1-3]")),
    (grammar.date, re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")),
    (
        grammar.unspecified,
        re.compile(r"[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(-XX)?|[0-9]{4}-[0-9]{2}-XX"),
    ),
    (grammar.dateAndTime, re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.+")),
)
_DURATION: Final = re.compile(r"P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days a date can mean.

    Attributes:
        earliest: first possible day, or None for an open start.
        latest: last possible day, or None for an open end.
    """

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=65_536)
def bounds(edtf: str) -> Bounds:
    """First and last day that an EDTF date can mean.

    Args:
        edtf: EDTF of level 0 or 1, an interval, or one of a set; no space around it.

    Raises:
        BadDate: the text is none of these, a side of the interval is unknown (``/1966``), the end
            lies before the start, or the calendar has no such day.
    """
    return envelope(alternatives(edtf))


@lru_cache(maxsize=65_536)
def alternatives(edtf: str) -> tuple[Bounds, ...]:
    """The stretches of days that an EDTF date can mean: one, or for a set one a member.

    Args:
        edtf: EDTF of level 0 or 1, an interval, or one of a set; no space around it.

    Raises:
        BadDate: as :func:`bounds`.
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        found = tuple(_member(text, edtf) for text in edtf[1:-1].split(","))
    elif "/" in edtf:
        found = (_interval(edtf),)
    else:
        found = (_single(edtf, edtf),)
    for each in found:
        if each.earliest and each.latest and each.latest < each.earliest:
            hint = N_("Swap the two.")
            raise BadDate(N_("the end lies before the start."), where=edtf, hint=hint)
    return found


def is_doubtful(edtf: str) -> bool:
    """True if the source is not sure of the date, or of a side or member of it (``?``, ``%``)."""
    return _DOUBTFUL.search(edtf) is not None


def envelope(several: Iterable[Bounds]) -> Bounds:
    """Bounds that hold all of several; open where one is, or there is none."""
    found = tuple(several)
    starts = [value.earliest for value in found if value.earliest]
    ends = [value.latest for value in found if value.latest]
    return Bounds(
        min(starts, default=None) if len(starts) == len(found) else None,
        max(ends, default=None) if len(ends) == len(found) else None,
    )


def is_edtf(text: str) -> bool:
    """True if ``bounds`` can read the text."""
    try:
        bounds(text)
    except BadDate:
        return False
    return True


def is_duration(text: str) -> bool:
    """True for an ``xsd:duration`` of whole years, months and days above zero."""
    return bool(_DURATION.fullmatch(text) and re.search("[1-9]", text))


def add_duration(day: date, duration: str) -> date:
    """The day that lies an ``xsd:duration`` of years, months and days after a day.

    The arithmetic is that of XML Schema: years and months first, the day of the month cut to the
    length of the month reached (2016-01-31 + P1M = 2016-02-29), then the days.

    Raises:
        BadDate: not a duration of whole years, months and days above zero, or the day reached lies
            beyond the year 9999.
    """
    if not is_duration(duration):
        hint = N_("Write it like P4Y, P1Y6M or P90D.")
        raise BadDate(
            N_("not a duration of whole years, months and days above zero."),
            where=duration,
            hint=hint,
        )
    try:
        return day + parse_xsd_duration(duration)
    except (ValueError, OverflowError) as error:
        raise BadDate(
            N_("counted from {day} it goes beyond the year 9999.", day=day), where=duration
        ) from error


def next_day(day: date) -> date | None:
    """The day after, or None after the last day there is."""
    return None if day == date.max else day + timedelta(days=1)


def previous_day(day: date) -> date | None:
    """The day before, or None before the first day there is."""
    return None if day == date.min else day - timedelta(days=1)


def _interval(edtf: str) -> Bounds:
    start, _, end = edtf.partition("/")
    for side in (start, end):
        if not side:
            hint = N_(
                "Write an open side with two points: {start}/{end}.",
                start=start or _OPEN,
                end=end or _OPEN,
            )
            raise BadDate(
                N_("an interval with an unknown side has no bounds."), where=edtf, hint=hint
            )
    return Bounds(_side(start, edtf).earliest, _side(end, edtf).latest)


def _member(text: str, whole: str) -> Bounds:
    start, dots, end = text.partition(_OPEN)
    if not dots:
        return _single(text, whole)
    if not start and not end:
        raise BadDate(N_("a set that is open on both sides says nothing."), where=whole)
    return Bounds(_side(start or _OPEN, whole).earliest, _side(end or _OPEN, whole).latest)


def _side(text: str, whole: str) -> Bounds:
    return Bounds(None, None) if text == _OPEN else _single(text, whole)


def _single(text: str, whole: str) -> Bounds:
    """Bounds of one date; ``whole`` is the literal it stands in, for the error."""
    qualified = _QUALIFIED.fullmatch(text)
    try:
        found = _days(qualified["date"] if qualified else text)
        about = qualified and qualified["qualifier"] in _ABOUT and qualified["qualifier"]
        return _widened(found, text) if about else found
    except (ParseException, ValueError) as error:
        what = N_("not an EDTF date of level 0 or 1 within the years 0001 to 9999.")
        raise BadDate(what, where=whole, hint=_EXAMPLES) from error


@lru_cache(maxsize=65_536)
def _days(text: str) -> Bounds:
    """Bounds of one date without qualifier; kept, because the grammar takes a millisecond."""
    if _DAY.fullmatch(text):  # the common case, and 1,000 times faster than the grammar
        day = date.fromisoformat(text)
        return Bounds(day, day)
    parsed = _parse(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return Bounds(date(*first[:3]), date(*last[:3]))


def _widened(found: Bounds, text: str) -> Bounds:
    """Bounds moved outward by one unit of the precision of a date; past the calendar: open."""
    if len(text) > len("2019-12~") and "X" not in text:
        return Bounds(previous_day(_known(found.earliest)), next_day(_known(found.latest)))
    months = _unit(text)
    first = _months_on(_known(found.earliest), -months)
    after = _months_on(_known(found.latest).replace(day=1), months + 1)
    return Bounds(first, previous_day(after) if after else None)


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("a date without a day")
    return day


def _unit(text: str) -> int:
    """Months of the precision of a date above a day: month, season, year, decade or century."""
    year, _, rest = text[:-1].partition("-")
    if rest and not rest.startswith("X"):
        return _SEASON_MONTHS if rest.startswith("2") else 1
    return int(_MONTHS_A_YEAR * 10 ** year.count("X"))


def _months_on(first: date, months: int) -> date | None:
    """The same day of the month some months on; None where the calendar has no such year."""
    year, month = divmod(first.year * _MONTHS_A_YEAR + first.month - 1 + months, _MONTHS_A_YEAR)
    return first.replace(year, month + 1) if date.min.year <= year <= date.max.year else None


def _parse(text: str) -> EDTFObject:
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            parsed: EDTFObject = form.parse_string(text, parse_all=True)[0]
            return parsed
    raise ValueError(text)
