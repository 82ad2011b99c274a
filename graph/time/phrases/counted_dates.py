"""Makes values of trees: dates that hang on the day of the source, and lengths of time."""

from __future__ import annotations

from datetime import date
from typing import Final

from lark import Token, v_args

from graph.texts import N_
from graph.time.phrases import relative_days as around
from graph.time.phrases.joined_dates import JoinedDates
from graph.time.phrases.phrase_values import Impossible, PhraseDoubt, TermLength, Value

_TWO_WEEKS: Final = N_("It may be the week before this, or the one before that.")
_WHICH_DAY: Final = N_("It is not said which week the day lies in.")
_HOW_LONG: Final = N_("The length of time is not exact.")
_A_LENGTH: Final = N_("It is a length of time, not a date.")
_OF_LATE: Final = N_("It may have begun so long before the source, or be so long altogether.")
_NEAR: Final = {
    "TODAY": 0, "YESTERDAY": -1, "TOMORROW": 1, "DAY_BEFORE_YESTERDAY": -2, "DAY_AFTER_TOMORROW": 2,
}  # fmt: skip


class CountedDates(JoinedDates):
    """Values of every tree of the grammar."""

    def _on(self) -> date:
        """The day of the source, which the note tells of."""
        on = around.known(self.on)
        self.note = N_("Counted from {day}, the day of the source.", day=on)
        return on

    def this_year(self, *_: Token) -> str:
        """The year of the source."""
        return around.year_of(self._on().year)

    def last_year(self, *_: Token) -> str:
        """The year before that of the source."""
        return around.year_of(self._on().year - 1)

    def next_year(self, *_: Token) -> str:
        """The year after that of the source."""
        return around.year_of(self._on().year + 1)

    def near_day(self, token: Token) -> Value:
        """A day near that of the source."""
        return around.day(around.shifted(self._on(), _NEAR[token.type]))

    def this_week(self, *_: Token) -> Value:
        """The week of the source."""
        return around.week(self._on())

    def last_week(self, *_: Token) -> Value:
        """The week before that of the source."""
        return around.week(self._on(), -1)

    def previous_week(self, *_: Token) -> Value:
        """The week before, or the week before that."""
        on = self._on()
        raise PhraseDoubt(_TWO_WEEKS, *(around.week(on, -n).edtf for n in (1, 2)))

    def next_week(self, *_: Token) -> Value:
        """The week after that of the source."""
        return around.week(self._on(), 1)

    def this_month(self, *_: Token) -> Value:
        """The month of the source."""
        return around.month(self._on())

    def last_month(self, *_: Token) -> Value:
        """The month before that of the source."""
        return around.month(self._on(), -1)

    def next_month(self, *_: Token) -> Value:
        """The month after that of the source."""
        return around.month(self._on(), 1)

    def week_unit(self, *_: Token) -> str:
        """A week."""
        return "week"

    def month_unit(self, *_: Token) -> str:
        """A month."""
        return "month"

    def year_unit(self, *_: Token) -> str:
        """A year."""
        return "year"

    def later(self, unit: str) -> Value:
        """The rest of the week, month or year of the source."""
        return around.rest_of(unit, self._on(), later=True)

    def earlier(self, unit: str) -> Value:
        """What has gone of the week, month or year of the source."""
        return around.rest_of(unit, self._on(), later=False)

    def last_weekday(self, _: Token, weekday: Token) -> Value:
        """The last such weekday, where that is also the one of the week before."""
        on, number = self._on(), self.number(weekday)
        before = around.shifted(on, number - around.WEEK - on.isoweekday())
        found = {around.last_weekday(number, on).isoformat(), before.isoformat()}
        return around.day(
            date.fromisoformat(around.one_of(PhraseDoubt(_WHICH_DAY, *sorted(found))))
        )

    def past_weekday(self, weekday: Token) -> Value:
        """The last such weekday."""
        return around.day(around.last_weekday(self.number(weekday), self._on()))

    def coming_weekday(self, weekday: Token) -> Value:
        """The first such weekday to come."""
        return around.day(around.coming_weekday(self.number(weekday), self._on()))

    def some_weekday(self, *tokens: Token) -> Value:
        """A weekday of which is not said whether it was or will be."""
        on, number = self._on(), self.number(tokens[-1])
        first = around.coming_weekday(number, on)
        days = [around.shifted(first, n * 7) for n in (0, 1)]
        if tokens[0].type != "NEXT":
            days = [around.last_weekday(number, on), first]
        raise PhraseDoubt(_WHICH_DAY, *(each.isoformat() for each in days))

    def last_month_named(self, _: Token, month: Token) -> Value:
        """The last time of a month."""
        return around.past_named(f"{self.number(month):02}", self._on())

    def last_season(self, _: Token, season: str) -> Value:
        """The last time of a season."""
        return around.past_named(season, self._on())

    def next_month_named(self, _: Token, month: Token) -> Value:
        """A month to come, or that of the year after."""
        raise around.nearest_years(f"{self.number(month):02}", "", self.on)

    def next_season(self, _: Token, season: str) -> Value:
        """A season to come, or that of the year after."""
        raise around.nearest_years(season, "", self.on)

    def yearless_day(self, *said: Token) -> Value:
        """A day of a named month without its year."""
        raise around.nearest_years(f"{self.number(said[-1]):02}", said[-2], self.on)

    def yearless_month_day(self, *said: Token) -> Value:
        """A day of a month, named first, without its year."""
        return self.yearless_day(said[-1], said[-2])

    def yearless_numeric(self, day: Token, month: Token) -> Value:
        """A day and month in numbers, without the year."""
        orders = [(day, month)] + [(month, day)] * self.words.month_first
        found = [(f"{int(a):02}", f"{int(b):02}") for a, b in orders if int(b) in range(1, 13)]
        doubts = [around.nearest_years(b, a, self.on) for a, b in found]
        raise PhraseDoubt(around.NO_YEAR, *(each for doubt in doubts for each in doubt.candidates))

    def yearless_month(self, *said: Token) -> Value:
        """A named month without its year."""
        raise around.nearest_years(f"{self.number(said[-1]):02}", "", self.on)

    def yearless_season(self, *said: Token) -> Value:
        """A season without its year."""
        if isinstance(said[-1], Token) and said[-1].type == "WINTER":
            raise PhraseDoubt(around.NO_YEAR)
        raise around.nearest_years(str(said[-1]), "", self.on)

    def yearless_week(self, number: Token) -> Value:
        """A week by its number, without the year."""
        on = around.known(self.on)
        found = [around.iso_week(on.year + n, int(number)) for n in (-1, 0, 1)]
        raise PhraseDoubt(around.NO_YEAR, *(each.edtf for each in found))

    def years(self) -> TermLength:
        """A year."""
        return TermLength(years=1)

    def months(self) -> TermLength:
        """A month."""
        return TermLength(months=1)

    def weeks(self) -> TermLength:
        """A week."""
        return TermLength(days=7)

    def days(self) -> TermLength:
        """A day."""
        return TermLength(days=1)

    def decades(self) -> TermLength:
        """Ten years."""
        return TermLength(years=10)

    def count(self, token: Token) -> int:
        """A number in digits or words."""
        return int(token) if token.isdigit() else self.number(token)

    def counted(self, count: int, unit: TermLength) -> TermLength:
        """So many of a unit."""
        if not count:
            raise Impossible
        return TermLength(unit.years * count, unit.months * count, unit.days * count)

    def length(self, *lengths: TermLength) -> TermLength:
        """Lengths together, of which each is of a smaller unit than the one before."""
        units = [(not each.years, not each.months) for each in lengths]
        if sorted(set(units)) != units:
            raise Impossible
        return sum(lengths, TermLength())

    def half_year(self, *_: Token) -> TermLength:
        """Half a year."""
        return TermLength(months=6)

    def year_and_half(self, *_: Token) -> TermLength:
        """A year and a half."""
        return TermLength(years=1, months=6)

    def years_and_half(self, count: int) -> TermLength:
        """So many years and a half."""
        return TermLength(years=count, months=6)

    def years_long(self, count: int) -> TermLength:
        """So many years, in one word."""
        return TermLength(years=count)

    def months_long(self, count: int) -> TermLength:
        """So many months, in one word."""
        return TermLength(months=count)

    def compound_length(self, length: TermLength) -> TermLength:
        """A length in one word."""
        return length

    def amount(self, length: TermLength) -> TermLength:
        """So much, more or less."""
        return length

    def exactly(self, _: Token, length: TermLength) -> tuple[str, TermLength]:
        """No more and no less."""
        return "exactly", length

    def over(self, _: Token, length: TermLength) -> tuple[str, TermLength]:
        """At least so much."""
        return "over", length

    def nearly(self, _: Token, length: TermLength) -> tuple[str, TermLength]:
        """About so much."""
        raise PhraseDoubt(_HOW_LONG, *self._about(length))

    def _about(self, length: TermLength) -> tuple[str, ...]:
        return (around.ago(length, self.on).edtf,) if self.on else ()

    def ago(self, amount: TermLength | tuple[str, TermLength]) -> Value:
        """So long before the source."""
        on = self._on()
        if isinstance(amount, TermLength):
            return around.ago(amount, on)
        how, length = amount
        return (
            around.longer_ago(length, on) if how == "over" else around.ago(length, on, exactly=True)
        )

    def ahead(self, length: TermLength) -> Value:
        """So long after the source."""
        return around.ahead(length, self._on())

    def over_now(self, _: Token, length: TermLength) -> Value:
        """For more than so long, until the source."""
        return around.longer_ago(length, self._on())

    def lasting_now(self, *said: Token | TermLength) -> Value:
        """For so long, until the source."""
        return around.ago(_length(said), self._on())

    def lasting_perhaps(self, *said: Token | TermLength) -> Value:
        """For so long, of which is not said until when, or not how long."""
        why = _HOW_LONG if len(said) > 1 else _OF_LATE
        raise PhraseDoubt(why, *self._about(_length(said)))

    def length_alone(self, length: TermLength) -> Value:
        """A length and no date."""
        raise PhraseDoubt(_A_LENGTH)

    def term(self, *said: Token | TermLength) -> TermLength:
        """A term without the words around it."""
        return _length(said)

    def start_term(self, length: TermLength) -> TermLength:
        """The whole of a term."""
        return length

    def vague_term(self, _: Token, length: TermLength) -> TermLength:
        """A term of no exact length."""
        raise PhraseDoubt(_HOW_LONG)

    def between_terms(self, first: int, last: int, unit: TermLength) -> TermLength:
        """A term of one length or another."""
        raise PhraseDoubt(_HOW_LONG)


def _length(said: tuple[Token | TermLength, ...]) -> TermLength:
    (length,) = (each for each in said if isinstance(each, TermLength))
    return length


# Each method is given the children of its rule as arguments. (Type checkers lose a class that is
# decorated so.)
v_args(inline=True)(CountedDates)
