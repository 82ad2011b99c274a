"""Spells joined and read as bounds, against every day of a small calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from graph.time.edtf_dates import Bounds
from graph.time.intervals import (  # fmt: skip
    ACTIVE,
    Interval,
    Intervals,
    State,
    between,
    both,
    certain,
    either,
    first_day,
    joined,
    last_day,
    possible,
)

DAYS = [date(2000, 1, 1) + timedelta(days=number) for number in range(12)]
EVER = Bounds(None, None)
SETS = st.sets(st.sampled_from(list(State)), min_size=1).map(frozenset)


@st.composite
def spells(draw: st.DrawFn) -> Intervals:
    cuts = sorted(draw(st.sets(st.sampled_from(DAYS[1:-1]), max_size=4)))
    starts = [None, *cuts]
    states = [draw(SETS) for _ in starts]
    return tuple(map(Interval, starts, [*cuts, None], states))


def on(several: Intervals, day: date) -> frozenset[State]:
    (found,) = [spell.states for spell in several if spell.touches(Bounds(day, day))]
    return found


@given(one=spells(), other=spells())
def test_each_day_of_what_is_joined_has_the_states_of_both(
    one: Intervals, other: Intervals
) -> None:
    for join in (both, either):
        found = joined(one, other, join)
        for day in DAYS:
            expected = {join(x, y) for x, y in product(on(one, day), on(other, day))}
            assert on(found, day) == expected
        assert all(a.before == b.start for a, b in pairwise(found))
        assert all(a.states != b.states for a, b in pairwise(found))


@given(one=spells(), start=st.integers(0, 11), length=st.integers(0, 5))
def test_what_is_possible_in_a_window_is_so_on_a_day_of_it(
    one: Intervals, start: int, length: int
) -> None:
    days = DAYS[start : start + length + 1]
    window = Bounds(days[0], days[-1])
    for state in State:
        assert possible(one, state, window) == any(state in on(one, day) for day in days)
        if any(on(one, day) == {state} for day in days):
            assert certain(one, state, window)


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[date, date], Intervals]:
    """The true first day and the true day of being over, and spells that know bounds of them."""
    at = sorted(draw(st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True)))
    sides = []
    for day in at:
        early, late = draw(st.integers(0, day)), draw(st.integers(day, 11))
        sides.append(Bounds(DAYS[early], DAYS[late]))
    return (DAYS[at[0]], DAYS[at[1]]), between(*sides)


@given(known=histories())
def test_the_truth_lies_within_the_bounds(known: tuple[tuple[date, date], Intervals]) -> None:
    (began, gone), several = known
    first, last = first_day(several), last_day(several)
    assert first.earliest is None or first.earliest <= began
    assert first.latest is None or began <= first.latest
    assert last.earliest is None or last.earliest < gone
    assert last.latest is None or gone - timedelta(days=1) <= last.latest
    for day in DAYS:
        held = State.NOT_YET if day < began else State.IN_FORCE if day < gone else State.ENDED
        assert held in on(several, day)


def test_bounds_of_a_year_are_its_days() -> None:
    several = between(
        Bounds(date(1990, 1, 1), date(1990, 12, 31)), Bounds(date(2000, 6, 1), date(2000, 6, 1))
    )
    assert first_day(several) == Bounds(date(1990, 1, 1), date(1990, 12, 31))
    assert last_day(several) == Bounds(date(2000, 5, 31), date(2000, 5, 31))
    assert not certain(several, State.IN_FORCE, Bounds(date(1990, 1, 1), date(1990, 12, 30)))
    assert certain(several, State.IN_FORCE, Bounds(date(1990, 12, 31), date(1990, 12, 31)))


def test_a_visit_in_some_week_was_certainly_in_the_month() -> None:
    week = Bounds(date(2016, 5, 9), date(2016, 5, 13))
    visit = between(week, Bounds(date(2016, 5, 10), date(2016, 5, 14)))
    assert first_day(visit) == last_day(visit) == week
    assert certain(visit, State.IN_FORCE, Bounds(date(2016, 5, 1), date(2016, 5, 31)))
    assert not certain(visit, State.IN_FORCE, Bounds(date(2016, 5, 10), date(2016, 5, 31)))
    assert possible(visit, State.IN_FORCE, Bounds(date(2016, 5, 13), None))
    assert not possible(visit, State.IN_FORCE, Bounds(date(2016, 5, 14), None))


def test_what_has_no_known_day_is_open_on_both_sides() -> None:
    open_ended = between(EVER, EVER)
    assert first_day(open_ended) == last_day(open_ended) == EVER
    assert open_ended[0].states >= ACTIVE - {State.SUSPENDED}
