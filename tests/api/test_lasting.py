"""When several things hold together: what the timeline of a tie draws."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise, product

import httpx
from hypothesis import given
from hypothesis import strategies as st

from api.html.provenance import Spell
from api.locale.result_table import Cell
from api.pages.status_intervals import IN_FORCE, SUSPENDED, stretches
from api.svg.time_strips import Stretch
from graph.identifiers import concept
from tests.api.test_home import HTML

FIRST = date(2000, 1, 1)
DAYS = 40
ORDER = [concept("state", "ended"), concept("state", "not-yet"), SUSPENDED, IN_FORCE]


@st.composite
def lives(draw: st.DrawFn) -> list[Spell]:
    turns = sorted(draw(st.sets(st.integers(1, DAYS - 1), max_size=5)))
    days = ["", *(str(FIRST + timedelta(days=turn)) for turn in turns), ""]
    states = st.lists(st.sampled_from(ORDER), min_size=1, max_size=3, unique=True)
    return [
        Spell(start, before, tuple(Cell("", iri=each) for each in draw(states)))
        for start, before in pairwise(days)
    ]


def possible(life: list[Spell], day: str) -> set[str]:
    return {
        cell.iri
        for spell in life
        if spell.start <= day and (not spell.before or day < spell.before)
        for cell in spell.states
    }


def expected(states: set[str]) -> str | None:
    """What is drawn on a day of which these states are possible."""
    if IN_FORCE in states:
        return "certain" if states == {IN_FORCE} else "possible"
    if SUSPENDED in states:
        return "suspended" if states == {SUSPENDED} else "perhaps-suspended"
    return None


def drawn(made: list[Stretch], day: date) -> list[str]:
    return [
        each.sureness
        for each in made
        if (each.start or date.min) <= day and (each.before is None or day < each.before)
    ]


@given(st.lists(lives(), min_size=1, max_size=3))
def test_each_day_shows_what_may_hold_of_the_weakest(found: list[list[Spell]]) -> None:
    made = stretches(*found)
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        worlds = product(*(possible(life, str(day)) for life in found))
        shown = expected({min(world, key=ORDER.index) for world in worlds})
        assert drawn(made, day) == ([shown] if shown else [])


@given(lives())
def test_no_stretch_goes_on_as_the_next(life: list[Spell]) -> None:
    made = stretches(life)
    for one, other in pairwise(made):
        assert one.before != other.start or one.sureness != other.sureness


def test_a_tie_that_has_ended_is_not_drawn_until_today(client: httpx.Client) -> None:
    found = client.get("/doc/municipality/gentofte-kommune", headers=HTML)
    bars = re.findall(r'class="(?:certain|possible)" x="([\d.]+)%" width="([\d.]+)%"', found.text)
    today = re.search(r'class="today" x1="([\d.]+)%"', found.text)
    assert bars
    assert today
    assert all(float(x) + float(width) < float(today[1]) for x, width in bars)
