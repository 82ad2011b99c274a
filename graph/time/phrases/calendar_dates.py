"""Makes values of trees: dates that say their year themselves, and joins of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from lark import Token, Transformer, v_args

from graph.texts import N_, Text
from graph.time.phrases.phrase_values import (
    NO_SUCH_DAY,
    SEASONS,
    DateChoice,
    DateParts,
    DateSpan,
    Impossible,
    PhraseDoubt,
    Value,
    after,
    before,
    days_of,
    marked,
    starting,
    until,
)
from graph.time.phrases.phrase_words import Language
from graph.time.phrases.relative_days import iso_week, year_of

NO_CENTURY: Final = N_("The century is not said.")
_WINTER: Final = N_("A winter lies in two years, and only one is said.")
_CENTURIES: Final = ("20", "19", "18")
# Of this century nobody speaks of a later decade.
_LAST_DECADE: Final = 3
_PART: Final = N_("A part of it is meant; no first and last day is said, so it is the whole.")


class CalendarDates(Transformer[Token, Value]):
    """Values of trees in a language, by the names of the grammar's rules.

    Attributes:
        note: how the value was worked out; None where it only was written otherwise.
    """

    def __init__(self, words: Language, on: date | None) -> None:
        super().__init__()
        self.words = words
        self.on = on
        self.note: Text | None = None

    def number(self, token: Token) -> int:
        """The number that a word of a list stands for."""
        return self.words.numbers[token.type][" ".join(token.rstrip(".").split())]

    def start_date(self, value: Value) -> Value:
        """The whole: it must be a date of the calendar."""
        days_of(value)
        if isinstance(value, DateParts) and value.part:
            self.note = _PART
        return value

    def same(self, value: Value) -> Value:
        """The day up to which something goes on, itself among its days."""
        return value

    since = same

    def until(self, value: Value) -> Value:
        """The day up to which something goes on, which may or may not be among its days."""
        why = N_("It is not said whether that day itself is still part of the time.")
        raise PhraseDoubt(why, value.edtf, before(value).end)

    def about(self, value: Value) -> Value:
        """A date that is not quite sure."""
        return marked(value, "~")

    def perhaps(self, value: Value) -> Value:
        """A date that is doubted."""
        return marked(value, "?")

    def perhaps_about(self, value: Value) -> Value:
        """A date that is neither sure nor undoubted."""
        return marked(value, "%")

    about_partial, perhaps_partial, perhaps_about_partial = about, perhaps, perhaps_about

    def before(self, value: Value) -> Value:
        """Any day before."""
        return before(value)

    def after(self, value: Value) -> Value:
        """Any day after."""
        return after(value)

    def by(self, value: Value) -> Value:
        """Any day until the end of it."""
        return until(value)

    def earliest(self, value: Value) -> Value:
        """Any day from its beginning."""
        return starting(value)

    def year(self, token: Token) -> str:
        """A year that is written out."""
        return str(token)

    def day(self, token: Token) -> str:
        """A day of a month."""
        number = int(token) if token.isdigit() else self.number(token)
        return f"{number:02}"

    ordinal = day

    def season(self, token: Token) -> str:
        """A season as EDTF has it."""
        return SEASONS[token.type]

    def part(self, token: Token) -> str:
        """A part of a time."""
        return str(token)

    def plain_year(self, year: str) -> Value:
        """A year."""
        return DateParts(year)

    def day_of(self, day: str, month: Token, year: str) -> Value:
        """A day of a named month."""
        return DateParts(year, f"{self.number(month):02}", day)

    def month_day_of(self, month: Token, day: str, year: str) -> Value:
        """A day of a month that is named first."""
        return self.day_of(day, month, year)

    def month_of(self, month: Token, year: str) -> Value:
        """A month."""
        return DateParts(year, f"{self.number(month):02}")

    def season_of(self, season: str, year: str) -> Value:
        """A season."""
        return DateParts(year, season)

    def winter_of(self, _: Token, year: Token) -> Value:
        """A winter of one year."""
        raise PhraseDoubt(_WINTER, *(_winter(int(year) + n).edtf for n in (-1, 0)))

    def winter_over(self, _: Token, first: Token, last: Token) -> Value:
        """A winter of two years."""
        if (int(first) + 1) % 10 ** len(last) != int(last):
            raise Impossible
        return _winter(int(first))

    def on_weekday(self, weekday: Token, value: Value) -> Value:
        """A day whose weekday is said too: they must agree."""
        found = days_of(value)
        if not found.earliest or found.earliest != found.latest:
            raise Impossible
        if found.earliest.isoweekday() != self.number(weekday):
            raise PhraseDoubt(N_("That day is another day of the week."), value.edtf)
        return value

    def at_time(self, value: Value, clock: Token) -> Value:
        """A day with the time of the day."""
        hour, minute = clock.replace(":", ".").split(".")
        if not isinstance(value, DateParts) or len(value.day) != len("31") or value.mark:
            raise Impossible
        return replace(value, clock=f"{int(hour):02}:{minute}")

    def part_of(self, part: str, value: Value) -> Value:
        """The beginning, middle or end of a time: the time, for want of days."""
        if not isinstance(value, DateParts) or len(value.day) == len("31"):
            raise Impossible
        return replace(value, part=True)

    def day_first(self, day: Token, month: Token, year: Token) -> Value:
        """Day, month and year in numbers."""
        found = DateParts(str(year), f"{int(month):02}", f"{int(day):02}")
        days_of(found)
        return found

    def month_first(self, month: Token, day: Token, year: Token) -> Value:
        """Month, day and year in numbers, where the language has that."""
        if not self.words.month_first:
            raise Impossible
        return self.day_first(day, month, year)

    def ymd(self, year: Token, month: Token, day: Token) -> Value:
        """Year, month and day in numbers."""
        return self.day_first(day, month, year)

    def compact(self, token: Token) -> Value:
        """Year, month and day in eight digits."""
        return DateParts(token[:4], token[4:6], token[6:])

    def numeric_month(self, month: Token, year: Token) -> Value:
        """Month and year in numbers."""
        if not 1 <= int(month) <= 12:
            raise PhraseDoubt(NO_SUCH_DAY)
        return DateParts(str(year), f"{int(month):02}")

    def two_digits(self, one: Token, two: Token, three: Token) -> Value:
        """Three numbers of at most two digits: the century is missing, and perhaps the order."""
        orders = [(three, two, one)] + [(three, one, two)] * self.words.month_first
        if len(one) == 2:
            orders.append((one, two, three))
        raise PhraseDoubt(
            NO_CENTURY,
            *(
                DateParts(f"{century}{int(year):02}", f"{int(month):02}", f"{int(day):02}").edtf
                for century in _CENTURIES[:2]
                for year, month, day in orders
            ),
        )

    def two_digits_named(self, day: str, month: Token, year: Token) -> Value:
        """A day of a named month in a year of two digits."""
        named = f"{self.number(month):02}"
        years = [f"{century}{int(year):02}" for century in _CENTURIES[:2]]
        raise PhraseDoubt(NO_CENTURY, *(DateParts(each, named, day).edtf for each in years))

    def two_digits_month(self, month: Token, year: Token) -> Value:
        """A named month in a year of two digits."""
        return self.two_digits_named("", month, year)

    def short_year(self, year: Token) -> Value:
        """A year of two digits."""
        raise PhraseDoubt(NO_CENTURY, *(f"{century}{int(year):02}" for century in _CENTURIES[:2]))

    def short_span(self, first: Token, last: Token) -> Value:
        """Two years of which the second has two digits, as a school year or a season has them."""
        if int(last) != (int(first) + 1) % 100:
            raise Impossible
        why = N_("It is not said whether both years are meant, or a school year or season in them.")
        raise PhraseDoubt(why, f"{first}/{int(first) + 1}")

    def dash_span(self, first: Token, last: Token) -> Value:
        """From a year to another, which has two digits."""
        if int(last) <= int(first) % 100:
            raise Impossible
        return DateSpan(str(first), f"{first[:2]}{last}")

    def unknown(self, _: Token, month: Token, year: str) -> Value:
        """A day that is left open, of a named month."""
        return DateParts(year, f"{self.number(month):02}", "XX")

    def unknown_numeric(self, _: Token, month: Token, year: Token) -> Value:
        """A day that is left open, of a month in numbers."""
        return DateParts(str(year), f"{int(month):02}", "XX")

    def unknown_iso(self, year: Token, month: Token, _: Token) -> Value:
        """A day that is left open, the year first."""
        return DateParts(str(year), f"{int(month):02}", "XX")

    def unknown_month(self, _day: Token, _month: Token, year: Token) -> Value:
        """A day and month that are left open."""
        return DateParts(str(year), "XX", "XX")

    def some_day(self, value: DateParts) -> Value:
        """One day of a month or year."""
        return replace(value, month=value.month or "XX", day="XX")

    def some_month(self, value: DateParts) -> Value:
        """One month of a year."""
        return replace(value, month="XX")

    def some_year(self, first: Token, last: Token) -> Value:
        """One year of several; those of a decade or century as EDTF writes them."""
        for digits, mark in ((100, "XX"), (10, "X")):
            if int(first) % digits == 0 and int(last) == int(first) + digits - 1:
                return DateParts(first[: -len(mark)] + mark)
        return DateChoice((f"{first}..{last}",))

    def decade(self, year: Token) -> Value:
        """Ten years."""
        if year.endswith("00"):
            self._century_or_decade(year)
        if not year.endswith("0"):
            raise Impossible
        return DateParts(f"{year[:3]}X")

    def _century_or_decade(self, year: Token) -> None:
        why = N_("It may be ten years or a hundred.")
        raise PhraseDoubt(why, f"{year[:3]}X", f"{year[:2]}XX")

    def hundred(self, year: Token) -> Value:
        """A century by its first year, or a decade by its own."""
        if year == "2000":
            self._century_or_decade(year)
        return DateParts(f"{year[:2]}XX") if year.endswith("00") else self.decade(year)

    def short_decade(self, year: Token) -> Value:
        """Ten years whose century is not said."""
        if int(year) % 10:
            raise Impossible
        raise PhraseDoubt(NO_CENTURY, *_decades(int(year) // 10))

    def named_decade(self, token: Token) -> Value:
        """Ten years by a word, whose century is not said."""
        raise PhraseDoubt(NO_CENTURY, *_decades(self.number(token) // 10))

    def century(self, number: str) -> Value:
        """A hundred years; whether they begin in the year 00 or 01 is not said."""
        last = int(number) * 100
        return DateChoice((f"{year_of(last - 100 or 1)}..{year_of(last)}",))

    def week_of(self, number: Token, year: str) -> Value:
        """A week by its number."""
        return iso_week(int(year), int(number))

    def weeks_of(self, first: Token, last: Token, year: str) -> Value:
        """Weeks by their numbers."""
        return iso_week(int(year), int(first), int(last))

    def quarter_of(self, number: str, year: str) -> Value:
        """Three months of a year."""
        return _months(int(number[-1]), 3, year)

    def half_of(self, number: str, year: str) -> Value:
        """Six months of a year."""
        return _months(int(number[-1]), 6, year)


def _decades(ten: int) -> list[str]:
    """A decade in each century that it is likely to lie in."""
    return [f"{century}{ten}X" for century in _CENTURIES[ten > _LAST_DECADE :]]


def _winter(year: int) -> DateSpan:
    return DateSpan(f"{year_of(year)}-12", f"{year_of(year + 1)}-02")


def _months(number: int, length: int, year: str) -> DateSpan:
    if not 1 <= number <= 12 // length:
        raise Impossible
    last = number * length
    return DateSpan(f"{year}-{last - length + 1:02}", f"{year}-{last:02}")


# Each method is given the children of its rule as arguments. (Type checkers lose a class that is
# decorated so.)
v_args(inline=True)(CalendarDates)
