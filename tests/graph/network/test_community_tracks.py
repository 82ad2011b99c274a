"""Communities keep their numbers from year to year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.network.community_tracks import CommunityTracks, days_of_change, matched
from graph.network.projection import project
from tests.graph.network.invented import NORTH, SOUTH, facts, relation, seat, since


def groups(**several: str) -> Mapping[int, frozenset[str]]:
    """Communities by number, each letter a member: ``groups(_1="abc")``."""
    return {int(number[1:]): frozenset(members) for number, members in several.items()}


_GROUPS = st.lists(st.integers(0, 4), min_size=1, max_size=12).map(
    lambda of: {
        number: frozenset(str(at) for at, each in enumerate(of) if each == number)
        for number in set(of)
    }
)


def test_a_community_keeps_its_number_when_another_outgrows_it() -> None:
    tracks = CommunityTracks.of(
        groups(_1="abcde", _2="fgh"),
        [
            (date(1990, 7, 1), groups(_1="abc")),
            (date(2000, 7, 1), groups(_1="fghi", _2="abc")),
            (date(2010, 7, 1), groups(_1="fghijk", _2="xy", _3="ab")),
        ],
    )
    assert tracks.numbers(groups(_1="fghijk", _2="xy", _3="ab"), date(2012, 1, 1)) == {
        1: 2, 2: 3, 3: 1,
    }  # fmt: skip
    # What is away for some years comes back under its own number.
    assert tracks.numbers(groups(_1="fg"), date(1995, 7, 1)) == {1: 2}


def test_of_two_parts_the_larger_keeps_the_number() -> None:
    assert matched(groups(_1="abcdef"), groups(_1="ab", _2="cdef")) == {1: 2, 2: 1}
    # Equal parts in the order of their numbers.
    assert matched(groups(_1="abcd"), groups(_1="cd", _2="ab")) == {1: 1, 2: 2}


@given(known=_GROUPS, found=_GROUPS)
def test_no_two_take_the_same_number_and_the_same_communities_the_same(
    known: Mapping[int, frozenset[str]], found: Mapping[int, frozenset[str]]
) -> None:
    numbers = matched(known, found)
    assert len(set(numbers.values())) == len(found)
    assert matched(known, known) == {number: number for number in known}
    assert matched(dict(reversed([*known.items()])), dict(reversed([*found.items()]))) == numbers


def test_a_year_counts_where_something_may_have_changed_by_its_middle() -> None:
    network = project(facts(relation("R", seat(NORTH, since(1990, 2000)), seat(SOUTH))))
    days = days_of_change(network.ties)
    assert days == [date(year, 7, 1) for year in (1990, 1991, 2000, 2001)]
