"""EDTF bounds against brute force over days; durations; what is refused and how it says so."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadDate
from graph.time.edtf_dates import (
    Bounds,
    add_duration,
    alternatives,
    bounds,
    is_doubtful,
    is_edtf,
)

FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
CALENDAR = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
TEXT = "\n".join(day.isoformat() for day in CALENDAR)
by_calendar = settings(max_examples=60)


@cache
def days_of(pattern: str) -> list[date]:
    """All days from 1900 to 2099 whose ISO form matches a pattern; X stands for any digit."""
    matching = re.compile(f"^{pattern.replace('X', '[0-9]')}.*$", re.MULTILINE)
    return [date.fromisoformat(text) for text in matching.findall(TEXT)]


years = st.integers(1900, 2099).map(str)
months = st.integers(1, 12).map("{:02}".format)
days = st.sampled_from(CALENDAR).map(date.isoformat)
patterns = st.one_of(
    days,
    years,
    st.builds("{}-{}".format, years, months),
    st.builds("{}-{}-XX".format, years, months),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    years.map(lambda year: year[:3] + "X"),
    st.sampled_from(["19XX", "20XX"]),
)
qualifiers = st.sampled_from(["", "?"])
about = st.sampled_from(["~", "%"])


@by_calendar
@given(patterns, qualifiers)
def test_one_date_spans_the_days_that_match_it(pattern: str, qualifier: str) -> None:
    matching = days_of(pattern)
    assert bounds(pattern + qualifier) == Bounds(matching[0], matching[-1])


def unit_before(pattern: str) -> str:
    """The pattern one unit of its precision earlier."""
    number = pattern.rstrip("X-")
    if len(number) == len("2019-12-05"):
        return (date.fromisoformat(number) - timedelta(days=1)).isoformat()
    if len(number) == len("2019-12"):
        return (date.fromisoformat(number + "-01") - timedelta(days=1)).isoformat()[:7]
    return str(int(number) - 1) + "X" * (4 - len(number))


@by_calendar
@given(patterns, about)
def test_about_widens_by_one_unit_of_the_precision(pattern: str, qualifier: str) -> None:
    matching = days_of(pattern)
    found = bounds(pattern + qualifier)
    # Of what lies before the calendar of this test nothing is known here.
    before = days_of(unit_before(pattern))
    if before:
        assert found.earliest == before[0]
        # One unit wider, seen from the unit before: its own unit after is this one's end.
        assert bounds(unit_before(pattern) + "~").latest == matching[-1]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("2019", False), ("2019~", False), ("2019?", True), ("2019-12%", True), ("2019?/2020", True),
     ("[2019,2021?]", True)],
)  # fmt: skip
def test_question_mark_makes_a_date_doubtful(text: str, doubtful: bool) -> None:
    assert is_doubtful(text) is doubtful


def test_set_is_several_stretches() -> None:
    days = [Bounds(day, day) for day in (date(2021, 3, 5), date(2021, 3, 12))]
    assert alternatives("[2021-03-05,2021-03-12]") == tuple(days)


@by_calendar
@given(patterns, qualifiers, patterns)
def test_interval_spans_from_its_first_to_its_last_day(one: str, mark: str, two: str) -> None:
    first, last = days_of(one)[0], days_of(two)[-1]
    if first <= last:
        assert bounds(f"{one}{mark}/{two}") == Bounds(first, last)
    else:
        with pytest.raises(BadDate, match="before the start"):
            bounds(f"{one}{mark}/{two}")


@by_calendar
@given(patterns)
def test_open_side_has_no_bound(pattern: str) -> None:
    matching = days_of(pattern)
    for start in (f"../{pattern}", f"[..{pattern}]"):
        assert bounds(start) == Bounds(None, matching[-1])
    for end in (f"{pattern}/..", f"[{pattern}..]"):
        assert bounds(end) == Bounds(matching[0], None)


@by_calendar
@given(st.lists(patterns, min_size=1, max_size=4))
def test_one_of_a_set_spans_all_its_members(members: list[str]) -> None:
    matching = [day for member in members for day in days_of(member)]
    assert bounds(f"[{','.join(members)}]") == Bounds(min(matching), max(matching))


@by_calendar
@given(st.integers(1900, 2090), st.integers(0, 9))
def test_range_in_a_set_spans_all_its_years(first: int, more: int) -> None:
    matching = [day for n in range(more + 1) for day in days_of(str(first + n))]
    assert bounds(f"[{first}..{first + more}]") == Bounds(matching[0], matching[-1])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-12-XX", "2019-12-01", "2019-12-31"),
        ("../1966-05", None, "1966-05-31"),
        ("2016-05-02/2016-05-08", "2016-05-02", "2016-05-08"),
        ("1990~", "1989-01-01", "1991-12-31"),
        ("2022-02~", "2022-01-01", "2022-03-31"),
        ("2019-12%", "2019-11-01", "2020-01-31"),
        ("2019-12-05~", "2019-12-04", "2019-12-06"),
        ("196X~", "1950-01-01", "1979-12-31"),
        ("2019-21~", "2018-12-01", "2019-08-31"),
        ("1990~/2000?", "1989-01-01", "2000-12-31"),
        ("0001~", None, "0002-12-31"),
        ("9999-12-31~", "9999-12-30", None),
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2019-12-05T10:00:00Z", "2019-12-05", "2019-12-05"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("../..", None, None),
    ],
)
def test_bounds_of(text: str, first: str | None, last: str | None) -> None:
    found = bounds(text)
    assert found.earliest == (date.fromisoformat(first) if first else None)
    assert found.latest == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "text",
    [
        "", " 2019", "2019 ", "2019\n", "2019-13", "2019-02-29", "2019-02-30", "2019-00",
        "20190205", "2019-2-5", "19", "XXXX", "1XXX", "2019-XX-05", "20XX-12", "Y17000", "-0044",
        "0000", "00XX", "2019-24", "{2015..2017}", "[]", "[..]", "[,]", "[2015", "2015/2016/2017",
        "../1966/..", "/", "2019??", "~2019", "2019-12-05T99:00:00", "2019-02-30T10:00:00",
        "\u0661\u0669\u0666\u0666", "in May", "2019/", "/1966", "2017/2016", "[2017..2015]",
        "[2018,2017..2015]",
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(BadDate):
        bounds(text)


def test_unknown_side_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(BadDate, match=r"\.\./1966"):
        bounds("/1966")


@by_calendar
@given(st.text(max_size=12))
def test_any_text_is_bounds_or_bad_date(text: str) -> None:
    if is_edtf(text):
        found = bounds(text)
        assert not found.earliest or not found.latest or found.earliest <= found.latest


def months_after(day: date, months: int) -> date:
    """The same day of a later month by counting on the calendar, or that month's last day."""
    later = [d for d in CALENDAR if d >= day]
    for _ in range(months):
        first_of_next = next(
            d for d in later if (d.year, d.month) > (later[0].year, later[0].month)
        )
        later = [d for d in later if d >= first_of_next]
    in_month = list(takewhile(lambda d: d.month == later[0].month, later))
    return in_month[min(day.day, len(in_month)) - 1]


@by_calendar
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(1, 14))
def test_months_count_on_the_calendar_and_are_cut_to_the_month(day: date, months: int) -> None:
    assert add_duration(day, f"P{months}M") == months_after(day, months)


@by_calendar
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 9), st.integers(1, 99))
def test_years_are_twelve_months_and_days_come_last(day: date, years: int, more: int) -> None:
    reached = add_duration(day, f"P{years * 12}M") if years else day
    assert add_duration(day, f"P{years}Y{more}D") == reached + timedelta(days=more)


@by_calendar
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_a_later_start_never_gives_an_earlier_end(day: date, gap: int) -> None:
    later = day + timedelta(days=gap)
    assert add_duration(day, "P1Y1M") <= add_duration(later, "P1Y1M")


@pytest.mark.parametrize(
    ("day", "duration", "reached"),
    [
        ("2016-05-02", "P4Y", "2020-05-02"),
        ("2016-02-29", "P1Y", "2017-02-28"),
        ("2016-01-31", "P1M", "2016-02-29"),
        ("2016-01-31", "P1M1D", "2016-03-01"),
    ],
)
def test_duration_reaches(day: str, duration: str, reached: str) -> None:
    assert add_duration(date.fromisoformat(day), duration) == date.fromisoformat(reached)


@pytest.mark.parametrize(
    "text", ["", "P", "4Y", "P0Y", "-P1Y", "P1.5Y", "PT24H", "P4Y ", "P99999Y"]
)
def test_duration_refused(text: str) -> None:
    with pytest.raises(BadDate):
        add_duration(date(2016, 5, 2), text)
