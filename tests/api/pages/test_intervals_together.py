"""When several things hold together: what the timeline of a tie draws."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise, product

import httpx
from hypothesis import given
from hypothesis import strategies as st

from graph.time.intervals import Interval, Intervals, State, all_together, holding
from tests.api.html_page import HTML

FIRST = date(2000, 1, 1)
DAYS = 40
ORDER = [State.ENDED, State.NOT_YET, State.SUSPENDED, State.IN_FORCE]


@st.composite
def lives(draw: st.DrawFn) -> Intervals:
    turns = sorted(draw(st.sets(st.integers(1, DAYS - 1), max_size=5)))
    days = [None, *(FIRST + timedelta(days=turn) for turn in turns), None]
    states = st.sets(st.sampled_from(ORDER), min_size=1, max_size=3)
    return tuple(Interval(a, b, frozenset(draw(states))) for a, b in pairwise(days))


def possible(life: Intervals, day: date) -> set[State]:
    return {state for each in life if each.holds(day) for state in each.states}


def expected(states: set[State]) -> str | None:
    """What is drawn on a day of which these states are possible."""
    if State.IN_FORCE in states:
        return "certain" if states == {State.IN_FORCE} else "possible"
    if State.SUSPENDED in states:
        return "suspended" if states == {State.SUSPENDED} else "perhaps-suspended"
    return None


def drawn(made: list[Interval], day: date) -> list[str | None]:
    return [each.sureness for each in made if each.holds(day)]


@given(st.lists(lives(), min_size=1, max_size=3))
def test_each_day_shows_what_may_hold_of_the_weakest(found: list[Intervals]) -> None:
    made = holding(all_together(found))
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        worlds = product(*(possible(life, day) for life in found))
        shown = expected({min(world, key=ORDER.index) for world in worlds})
        assert drawn(made, day) == ([shown] if shown else [])


@given(lives())
def test_no_interval_goes_on_as_the_next(life: Intervals) -> None:
    made = holding(life)
    for one, other in pairwise(made):
        assert one.before != other.start or one.sureness != other.sureness


def test_a_tie_that_has_ended_is_not_drawn_until_today(client: httpx.Client) -> None:
    found = client.get("/doc/municipality/gentofte-kommune", headers=HTML)
    bars = re.findall(r'class="(?:certain|possible)" x="([\d.]+)%" width="([\d.]+)%"', found.text)
    today = re.search(r'class="today" x1="([\d.]+)%"', found.text)
    assert bars
    assert today
    assert all(float(x) + float(width) < float(today[1]) for x, width in bars)
