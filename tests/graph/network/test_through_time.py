"""Years, births and deaths, and how long ties last, all as bounds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.survival import lengths, survival
from graph.network.through_time import Reading, growth, mergers, snapshot, ties_by_year
from graph.network.tie_facts import Layer
from graph.network.tie_network import Tie
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, Intervals, State, between
from tests.graph.network.invented import EAST, NORTH, OLD, SOUTH, facts, relation, seat, since

YEAR = 365.2425
DAYS = st.dates(date(1990, 1, 1), date(2000, 12, 31))
SETS = st.sets(st.sampled_from(list(State)), min_size=1).map(frozenset)


def tie(spells: Intervals, number: int = 0) -> Tie:
    return Tie("a", "b", Layer.PARTNERSHIP, f"R{number}", "R", False, spells, True)


@st.composite
def ties(draw: st.DrawFn) -> list[Tie]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        cuts = sorted(draw(st.sets(DAYS, max_size=4)))
        spells = zip([None, *cuts], [*cuts, None], strict=True)
        found.append(tie(tuple(Interval(a, b, draw(SETS)) for a, b in spells), number))
    return found


def _begun_and_ended(several: list[Tie], reading: Reading) -> tuple[Counter[int], Counter[int]]:
    """Spells that begin and that end, by year; year 0 for those that never began."""
    begun: Counter[int] = Counter()
    ended: Counter[int] = Counter()
    for spell in (spell for tie in several for spell in tie.spells):
        certain = spell.states == {State.IN_FORCE}
        if certain if reading is Reading.LEAST else State.IN_FORCE in spell.states:
            begun[spell.start.year if spell.start else 0] += 1
            if spell.before:
                ended[spell.before.year] += 1
    return begun, ended


@given(several=ties())
def test_births_less_deaths_make_each_snapshot(several: list[Tie]) -> None:
    for reading in Reading:
        births, deaths = _begun_and_ended(several, reading)
        for year in range(1989, 2002):
            expected = sum(births[y] - deaths[y] for y in births | deaths if y <= year)
            assert len(snapshot(several, date(year, 12, 31), reading)) == expected


@given(several=ties())
def test_the_least_is_never_more_than_the_most(several: list[Tie]) -> None:
    network = project(facts(relation("R", seat(NORTH), seat(SOUTH))))
    for year in growth(type(network)(network.nodes, several, (), Selection(), "g")):
        for low, high in (year.in_force, year.nodes, year.formed, year.ended):
            assert 0 <= low <= high


@given(several=ties())
def test_the_ties_of_a_year_are_those_of_its_day(several: list[Tie]) -> None:
    for each in ties_by_year(several, 2001, (7, 1)):
        least, most = (snapshot(several, date(each.year, 7, 1), reading) for reading in Reading)
        assert (each.certain, each.possible) == (len(least), len(most))


def test_what_ended_as_it_began_is_formed_when_it_is_resumed() -> None:
    states = (State.NOT_YET, State.ENDED, State.IN_FORCE)
    days = (None, date(1999, 1, 1), date(2000, 1, 1), None)
    spells = (
        Interval(*pair, frozenset({s})) for pair, s in zip(pairwise(days), states, strict=True)
    )
    assert tie(tuple(spells)).first == Bounds(date(2000, 1, 1), date(2000, 1, 1))


def test_the_years_of_a_small_network() -> None:
    network = project(
        facts(
            relation("A", seat(NORTH, since(1990, 1992)), seat(SOUTH, since(1990))),
            relation("B", seat(NORTH, since(1991)), seat(EAST, since(1991))),
        )
    )
    rows = [year.row() for year in growth(network, 1989, 1993)]
    assert [(row["in_force_least"], row["in_force_most"]) for row in rows] == [
        (0, 0), (1, 1), (2, 2), (1, 1), (1, 1),
    ]  # fmt: skip
    assert [row["formed_least"] for row in rows] == [0, 1, 1, 0, 0]
    assert [row["ended_most"] for row in rows] == [0, 0, 1, 1, 0], "gone by some day of 1992"


def test_a_merger_takes_nodes_and_leaves_ties() -> None:
    known = facts(
        relation("A", seat(NORTH), seat(OLD)), relation("B", seat(EAST), seat(SOUTH)),
        heirs={OLD: [SOUTH]},
    )  # fmt: skip
    found = mergers(known, Selection())
    assert (found["then"]["nodes"], found["today"]["nodes"]) == (4, 3)
    assert found["then"]["ties"] == found["today"]["ties"] == 2
    assert found["carried"] == ["Old & <new>"]


def exact(began: date, gone: date | None) -> Tie:
    if gone:
        return tie(between(Bounds(began, began), Bounds(gone, gone)))
    return tie((Interval(None, began, frozenset({State.NOT_YET})),
                Interval(began, None, frozenset({State.IN_FORCE}))))  # fmt: skip


def test_exact_dates_give_kaplan_and_meiers_curve() -> None:
    pytest.importorskip("lifelines")
    start = date(1990, 1, 1)
    several = [
        exact(start, date(1992, 1, 1)), exact(start, date(1994, 1, 1)),
        exact(start, date(1996, 1, 1)), exact(start, None),
    ]  # fmt: skip
    found = survival(several, date(1995, 1, 1))
    assert found is not None
    assert (found.ties, found.ended, found.unknown) == (4, 2, 0)
    # Two of four end; the two that go on are censored after five years.
    assert [share for _, share in found.shortest] == pytest.approx([1, 0.75, 0.5, 0.5])
    assert [years for years, _ in found.shortest] == pytest.approx([0, 2, 4, 5], abs=0.01)
    assert found.longest[-1][1] == found.estimate[-1][1] == pytest.approx(0.5, abs=1e-3)
    # A day is as near as dates come; between the ends nothing is vague.
    exactly = [row for row in found.rows() if row["turnbull_lower"] == row["turnbull_upper"]]
    assert [row["after_year"] for row in exactly] == pytest.approx([0, 2, 4], abs=0.01)
    assert [row["until_year"] for row in exactly] == pytest.approx([2, 4, 5], abs=0.01)
    assert [row["turnbull_lower"] for row in exactly] == pytest.approx([1, 0.75, 0.5])
    assert [row["if_longest"] for row in exactly] == pytest.approx([1, 0.75, 0.5])
    last = found.rows()[-1]
    assert (last["until_year"], last["if_shortest"], last["if_longest"]) == (None, None, None)


def test_a_tie_that_ended_some_day_of_two_years_is_vague_between_them() -> None:
    pytest.importorskip("lifelines")
    first = Bounds(date(1990, 1, 1), date(1990, 1, 1))
    vague = tie(between(first, Bounds(date(1993, 1, 1), date(1995, 1, 1))))
    found = survival([vague], date(2000, 1, 1))
    assert found is not None
    until = [row["until_year"] for row in found.rows()]
    assert until == pytest.approx([3, 5], abs=0.01)
    bounds = [(row["turnbull_lower"], row["turnbull_upper"]) for row in found.rows()]
    assert bounds == [(1, 1), (0, 1)]
    assert [row["if_shortest"] for row in found.rows()] == [1, 0]
    assert [row["if_longest"] for row in found.rows()] == [1, 1]


@given(several=ties())
@settings(max_examples=40)
def test_the_spans_of_survival_follow_each_other_and_no_curve_rises(several: list[Tie]) -> None:
    pytest.importorskip("lifelines")
    found = survival(several, date(2005, 1, 1))
    rows = found.rows() if found else []
    for row, following in pairwise(rows):
        assert row["until_year"] == following["after_year"]
        for curve in ("turnbull_lower", "turnbull_upper", "if_shortest", "if_longest"):
            now, then = row[curve], following[curve]
            assert then is None or (now is not None and then <= now + 1e-6)
    for row in rows:
        assert row["turnbull_lower"] is not None
        assert row["turnbull_upper"] is not None
        assert 0 <= row["turnbull_lower"] <= row["turnbull_upper"] <= 1


@given(
    known=st.lists(
        st.tuples(DAYS, st.integers(1, 3000), st.integers(0, 400), st.integers(0, 400)), min_size=1
    )
)
def test_the_true_length_lies_between_its_bounds(
    known: Sequence[tuple[date, int, int, int]],
) -> None:
    for began, days, before, after in known:
        day = date.fromordinal
        gone = began.toordinal() + days
        vague = between(
            Bounds(day(began.toordinal() - before), day(began.toordinal() + min(after, days - 1))),
            Bounds(day(gone), day(gone + after)),
        )
        ((length,), unknown) = lengths([tie(vague)], date(2020, 1, 1))
        assert unknown == 0
        assert length.least - 1 / YEAR <= days / YEAR <= length.most + 1 / YEAR
        assert length.ended


def test_what_goes_on_and_what_nobody_knows() -> None:
    going_on = exact(date(1990, 1, 1), None)
    ever = tie(between(Bounds(None, None), Bounds(None, None)))
    later = exact(date(2010, 1, 1), None)
    found, unknown = lengths([going_on, ever, later], date(2000, 1, 1))
    assert unknown == 1
    (length,) = found
    assert length.least == length.watched == pytest.approx(10, abs=0.01)
    assert math.isinf(length.most)
    assert survival([ever], date(2000, 1, 1)) is None
