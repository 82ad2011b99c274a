"""How many were in force in each year, against the spells themselves; dates as spans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.collections.registry import COLLECTIONS
from graph.collections.time_counts import Span, counted, read_spans, years_over
from graph.terms import Row, Term
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, Intervals, State, certain, possible

DAYS = st.dates(date(1980, 1, 1), date(2020, 12, 31))
SETS = st.sets(st.sampled_from(list(State)), min_size=1).map(frozenset)
IN_FORCE = State.IN_FORCE


@st.composite
def lives(draw: st.DrawFn) -> Intervals:
    cuts = sorted(draw(st.sets(DAYS, max_size=4)))
    return tuple(
        Interval(a, b, draw(SETS)) for a, b in zip([None, *cuts], [*cuts, None], strict=True)
    )


ENDED_THE_DAY_BEFORE: Intervals = (
    Interval(None, date(1999, 1, 1), frozenset({IN_FORCE, State.NOT_YET})),
    Interval(date(1999, 1, 1), None, frozenset({State.NOT_YET})),
)


@example([ENDED_THE_DAY_BEFORE], 2)
@given(st.lists(lives(), max_size=6), st.integers(1, 50))
def test_each_stretch_of_years_counts_what_holds_on_a_day_of_it(
    several: list[Intervals], most: int
) -> None:
    spans = [Span(each) for each in several]
    days = [date(1999, 1, 1), *(day for span in spans for day in span.days)]
    years = years_over(days, most)
    assert years.number <= most
    for at, (least, highest) in enumerate(counted(spans, years)):
        start = years.first + at * years.step
        window = Bounds(date(max(start, 1), 1, 1), date(start + years.step - 1, 12, 31))
        can = [each for each in several if possible(each, IN_FORCE, window)]
        assert highest == len(can)
        assert least == sum(certain(each, IN_FORCE, window) for each in can)


@given(st.lists(st.dates(), min_size=1, max_size=20), st.integers(1, 200))
def test_years_hold_every_day_in_few_stretches(days: list[date], most: int) -> None:
    years = years_over(days, most)
    assert years.number <= most
    for day in days:
        start = years.first + years.place(day.year) * years.step
        assert start <= day.year < start + years.step


def _row(thing: str, name: str, value: str) -> Row:
    said = {"thing": thing, "property": f"https://w3id.org/venskab/ontology#{name}", "value": value}
    return {key: Term("literal", text) for key, text in said.items()}


def test_what_happens_keeps_the_words_of_its_date_and_what_was_called_off_has_none() -> None:
    status = "https://w3id.org/venskab/concept/initiative-status/"
    rows = [
        _row("a", "date", "2019-06~"),
        _row("b", "date", "2021-08"),
        _row("b", "initiativeStatus", f"{status}planned"),
        _row("c", "date", "2020"),
        _row("c", "initiativeStatus", f"{status}cancelled"),
    ]
    found = read_spans(COLLECTIONS["visits"], rows)
    assert set(found) == {"a", "b"}
    assert found["a"].dates == ("2019-06~",)
    assert found["a"].acts == [Bounds(date(2019, 5, 1), date(2019, 7, 31))]
    assert (found["a"].planned, found["b"].planned) == (False, True)
    year = years_over([date(2019, 1, 1), date(2021, 12, 31)], 5)
    assert counted(found.values(), year) == [(1, 1), (0, 0), (0, 1)]


def test_sources_that_disagree_widen_what_a_thing_can_mean() -> None:
    rows = [_row("a", "began", "1989~"), _row("a", "began", "1991"), _row("a", "ended", "../1995")]
    found = read_spans(COLLECTIONS["initiatives"], rows)["a"]
    assert found.first == Bounds(date(1988, 1, 1), date(1991, 12, 31))
    assert found.last.latest == date(1995, 12, 31)


@pytest.mark.parametrize("kept", [True, False])
def test_a_network_lasts_as_long_as_anyone_is_a_member(kept: bool) -> None:
    left = date(2009, 1, 1)
    said = [("one", "in-force", "", str(left)), ("one", "ended", str(left), "")]
    if kept:
        said += [("two", "not-yet", "", str(left)), ("two", "in-force", str(left), "")]
    names = ("seat", "state", "start", "before")
    rows: list[Row] = []
    for values in said:
        told = {name: text for name, text in zip(names, values, strict=True) if text}
        rows.append(
            {key: Term("literal", text) for key, text in (told | {"thing": "network"}).items()}
        )
    last = read_spans(COLLECTIONS["networks"], rows)["network"].last
    assert last.latest == (None if kept else left - timedelta(days=1))
