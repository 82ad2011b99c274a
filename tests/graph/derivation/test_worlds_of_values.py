"""The worlds of the model, one by one: values, accounts, doubt, and what never began."""

from __future__ import annotations

import pytest

import ontology
from graph.prefixes import BASE
from tests.graph.derivation.derived_case import MERGED_IN_2009, PAIR, SINCE_1990, Case, event

# 1. Compatible values are one value


def test_year_and_a_day_in_it_are_the_day() -> None:
    case = Case(
        SINCE_1990
        + event("end", "ties", "terminated", "2019")
        + ':end vsk:date "2019-11-05"^^edtf:EDTF .'
    )
    for thing in ("ties", "a", "b"):
        assert case.on("2019-11-04", thing) == {"in-force"}
        assert case.on("2019-11-05", thing) == {"ended"}
    # What each source says is shown as before.
    assert case.ask(":end vsk:dateEarliest ?a") == {"2019-01-01", "2019-11-05"}


def test_open_interval_and_a_day_in_it_are_the_day() -> None:
    case = Case(
        SINCE_1990
        + event("end", "ties", "terminated", "../2022-12-16")
        + ':end vsk:date "2022-12-15"^^edtf:EDTF .'
    )
    assert case.on("2000-01-01", "ties") == {"in-force"}
    assert case.on("2022-12-14", "ties") == {"in-force"}
    assert case.on("2022-12-15", "ties") == {"ended"}


def test_values_that_exclude_each_other_are_alternatives_with_nothing_between() -> None:
    case = Case(
        SINCE_1990
        + event("on", "ties", "suspended", "2018-01-01")
        + event("end", "ties", "terminated", "2018-03-01")
        + ':end vsk:date "2019-11"^^edtf:EDTF .'
    )
    assert case.on("2018-02-01", "a") == {"suspended"}
    assert case.on("2018-03-01", "a") == {"suspended", "ended"}
    assert case.on("2019-12-01", "a") == {"ended"}
    spells = case.ask("?a vsk:concerns :a ; vsk:possibleState <" + f"{BASE}concept/state/ended>")
    assert len(spells) == 2, "one spell from March 2018 to November 2019, and one after"


def test_day_of_a_set_is_one_of_its_days() -> None:
    case = Case(SINCE_1990 + event("end", "ties", "terminated", "[2021-03-05,2021-03-12]"))
    assert case.on("2021-03-04", "a") == {"in-force"}
    assert case.on("2021-03-08", "a") == {"in-force", "ended"}
    assert case.on("2021-03-12", "a") == {"ended"}


# 2. Sources may disagree on what happened


SUSPENDED_OR_TERMINATED = (
    SINCE_1990.replace(" .\n:a", " .\n:a", 1)
    + """
    source:paper { :act a vsk:LifecycleEvent ; vsk:concerns :a ; vsk:eventKind kind:suspended ;
        vsk:date "2022-03-01"^^edtf:EDTF . }
    source:minutes { :act a vsk:LifecycleEvent ; vsk:concerns :a ; vsk:eventKind kind:terminated ;
        vsk:date "2022-03-01"^^edtf:EDTF . }
    """
)


def test_one_act_of_two_kinds_leaves_both_states_possible() -> None:
    case = Case(SUSPENDED_OR_TERMINATED)
    assert case.on("2022-02-28", "a") == {"in-force"}
    assert case.on("2022-03-01", "a") == {"suspended", "ended"}
    assert case.on("2022-03-01", "ties") == {"suspended", "ended"}
    assert case.because("2022-03-01", "a") >= {"act"}


def test_of_acts_that_contradict_each_other_one_took_place() -> None:
    case = Case(
        SINCE_1990
        + event("off", "a", "suspended", "2022-03-01", "; vsk:contradicts :out")
        + event("out", "a", "left", "2022-05-01")
    )
    assert case.on("2022-04-01", "a") == {"suspended", "in-force"}
    assert case.on("2022-06-01", "a") == {"suspended", "ended"}


def test_act_that_is_contradicted_by_one_without_effect_may_not_have_happened() -> None:
    case = Case(
        SINCE_1990
        + event("out", "a", "left", "2022-05-01")
        + event("stays", "a", "not-realised", "2022-06-01", "; vsk:contradicts :out")
    )
    assert case.on("2022-05-01", "a") == {"in-force", "ended"}
    assert case.on("2030-01-01", "ties") == {"in-force", "ended"}


def test_two_accounts_of_the_beginning_are_two_beginnings() -> None:
    case = Case(
        PAIR
        + event("early", "ties", "entered-into-force", "1990-01-01", "; vsk:contradicts :late")
        + event("late", "ties", "entered-into-force", "1995-01-01")
    )
    assert case.on("1989-12-31", "ties") == {"not-yet"}
    assert case.on("1992-01-01", "ties") == {"not-yet", "in-force"}
    assert case.on("1995-01-01", "ties") == {"in-force"}


def test_beginning_that_one_account_denies_is_open() -> None:
    """A set may hold a state too many here, but never one too few."""
    case = Case(
        PAIR
        + event("in", "ties", "entered-into-force", "1990-01-01", "; vsk:contradicts :no")
        + event("no", "ties", "not-realised", "1991")
    )
    for day in ("1990-01-01", "2020-01-01"):
        assert case.on(day, "ties") == {"not-yet", "in-force"}


def test_what_one_account_tells_and_another_denies_may_never_have_begun() -> None:
    case = Case(
        PAIR
        + ':bergen a vsk:Municipality ; vsk:ended "2008-12-31"^^edtf:EDTF .'
        + event("out", "b", "left", "2005", "; vsk:contradicts :no")
        + event("no", "b", "not-realised", "2006")
    )
    for thing in ("b", "ties"):
        assert case.on("2000-01-01", thing) == {"not-yet", "in-force"}
        assert "not-yet" in case.on("2020-01-01", thing)
    assert case.because("2020-01-01", "b") >= {"out", "no"}


def test_agreement_of_which_only_a_denied_act_tells_is_not_in_force_after_it() -> None:
    case = Case(
        ":deal a vsk:Agreement .\n"
        + event("off", "deal", "suspended", "2010-01-01", "; vsk:contradicts :no")
        + event("no", "deal", "requested", "2011")
    )
    assert case.on("2009-12-31", "deal") == {"not-yet", "in-force"}
    assert case.on("2020-01-01", "deal") == {"not-yet", "suspended"}


# 3. A qualifier weakens


def test_doubtful_end_makes_nothing_certain_from_its_day() -> None:
    case = Case(SINCE_1990 + event("out", "a", "left", "2010-06-01?"))
    assert case.on("2010-05-31", "a") == {"in-force"}
    assert case.on("2010-06-01", "a") == {"in-force", "ended"}
    assert case.on("2030-01-01", "ties") == {"in-force", "ended"}


def test_doubtful_beginning_is_any_day() -> None:
    case = Case(PAIR + ':ties vsk:began "1990?"^^edtf:EDTF .')
    assert case.on("1980-01-01", "ties") == {"not-yet", "in-force"}
    assert case.on("2020-01-01", "ties") == {"not-yet", "in-force"}


def test_doubt_of_one_source_is_lifted_by_another() -> None:
    case = Case(PAIR + ':ties vsk:began "1990?"^^edtf:EDTF, "1990-05-01"^^edtf:EDTF .')
    assert case.on("1990-04-30", "ties") == {"not-yet"}
    assert case.on("1990-05-01", "ties") == {"in-force"}


@pytest.mark.parametrize(
    ("about", "first", "last"),
    [
        ("1990~", "1989-01-01", "1991-12-31"),
        ("2019-12~", "2019-11-01", "2020-01-31"),
        ("2019-12-05~", "2019-12-04", "2019-12-06"),
    ],
)
def test_about_widens_by_one_unit_of_the_precision(about: str, first: str, last: str) -> None:
    case = Case(PAIR + f':ties vsk:began "{about}"^^edtf:EDTF .')
    assert case.ask(":ties vsk:beganEarliest ?a") == {first}
    assert case.ask(":ties vsk:beganLatest ?a") == {last}
    assert case.on(first, "ties") == {"not-yet", "in-force"}
    assert case.on(last, "ties") == {"in-force"}


# 4. What never began is no tie


def test_proposed_rejected_and_denied_have_no_state_and_no_partners() -> None:
    told = (ontology.ROOT / "examples" / "proposed-rejected-denied.ttl").read_text()
    case = Case(told)
    assert case.ask("?a vsk:neverBegan true") == {"north-south", "north-east"}
    assert case.ask("?spell vsk:concerns ?a ; vsk:possibleState ?s") == set()
    assert case.ask("?a vsk:partnerOf ?b") == set()


@pytest.mark.parametrize(
    "kind", ["proposed", "requested", "rejected", "denied", "abandoned", "not-realised"]
)
def test_what_came_to_nothing_never_began(kind: str) -> None:
    case = Case(PAIR + event("plan", "a", kind, "2010"))
    assert case.ask("?a vsk:neverBegan true") == {"ties"}


def test_what_both_have_decided_is_not_told_to_have_come_to_nothing() -> None:
    one = PAIR + event("aye", "ties", "decided", "2010", "; vsk:decidedBy :aalborg")
    both = one + event("too", "ties", "decided", "2011", "; vsk:decidedBy :bergen")
    assert Case(one).ask("?a vsk:neverBegan true") == {"ties"}
    assert Case(both).ask("?a vsk:neverBegan true") == set()


def test_plan_that_came_to_nothing_is_not_begun_by_a_merger_and_not_inherited() -> None:
    case = Case(PAIR + MERGED_IN_2009 + event("plan", "b", "decided", "2005"))
    assert case.ask("?spell vsk:concerns ?a ; vsk:possibleState ?s FILTER(?a IN (:a, :b, :ties))"
                    ) == set()  # fmt: skip
    assert case.ask("?a vsk:party :vestland") == set()
    assert case.ask("?a vsk:partnerOf ?b") == set()


def test_end_of_a_party_is_no_sign_that_anything_had_begun() -> None:
    case = Case(PAIR + ':bergen a vsk:Municipality ; vsk:ended "2008-12-31"^^edtf:EDTF .')
    assert case.on("2000-01-01", "b") == set()
    assert case.on("2020-01-01", "b") == set()


def test_what_is_named_and_no_more_has_no_state_but_partners() -> None:
    case = Case(PAIR)
    assert case.on("2020-01-01", "ties") == set()
    assert case.ask("?a vsk:neverBegan true") == set()
    assert case.ask(":aalborg vsk:partnerOf ?a") == {"bergen"}
