"""The worlds of the model, one by one: agreements, mergers, towns, parts, lists and last signs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from queries.library import library
from tests.graph.derivation.derived_case import MERGED_IN_2009, PAIR, SINCE_1990, Case, event

# 5. An agreement shows its partnership alive


def test_signed_agreement_gives_its_partnership_a_begin() -> None:
    case = Case(
        PAIR + ':text a vsk:Agreement ; vsk:governs :ties ; vsk:signed "2009-06-01"^^edtf:EDTF .'
    )
    for thing in ("ties", "a", "b"):
        assert case.on("2009-05-31", thing) == {"not-yet", "in-force"}
        assert case.on("2009-06-01", thing) == {"in-force"}
        assert "text" in case.because("2009-06-01", thing)
    question = library()["partnerships-of-municipality"]
    rows = case.store.query(
        question.bind({"municipality": "x/aalborg", "on": "2009-06-01"}),
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["partnership"].value.rsplit("/", 1)[1] for row in rows] == ["ties"]


def test_other_party_is_not_possibly_not_begun_after_the_first_has_left() -> None:
    case = Case(PAIR + event("out", "a", "left", "2025-03-01"))
    for thing in ("a", "b"):
        assert case.on("2020-01-01", thing) == {"not-yet", "in-force"}
    assert case.on("2025-03-01", "a") == {"ended"}
    assert case.on("2025-03-01", "b") == {"in-force"}
    assert case.on("2025-03-01", "ties") == {"ended"}


def test_leaving_later_does_not_hide_that_an_agreement_was_signed() -> None:
    case = Case(
        PAIR
        + ':text a vsk:Agreement ; vsk:governs :ties ; vsk:signed "2009-06-01"^^edtf:EDTF .'
        + event("out", "a", "left", "2025-03-01")
    )
    for thing in ("ties", "a", "b"):
        assert case.on("2015-01-01", thing) == {"in-force"}
    assert case.on("2025-03-01", "ties") == {"ended"}


@pytest.mark.parametrize(
    "sign",
    [
        ':s a vsk:Visit ; vsk:concerns :ties ; vsk:date "2001-06-01"^^edtf:EDTF .',
        ':s a vsk:Meeting ; vsk:underAgreement :text ; vsk:date "2001-06-01"^^edtf:EDTF .',
        ':s a vsk:Initiative ; vsk:underAgreement :text ; vsk:began "2001-06-01"^^edtf:EDTF .',
        ':s a vsk:Annex ; dcterms:isPartOf :text ; vsk:signed "2001-06-01"^^edtf:EDTF .',
        event("s", "ties", "renewed", "2001-06-01"),
        event("s", "b", "inherited", "2001-06-01"),
    ],
)
def test_visit_renewal_or_inheritance_shows_that_it_had_begun(sign: str) -> None:
    case = Case(PAIR + ":text a vsk:Agreement ; vsk:governs :ties ." + sign)
    assert case.on("2001-05-31", "ties") == {"not-yet", "in-force"}
    assert case.on("2001-06-01", "ties") == {"in-force"}


def test_agreement_reaches_the_parties_that_it_names() -> None:
    case = Case(
        PAIR
        + """:c a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :cork .
        :text a vsk:Agreement ; vsk:governs :ties ; vsk:signed "2009-06-01"^^edtf:EDTF ;
          vsk:party :aalborg, :bergen ."""
    )
    assert case.on("2010-01-01", "ties") == {"in-force"}
    assert case.on("2010-01-01", "c") == set()


# 6. Inheritance yields to what is stated


def test_who_left_before_the_merger_passes_nothing_on() -> None:
    case = Case(SINCE_1990 + MERGED_IN_2009 + event("out", "b", "left", "2005"))
    assert case.ask("?a vsk:party :vestland") == set()
    assert case.on("2010-01-01", "ties") == {"ended"}


def test_who_left_on_the_day_of_the_merger_passes_nothing_on() -> None:
    case = Case(SINCE_1990 + MERGED_IN_2009 + event("out", "b", "left", "2009-01-01"))
    assert case.ask("?a vsk:party :vestland") == set()


def test_who_may_have_left_before_the_merger_may_have_passed_it_on() -> None:
    case = Case(SINCE_1990 + MERGED_IN_2009 + event("out", "b", "left", "2008/2010"))
    heir = case.heir("vestland")
    assert case.on("2008-12-31", heir) == {"not-yet"}
    assert case.on("2009-06-01", heir) == {"in-force", "ended"}
    assert case.on("2011-01-01", heir) == {"ended"}
    assert case.on("2009-06-01", "ties") == {"in-force", "ended"}


def test_town_that_kept_the_tie_stops_the_inheritance() -> None:
    case = Case(
        SINCE_1990
        + MERGED_IN_2009
        + """:t a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :town .
        :vestland vsk:actsFor :town ."""
    )
    assert case.ask("?a vsk:party :vestland") == set()


def test_stated_heir_stops_the_inheritance() -> None:
    case = Case(
        SINCE_1990
        + MERGED_IN_2009
        + """:h a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :association ;
          vsk:inheritedFrom :b ; vsk:began "2009-01-01"^^edtf:EDTF ."""
    )
    assert case.ask("?a vsk:party :vestland") == set()
    assert case.on("2010-01-01", "ties") == {"in-force"}


def test_act_of_not_inheriting_stops_it_unless_it_came_later() -> None:
    early = event("no", "b", "not-inherited", "2009-01-01")
    late = event("no", "b", "not-inherited", "2012")
    assert Case(SINCE_1990 + MERGED_IN_2009 + early).ask("?a vsk:party :vestland") == set()
    assert len(Case(SINCE_1990 + MERGED_IN_2009 + late).ask("?a vsk:party :vestland")) == 1


def test_seat_goes_on_through_a_merger_of_which_the_day_is_not_known() -> None:
    about = MERGED_IN_2009.replace('vsk:ended "2008-12-31"', 'vsk:ended "2008"').replace(
        '"2009-01-01"', '"2008/2009"'
    )
    case = Case(SINCE_1990 + about)
    assert case.on("2008-06-01", "b") == {"in-force", "ended"}
    assert case.on("2008-06-01", "ties") == {"in-force"}


def test_inherited_from_an_unknown_predecessor_is_older_than_its_holder() -> None:
    case = Case(PAIR + event("got", "b", "inherited", "2009-01-01"))
    assert case.on("2008-12-31", "b") == {"not-yet"}
    assert case.on("2009-01-01", "b") == {"in-force"}
    assert case.on("2000-01-01", "ties") == {"not-yet", "in-force"}
    assert case.on("2009-01-01", "ties") == {"in-force"}


def test_role_of_unknown_predecessor_says_the_same_of_a_partnership_with_a_begin() -> None:
    case = Case(
        SINCE_1990
        + ":b vsk:partyRole role:predecessor-unknown . "
        + event("got", "b", "inherited", "2009-01-01")
    )
    assert case.on("2000-01-01", "b") == {"not-yet"}
    assert case.on("2000-01-01", "ties") == {"in-force"}


# 7. A town is carried by the municipality of that day


CARRIED = """
:town a vsk:Locality .
:t a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :town .
:c a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :cork .
:ties a vsk:Partnership ; vsk:began "1970"^^edtf:EDTF ; vsk:ended "1995-12-31"^^edtf:EDTF .
:vestland a vsk:Municipality ; vsk:actsFor :town ; vsk:began "2009-01-01"^^edtf:EDTF .
:old a vsk:Municipality ; vsk:actsFor :town ; vsk:ended "2008-12-31"^^edtf:EDTF .
"""


def test_municipality_is_no_partner_of_what_had_ended_before_it_was() -> None:
    case = Case(CARRIED)
    assert case.ask(":cork vsk:partnerOf ?a") == {"town", "old"}


# 8. Partners: parts, and time


def test_partners_are_those_who_may_have_been_in_it_on_one_day() -> None:
    case = Case(
        SINCE_1990
        + event("out", "a", "left", "2000-01-01")
        + """:c a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :cork ;
          vsk:began "2005"^^edtf:EDTF ."""
    )
    assert case.ask(":aalborg vsk:partnerOf ?a") == {"bergen"}
    assert case.ask(":cork vsk:partnerOf ?a") == {"bergen"}


def test_tie_of_a_pair_in_a_whole_is_the_pairs() -> None:
    """Two that have left their own part of a triangle before the third came are no partners."""
    case = Case(
        """:whole a vsk:Partnership ; vsk:began "1990"^^edtf:EDTF ; dcterms:hasPart :leg .
        :wa a vsk:Participation ; vsk:inPartnership :whole ; vsk:party :aalborg .
        :wb a vsk:Participation ; vsk:inPartnership :whole ; vsk:party :bergen .
        :wc a vsk:Participation ; vsk:inPartnership :whole ; vsk:party :cork .
        :leg a vsk:Partnership .
        :la a vsk:Participation ; vsk:inPartnership :leg ; vsk:party :aalborg .
        :lb a vsk:Participation ; vsk:inPartnership :leg ; vsk:party :bergen .
        """
        + event("no", "leg", "denied", "2000")
    )
    assert case.ask(":aalborg vsk:partnerOf ?a") == {"cork"}


# 9. A list is weaker than an act


LISTED = """
source:list vsk:sourceKind source-kind:aggregator .
source:list { :ties a vsk:Partnership .
  :a a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :aalborg ;
    vsk:attested "2015-01-01"^^edtf:EDTF .
  :b a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :bergen . }
"""


def test_what_only_a_list_claims_may_never_have_begun() -> None:
    case = Case(LISTED)
    assert case.on("2020-01-01", "ties") == {"not-yet", "in-force"}
    assert "list" in case.because("2020-01-01", "a")


def test_member_of_a_network_that_only_a_list_names_may_never_have_been() -> None:
    listed = """source:list vsk:sourceKind source-kind:aggregator .
        source:list { :m a vsk:NetworkMembership ; org:member :aalborg ; org:organization :cities ;
          vsk:attested "2015-01-01"^^edtf:EDTF . }"""
    joined = event("in", "m", "joined", "2014-01-01")
    assert Case(listed).on("2020-01-01", "m") == {"not-yet", "in-force"}
    assert Case(listed + joined).on("2020-01-01", "m") == {"in-force"}


def test_member_of_a_chain_that_only_a_list_names_may_never_have_been() -> None:
    """What shows the chain alive is no word on one of its members."""
    case = Case(
        LISTED
        + """:ties vsk:began "1990"^^edtf:EDTF .
        :c a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :cork ;
          vsk:attested "2015-01-01"^^edtf:EDTF ."""
    )
    assert case.on("2020-01-01", "a") == {"not-yet", "in-force"}
    assert case.on("2020-01-01", "c") == {"in-force"}


def test_what_a_list_claims_is_certain_with_an_act() -> None:
    case = Case(LISTED + event("seen", "ties", "renewed", "2016-01-01"))
    assert case.on("2020-01-01", "ties") == {"in-force"}


def test_what_a_dated_list_leaves_out_may_have_ended_until_the_next_sign() -> None:
    case = Case(
        SINCE_1990
        + """source:list vsk:published "2010-01-01"^^edtf:EDTF ; vsk:notListed :a .
        :a vsk:attested "2015-06-01"^^edtf:EDTF ."""
    )
    assert case.on("2009-12-31", "a") == {"in-force"}
    assert case.on("2010-01-01", "a") == {"in-force", "ended"}
    assert case.on("2010-01-01", "ties") == {"in-force", "ended"}
    assert "list" in case.because("2010-01-01", "a")
    assert case.on("2015-06-01", "a") == {"in-force"}


def test_list_without_a_date_that_leaves_something_out_says_nothing() -> None:
    case = Case(SINCE_1990 + "source:list vsk:notListed :a .")
    assert case.on("2020-01-01", "a") == {"in-force"}


# 10. Heard of last


def test_last_heard_of_is_the_last_day_of_the_signs_and_not_of_an_open_end() -> None:
    case = Case(
        SINCE_1990
        + """:ties vsk:ended "2026-02-08/.."^^edtf:EDTF . :b vsk:attested "2013-06"^^edtf:EDTF .
        :text a vsk:Agreement ; vsk:governs :ties ; vsk:signed "2003-04-01"^^edtf:EDTF ;
          vsk:inForceUntil "2030-12-31"^^edtf:EDTF ."""
    )
    assert case.ask(":ties vsk:lastHeardOf ?a") == {"2013-06-30"}
    assert case.ask(":text vsk:lastHeardOf ?a") == {"2003-04-01"}
