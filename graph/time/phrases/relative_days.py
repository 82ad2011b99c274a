"""Dates that are counted from the day of the source."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from typing import Final

from graph.texts import N_
from graph.time.phrases.phrase_values import (
    OPEN,
    SEASONS,
    DateParts,
    DateSpan,
    Impossible,
    PhraseDoubt,
    TermLength,
    Value,
)

NEEDS_DAY: Final = N_("It is counted from the day of the source, which is not known.")
NO_YEAR: Final = N_("No year is said.")
WEEK: Final = 7
_SEASON_STARTS: Final = {"21": 3, "22": 6, "23": 9}


def known(on: date | None) -> date:
    """The day of the source.

    Raises:
        PhraseDoubt: it is not known.
    """
    if on is None:
        raise PhraseDoubt(NEEDS_DAY)
    return on


def day(found: date) -> DateParts:
    """A day as a value."""
    year, month_, day_ = found.isoformat().split("-")
    return DateParts(year, month_, day_)


def shifted(on: date, days: int) -> date:
    """The day some days later.

    Raises:
        Impossible: the calendar has no such day.
    """
    try:
        return on + timedelta(days=days)
    except OverflowError as error:
        raise Impossible from error


def week(on: date, weeks: int = 0) -> DateSpan:
    """The week, Monday to Sunday, some weeks after that of a day."""
    monday = shifted(on, weeks * WEEK - on.weekday())
    return DateSpan(monday.isoformat(), shifted(monday, WEEK - 1).isoformat())


def iso_week(year: int, number: int, last: int = 0) -> DateSpan:
    """A week by its number, or those until another, as ISO 8601 counts them.

    Raises:
        PhraseDoubt: the year has no such week.
    """
    try:
        monday = date.fromisocalendar(year, number, 1)
        sunday = date.fromisocalendar(year, last or number, WEEK)
    except ValueError as error:
        raise PhraseDoubt(N_("The year has no such week.")) from error
    return DateSpan(monday.isoformat(), sunday.isoformat())


def month(on: date, months: int = 0) -> DateParts:
    """The month some months after that of a day.

    Raises:
        Impossible: the calendar has no such month.
    """
    year, number = divmod(on.year * 12 + on.month - 1 + months, 12)
    return DateParts(year_of(year), f"{number + 1:02}")


def year_of(year: int) -> str:
    """A year in four digits.

    Raises:
        Impossible: the calendar has no such year.
    """
    if not 1 <= year <= MAXYEAR:
        raise Impossible
    return f"{year:04}"


def rest_of(unit: str, on: date, *, later: bool) -> DateSpan:
    """What is left of the week, month or year of a day, or what has gone of it."""
    start, end = {
        "week": (week(on).start, week(on).end),
        "month": (f"{on:%Y-%m}-01", _last_of_month(on)),
        "year": (f"{on:%Y}-01-01", f"{on:%Y}-12-31"),
    }[unit]
    return DateSpan(on.isoformat(), end) if later else DateSpan(start, on.isoformat())


def _last_of_month(on: date) -> str:
    following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def ago(length: TermLength, on: date, *, exactly: bool = False) -> Value:
    """The time that lies a length before a day; about there, unless it is exactly so."""
    return _moved(length, on, -1, exactly=exactly)


def ahead(length: TermLength, on: date) -> Value:
    """The time that lies a length after a day, about there."""
    return _moved(length, on, 1, exactly=False)


def _moved(length: TermLength, on: date, way: int, *, exactly: bool) -> Value:
    """As exact as the smallest unit of the length: a day, a week, a month or a year."""
    mark = "" if exactly else "~"
    reached = month(on, way * (length.years * 12 + length.months))
    if not length.days:
        return DateParts(reached.year, reached.month if length.months else "", mark=mark)
    if length.years or length.months:
        raise Impossible
    if length.days % WEEK:
        return day(shifted(on, way * length.days))
    found = week(on, way * length.days // WEEK)
    return DateSpan(found.start + mark, found.end + mark)


def longer_ago(length: TermLength, on: date) -> DateSpan:
    """Any day that lies more than a length before a day."""
    if length.days:
        return DateSpan(OPEN, shifted(on, -length.days).isoformat())
    return DateSpan(OPEN, month(on, -length.years * 12 - length.months).edtf)


def nearest_years(month_: str, day_: str, on: date | None) -> PhraseDoubt:
    """The doubt which year is meant, with the last time until a day and the first time after it."""
    if on is None:
        return PhraseDoubt(NO_YEAR)
    number = _SEASON_STARTS.get(month_) or int(month_ or 1)
    here = (number, int(day_ or 1)) <= (on.month, on.day if day_ else 1)
    first = on.year - (0 if here else 1)
    return PhraseDoubt(NO_YEAR, *(DateParts(f"{first + n:04}", month_, day_).edtf for n in (0, 1)))


def last_weekday(weekday: int, on: date) -> date:
    """The last such weekday before a day; 1 is Monday."""
    return shifted(on, -((on.isoweekday() - weekday - 1) % WEEK + 1))


def coming_weekday(weekday: int, on: date) -> date:
    """The first such weekday after a day; 1 is Monday."""
    return shifted(on, (weekday - on.isoweekday() - 1) % WEEK + 1)


def one_of(why: PhraseDoubt) -> str:
    """The only candidate of a doubt.

    Raises:
        PhraseDoubt: that doubt, if there are several or none.
    """
    if len(set(why.candidates)) != 1:
        raise why
    return why.candidates[0]


def past_named(month_: str, on: date) -> DateParts:
    """The last time of a month or season, where that is also the one of last year.

    Raises:
        PhraseDoubt: it is not.
    """
    number = _SEASON_STARTS.get(month_) or int(month_)
    length = 3 if month_ in SEASONS.values() else 1
    latest = on.year if number + length <= on.month else on.year - 1
    if latest != on.year - 1:
        why = N_("It may be the last one that was, or that of last year.")
        raise PhraseDoubt(
            why, *(DateParts(f"{each:04}", month_).edtf for each in (latest, on.year - 1))
        )
    return DateParts(f"{latest:04}", month_)
