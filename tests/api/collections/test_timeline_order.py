"""The laws of a timeline's rows: every order has all of them, and so have all pages together."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.collections.timeline_order import (
    ROWS,
    SORTS,
    OrderedRow,
    grouped,
    length,
    on_page,
    ordered,
    pages,
)
from graph.collation import danish_key
from graph.collections.time_counts import Span
from graph.time.edtf_dates import Bounds
from graph.time.intervals import between

TODAY = date(2026, 11, 22)
DAYS = st.none() | st.dates(date(1900, 1, 1), TODAY)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    sides = [sorted(draw(st.lists(DAYS, min_size=2, max_size=2)), key=str) for _ in range(2)]
    began, gone = (Bounds(*side) if None not in side else Bounds(None, side[0]) for side in sides)
    return Span(between(began, gone))


@st.composite
def rows(draw: st.DrawFn) -> OrderedRow:
    name = draw(st.text("aåæøAZ <&", max_size=4))
    number = draw(st.integers(0, 10**6))
    return OrderedRow(
        str(number), name, span=draw(st.none() | spans()), group=draw(st.sampled_from("AB "))
    )


MANY = st.lists(rows(), max_size=200, unique_by=lambda row: row.iri).map(
    lambda several: sorted(several, key=lambda row: (danish_key(row.name), row.iri))
)


@given(MANY, st.sampled_from(list(SORTS)))
def test_pages_joined_are_the_whole_and_each_thing_stands_once(
    several: list[OrderedRow], sort: str
) -> None:
    whole = ordered(several, sort, TODAY)
    assert Counter(row.iri for row in whole) == Counter(row.iri for row in several)
    told = [on_page(whole, page) for page in range(1, pages(len(whole)) + 1)]
    assert [row for page in told for row in page] == whole
    assert all(len(page) == ROWS for page in told[:-1])
    assert len(told[-1]) <= ROWS
    if sort == "name":
        names = [[row.name for row in each] for _, each in grouped(whole)]
        assert all(each == sorted(each, key=danish_key) for each in names)


@given(MANY, st.sampled_from(list(SORTS)))
def test_a_group_stands_together_and_those_without_one_last(
    several: list[OrderedRow], sort: str
) -> None:
    names = [name for name, _ in grouped(ordered(several, sort, TODAY))]
    assert len(names) == len(set(names))
    known = [name for name in names if name]
    assert known == sorted(known, key=danish_key)


@given(st.lists(spans(), max_size=40))
def test_orders_go_the_way_they_say(several: list[Span]) -> None:
    every = [OrderedRow(str(number), "", span=span) for number, span in enumerate(several)]
    for sort, turned in (("begin", False), ("-begin", True)):
        first = [row.span.first for row in ordered(every, sort, TODAY) if row.span]
        days = [day for each in first if (day := each.earliest or each.latest)]
        assert days == sorted(days, reverse=turned)
    last = [row.span.last for row in ordered(every, "end", TODAY) if row.span]
    over = [day for each in last if (day := each.latest or each.earliest)]
    assert over == sorted(over)
    lasted = [length(row.span, TODAY).least for row in ordered(every, "length", TODAY) if row.span]
    assert all(one >= other for one, other in pairwise(lasted))


@pytest.mark.parametrize(
    ("began", "gone", "expected"),
    [
        (Bounds(date(2000, 1, 1), date(2000, 1, 1)), Bounds(None, None), (0, 26)),
        (Bounds(None, date(2006, 11, 22)), Bounds(None, None), (0, None)),
        (
            Bounds(date(2000, 1, 1), date(2000, 1, 1)),
            Bounds(date(2010, 1, 1), date(2011, 1, 1)),
            (10, 11),
        ),
    ],
)
def test_a_length_is_told_as_surely_as_it_is_known(
    began: Bounds, gone: Bounds, expected: tuple[int, int | None]
) -> None:
    # What began and is not known to have ended may have ended on any day since.
    assert length(Span(between(began, gone)), TODAY).years == expected


@given(spans(), st.integers(0, 4000))
def test_time_makes_nothing_shorter(span: Span, days: int) -> None:
    before, after = length(span, TODAY), length(span, TODAY + timedelta(days=days))
    assert before.least <= after.least
    assert before.most is None or after.most is None or before.most <= after.most
