"""Where sources disagree: what excludes each other, and what does not."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions

from queries.library import library
from tests.graph.derivation.derived_case import Case


def conflicts(case: Case) -> set[tuple[str, str, str]]:
    """Property and the two values of each conflict, as their last parts."""
    text = library()["source-conflicts"].bind({})
    found = case.store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = ("property", "oneValue", "otherValue")
    rows = [[row[name].value.rsplit("#")[-1].rsplit("/", 1)[-1] for name in names] for row in found]
    return {(name, one, other) for name, one, other in rows}


def told(one: str, other: str) -> Case:
    return Case(f"source:a {{ {one} }} source:b {{ {other} }}")


@pytest.mark.parametrize(
    ("one", "other"),
    [("2019", "2019-11-05"), ("../2022-12-16", "2022-12-15")],
)
def test_dates_with_a_day_in_common_agree(one: str, other: str) -> None:
    case = told(
        f':end a vsk:LifecycleEvent ; vsk:date "{one}"^^edtf:EDTF .',
        f':end a vsk:LifecycleEvent ; vsk:date "{other}"^^edtf:EDTF .',
    )
    assert conflicts(case) == set()


def test_dates_without_a_day_in_common_do_not() -> None:
    case = told(
        ':end a vsk:LifecycleEvent ; vsk:date "2018"^^edtf:EDTF .',
        ':end a vsk:LifecycleEvent ; vsk:date "2019-11"^^edtf:EDTF .',
    )
    assert conflicts(case) == {("date", "2018", "2019-11")}


def test_two_lengths_of_one_visit_do_not_agree() -> None:
    case = told(
        ':visit a vsk:Visit ; vsk:date "2019-08-14~"^^edtf:EDTF .',
        ':visit a vsk:Visit ; vsk:date "2019-08-14"^^edtf:EDTF .',
    )
    assert conflicts(case) == {("date", "2019-08-14~", "2019-08-14")}


def test_one_act_that_suspended_or_terminated_is_a_conflict() -> None:
    case = told(
        ":act a vsk:LifecycleEvent ; vsk:concerns :x ; vsk:eventKind kind:suspended .",
        ":act a vsk:LifecycleEvent ; vsk:concerns :x ; vsk:eventKind kind:terminated .",
    )
    assert conflicts(case) == {("eventKind", "suspended", "terminated")}


def test_two_kinds_that_do_the_same_or_of_which_one_does_nothing_are_none() -> None:
    case = told(
        ":act a vsk:LifecycleEvent ; vsk:concerns :x ; vsk:eventKind kind:left, kind:decided .",
        ":act a vsk:LifecycleEvent ; vsk:concerns :x ; vsk:eventKind kind:terminated .",
    )
    assert conflicts(case) == set()


@pytest.mark.parametrize("both_ways", ["", "; vsk:contradicts :out"])
def test_acts_that_contradict_each_other_are_a_conflict_once(both_ways: str) -> None:
    case = told(
        ":out a vsk:LifecycleEvent ; vsk:eventKind kind:left ; vsk:contradicts :stays .",
        f":stays a vsk:LifecycleEvent ; vsk:eventKind kind:not-realised {both_ways} .",
    )
    assert conflicts(case) == {("contradicts", "out", "stays")}


@pytest.mark.parametrize(
    ("life", "found"),
    [
        (':a vsk:attested "2010"^^edtf:EDTF .', {("attested", "denied", "2010")}),
        (
            ":seen a vsk:LifecycleEvent ; vsk:concerns :a ; vsk:eventKind kind:renewed .",
            {("eventKind", "denied", "renewed")},
        ),
        (":plan a vsk:LifecycleEvent ; vsk:concerns :a ; vsk:eventKind kind:proposed .", set()),
    ],
)
def test_what_is_denied_and_told_of_is_a_conflict(
    life: str, found: set[tuple[str, str, str]]
) -> None:
    case = told(
        """:ties a vsk:Partnership . :a a vsk:Participation ; vsk:inPartnership :ties .
        :no a vsk:LifecycleEvent ; vsk:concerns :ties ; vsk:eventKind kind:denied .""",
        life,
    )
    assert conflicts(case) == found
