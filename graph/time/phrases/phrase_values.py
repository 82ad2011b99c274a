"""What a phrase can mean: a date with its parts, a time from one to another, one of several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.errors import BadDate
from graph.texts import N_, Text
from graph.time.edtf_dates import Bounds, bounds, next_day, previous_day

OPEN: Final = ".."
SEASONS: Final = {"SPRING": "21", "SUMMER": "22", "AUTUMN": "23"}
NO_SUCH_DAY: Final = N_("The calendar has no such day, or the end lies before the start.")


class PhraseDoubt(Exception):
    """What was read is no one date.

    Args:
        why: one sentence.
        candidates: the dates that it may be, as EDTF; none where nothing can be said.
    """

    def __init__(self, why: Text, *candidates: str) -> None:
        self.why = why
        self.candidates = tuple(each for each in candidates if _days(each))
        super().__init__(why)


class Impossible(Exception):
    """A way to derive a phrase that has no meaning."""


@dataclass(frozen=True)
class DateParts:
    """A date as far as it is said.

    Attributes:
        year: four characters, ``X`` for an unknown digit; blank where it is left out.
        month: two digits, a season (``21`` to ``23``) or ``XX``; blank for a whole year.
        day: two digits or ``XX``; blank for a whole month.
        mark: ``~`` about, ``?`` perhaps, ``%`` both; else blank.
        clock: hours and minutes; else blank.
        part: True if only a part of it is meant, of which no first and last day is said.
    """

    year: str
    month: str = ""
    day: str = ""
    mark: str = ""
    clock: str = ""
    part: bool = False

    @property
    def edtf(self) -> str:
        """The date as EDTF."""
        clock = f"T{self.clock}:00" if self.clock else ""
        return "-".join(filter(None, (self.year, self.month, self.day))) + clock + self.mark

    def filled(self, other: DateParts) -> DateParts:
        """This date with the year, and for a day alone the month, that another says.

        Raises:
            Impossible: the other is less exact than this.
        """
        if not (self.month or other.day) or not other.month:
            raise Impossible
        return replace(self, year=self.year or other.year, month=self.month or other.month)


@dataclass(frozen=True)
class DateSpan:
    """A time from one date to another, each as EDTF or ``..``."""

    start: str
    end: str

    @property
    def edtf(self) -> str:
        """The time as an interval of EDTF."""
        return f"{self.start}/{self.end}"


@dataclass(frozen=True)
class DateChoice:
    """One of several dates, each as EDTF; or any between two of them (``2015..2017``)."""

    members: tuple[str, ...]

    @property
    def edtf(self) -> str:
        """The dates as a set of EDTF."""
        return f"[{','.join(self.members)}]"


Value = DateParts | DateSpan | DateChoice


@dataclass(frozen=True)
class TermLength:
    """A length of time in whole years, months and days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __add__(self, other: TermLength) -> TermLength:
        """The two lengths together."""
        months, days = self.months + other.months, self.days + other.days
        return TermLength(self.years + other.years, months, days)

    @property
    def duration(self) -> str:
        """The length as an ``xsd:duration``."""
        named = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + "".join(f"{count}{unit}" for count, unit in named if count)


def days_of(value: Value) -> Bounds:
    """The first and last day of a value.

    Raises:
        PhraseDoubt: the calendar has no such day.
    """
    found = _days(value.edtf)
    if not found:
        raise PhraseDoubt(NO_SUCH_DAY)
    return found


def _days(edtf: str) -> Bounds | None:
    try:
        return bounds(edtf)
    except BadDate:
        return None


def marked(value: Value, mark: str) -> Value:
    """A value that is said to be about or perhaps so.

    Raises:
        Impossible: it has no place for a mark.
    """
    match value:
        case DateParts(mark="", clock=""):
            return replace(value, mark=mark)
        case DateSpan(start=start, end=end) if OPEN not in (start, end):
            return DateSpan(start + mark, end + mark)
        case _:
            raise Impossible


def before(value: Value) -> DateSpan:
    """Any day before a date, as exact as the date is.

    Raises:
        Impossible: it is a part of a time, or open.
        PhraseDoubt: the calendar has no such day.
    """
    first = days_of(_whole(value)).earliest
    last = previous_day(first) if first else None
    if last is None:
        raise Impossible
    return DateSpan(OPEN, _as_exact(last, value))


def after(value: Value) -> DateSpan:
    """Any day after a date, as exact as the date is.

    Raises:
        Impossible: it is a part of a time, or open.
        PhraseDoubt: the calendar has no such day.
    """
    last = days_of(_whole(value)).latest
    first = next_day(last) if last else None
    if first is None:
        raise Impossible
    return DateSpan(_as_exact(first, value), OPEN)


def until(value: Value) -> DateSpan:
    """Any day until the end of a date.

    Raises:
        Impossible: it is a part of a time, or no one date.
    """
    value = _whole(value)
    match value:
        case DateParts():
            return DateSpan(OPEN, value.edtf)
        case DateSpan(end=end) if end != OPEN:
            return DateSpan(OPEN, end)
        case _:
            raise Impossible


def starting(value: Value) -> DateSpan:
    """Any day from the beginning of a date on.

    Raises:
        Impossible: it is a part of a time, or no one date.
    """
    value = _whole(value)
    match value:
        case DateParts():
            return DateSpan(value.edtf, OPEN)
        case DateSpan(start=start) if start != OPEN:
            return DateSpan(start, OPEN)
        case _:
            raise Impossible


def _whole(value: Value) -> Value:
    if isinstance(value, DateParts) and value.part:
        raise Impossible
    return value


def _as_exact(day: date, value: Value) -> str:
    """A day as EDTF, as exact as a value is: its year, its month or itself."""
    if isinstance(value, DateParts) and not value.day:
        return day.isoformat()[: 7 if value.month and value.month != "XX" else 4]
    return day.isoformat()
