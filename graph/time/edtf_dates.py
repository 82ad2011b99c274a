"""Dates as exact as their source: EDTF literals, and the first and last day each can mean.

Read are EDTF (ISO 8601-2) levels 0 and 1 within the years 0001 to 9999, intervals of such dates,
and one of a set (``[2015..2017]``, ``[2015,2017]``). The ``edtf`` package parses a date and gives
its bounds; here only an interval or a set is taken apart, because the package has no bounds for an
open side and invents ten years for an unknown one. Winter (``2019-24``) is refused: it lies in two
years, and which two differs from reader to reader.

A qualifier (``?``, ``~``, ``%``) says how sure the source is and moves no bound.
"""

from __future__ import annotations

import re
import warnings
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
_QUALIFIED: Final = re.compile(r"(?P<date>[0-9X:TZ+-]+)[?~%]?")
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
    if edtf.startswith("[") and edtf.endswith("]"):
        found = _set(edtf)
    elif "/" in edtf:
        found = _interval(edtf)
    else:
        found = _single(edtf, edtf)
    if found.earliest and found.latest and found.latest < found.earliest:
        raise BadDate(N_("the end lies before the start."), where=edtf, hint=N_("Swap the two."))
    return found


def is_edtf(text: str) -> bool:
    """True if ``bounds`` can read the text."""
    try:
        bounds(text)
    except BadDate:
        return False
    return True


def add_duration(day: date, duration: str) -> date:
    """The day that lies an ``xsd:duration`` of years, months and days after a day.

    The arithmetic is that of XML Schema: years and months first, the day of the month cut to the
    length of the month reached (2016-01-31 + P1M = 2016-02-29), then the days.

    Raises:
        BadDate: not a duration of whole years, months and days above zero, or the day reached lies
            beyond the year 9999.
    """
    if not _DURATION.fullmatch(duration) or not re.search("[1-9]", duration):
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


def _set(edtf: str) -> Bounds:
    members = [_member(text, edtf) for text in edtf[1:-1].split(",")]
    starts = [member.earliest for member in members]
    ends = [member.latest for member in members]
    return Bounds(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def _member(text: str, whole: str) -> Bounds:
    start, dots, end = text.partition(_OPEN)
    if not dots:
        return _single(text, whole)
    if not start and not end:
        raise BadDate(N_("a set that is open on both sides says nothing."), where=whole)
    member = Bounds(_side(start or _OPEN, whole).earliest, _side(end or _OPEN, whole).latest)
    if member.earliest and member.latest and member.latest < member.earliest:
        raise BadDate(N_("the end lies before the start."), where=whole, hint=N_("Swap the two."))
    return member


def _side(text: str, whole: str) -> Bounds:
    return Bounds(None, None) if text == _OPEN else _single(text, whole)


def _single(text: str, whole: str) -> Bounds:
    """Bounds of one date; ``whole`` is the literal it stands in, for the error."""
    qualified = _QUALIFIED.fullmatch(text)
    try:
        return _days(qualified["date"] if qualified else text)
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


def _parse(text: str) -> EDTFObject:
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            parsed: EDTFObject = form.parse_string(text, parse_all=True)[0]
            return parsed
    raise ValueError(text)
