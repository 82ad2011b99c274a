"""Makes values of trees: two dates or more, of which the first may leave out what the last says."""

from __future__ import annotations

from itertools import pairwise

from lark import Token, v_args

from graph.texts import N_
from graph.time.edtf_dates import next_day
from graph.time.phrases.calendar_dates import CalendarDates
from graph.time.phrases.phrase_values import (
    OPEN,
    DateChoice,
    DateParts,
    DateSpan,
    Impossible,
    PhraseDoubt,
    Value,
    days_of,
)
from graph.time.phrases.relative_days import NO_YEAR


class JoinedDates(CalendarDates):
    """Values of trees of dates that say their year, and of joins of them."""

    def partial_day(self, day: str) -> DateParts:
        """A day whose month is said elsewhere."""
        return DateParts("", "", day)

    def partial_day_month(self, day: str, month: Token) -> DateParts:
        """A day and month whose year is said elsewhere."""
        return DateParts("", f"{self.number(month):02}", day)

    def partial_month_day(self, month: Token, day: str) -> DateParts:
        """A month and day whose year is said elsewhere."""
        return self.partial_day_month(day, month)

    def partial_numeric(self, day: Token, month: Token) -> DateParts:
        """A day and month in numbers."""
        return DateParts("", f"{int(month):02}", f"{int(day):02}")

    def partial_month(self, month: Token) -> DateParts:
        """A month whose year is said elsewhere."""
        return DateParts("", f"{self.number(month):02}")

    def partial_season(self, season: str) -> DateParts:
        """A season whose year is said elsewhere."""
        return DateParts("", season)

    def partial_some_day(self, month: Token) -> DateParts:
        """One day of a month whose year is said elsewhere."""
        return DateParts("", f"{self.number(month):02}", "XX")

    def open_day(self, _: Token | None = None) -> Value:
        """The end of a time that goes on."""
        return DateParts(OPEN)

    def span(self, first: Value, last: Value) -> Value:
        """From one date to another."""
        if last == DateParts(OPEN):
            return _filled(first, DateParts(""))
        if not isinstance(last, DateParts) or last.part:
            raise Impossible
        return DateSpan(_filled(first, last).edtf, last.edtf)

    def month_span(self, month: Token, first: str, last: str, year: str) -> Value:
        """From one day of a month to another."""
        start, end = (self.month_day_of(month, day, year) for day in (first, last))
        return DateSpan(start.edtf, end.edtf)

    def between(self, first: Value, last: Value) -> Value:
        """One day between two dates."""
        if not isinstance(last, DateParts):
            raise Impossible
        return DateChoice((f"{_filled(first, last).edtf}..{last.edtf}",))

    def month_between(self, month: Token, first: str, last: str, year: str) -> Value:
        """One day between two of a month."""
        return DateChoice((self.month_span(month, first, last, year).edtf.replace("/", OPEN),))

    def either(self, *several: Value) -> Value:
        """One of several dates."""
        last = several[-1]
        if not isinstance(last, DateParts):
            raise Impossible
        return DateChoice(tuple(_filled(each, last).edtf for each in several))

    def both(self, first: Value, last: Value) -> Value:
        """Two dates: one time if the second follows the first at once."""
        if not isinstance(last, DateParts):
            raise Impossible
        one = _filled(first, last)
        ends = [days_of(each) for each in (one, last)]
        if all(a.latest and next_day(a.latest) == b.earliest for a, b in pairwise(ends)):
            return DateSpan(one.edtf, last.edtf)
        raise PhraseDoubt(N_("It is two dates: write each by itself."), one.edtf, last.edtf)


def _filled(first: Value, last: DateParts) -> DateParts:
    """The first of two dates with what only the second says."""
    if not isinstance(first, DateParts) or first.part:
        raise Impossible
    found = first if first.year else first.filled(last)
    if not found.year:
        raise PhraseDoubt(NO_YEAR)
    return found


# Each method is given the children of its rule as arguments. (Type checkers lose a class that is
# decorated so.)
v_args(inline=True)(JoinedDates)
