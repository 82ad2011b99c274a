"""More worlds, case by case: what is resumed, planned, listed, handed on, and why."""

from __future__ import annotations

import pytest

from tests.graph.derivation.derived_case import Case

PAIR = """
:ties a vsk:Partnership .
:n a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :north .
:s a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :south .
"""
CHAIN = PAIR + ":e a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :east .\n"
MERGER = """
:old a vsk:Municipality . :new a vsk:Municipality .
:merger a org:ChangeEvent ; vsk:eventKind kind:merged ; vsk:date "2009-01-01"^^edtf:EDTF ;
  org:originalOrganization :old, :older ; org:resultingOrganization :new .
:ties a vsk:Partnership ; vsk:began "1966"^^edtf:EDTF .
:o a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :old .
:a a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :aarhus .
"""


def event(kind: str, date: str, thing: str = "ties", name: str = "act") -> str:
    return f""":{name} vsk:concerns :{thing} ; vsk:eventKind kind:{kind} ;
      vsk:date "{date}"^^edtf:EDTF .\n"""


def test_values_that_exclude_each_other_are_alternatives_and_not_the_time_between() -> None:
    case = Case(
        PAIR + ':ties vsk:began "1990"^^edtf:EDTF .' + event("terminated", "2018-03"),
        other=':act vsk:date "2019-11"^^edtf:EDTF .',
    )
    twice = PAIR + ':ties vsk:began "1990"^^edtf:EDTF .' + event("suspended", "[2001,2005]")
    assert case.on("2018-04-01", "ties") == {"in-force", "ended"}
    assert case.on("2019-11-30", "ties") == {"ended"}
    # What is resumed between the two was suspended before it or will be after it.
    resumed = Case(twice + event("resumed", "2003-06-01", name="again"))
    assert resumed.on("2004-01-01", "ties") == {"in-force"}
    assert resumed.on("2006-01-01", "ties") == {"in-force", "suspended"}


def test_of_acts_that_contradict_each_other_a_world_takes_one() -> None:
    case = Case(
        PAIR
        + ':ties vsk:began "1990"^^edtf:EDTF .'
        + event("terminated", "2022-03-01", "n")
        + event("letter-received", "2022-03-01", "n", "letter")
        + ":act vsk:contradicts :letter ."
    )
    assert case.on("2022-02-28", "n") == {"in-force"}
    assert case.on("2022-03-01", "n") == {"in-force", "ended"}
    assert {"act", "letter"} <= case.because("2022-03-01", "n")


def test_doubtful_begin_may_be_any_day() -> None:
    case = Case(PAIR + ':ties vsk:began "1990?"^^edtf:EDTF ; vsk:attested "2001"^^edtf:EDTF .')
    assert case.on("1980-01-01", "ties") == {"not-yet", "in-force"}
    assert case.on("1995-01-01", "ties") == {"not-yet", "in-force"}
    assert case.on("2001-12-31", "ties") == {"in-force"}


@pytest.mark.parametrize("kind", ["proposed", "rejected", "denied", "abandoned", "not-realised"])
def test_what_never_began_is_no_tie_and_the_end_of_a_party_is_no_sign(kind: str) -> None:
    plan = MERGER.replace(' ; vsk:began "1966"^^edtf:EDTF', "") + event(kind, "2004")
    case = Case(plan)
    assert case.ask(":ties vsk:neverBegan ?a") == {"true"}
    assert case.ask("?a vsk:partnerOf ?b") == set()
    assert case.ask("?a vsk:party :new") == set()
    assert case.on("2020-01-01", "ties") == case.on("2020-01-01", "o") == set()
    alive = Case(plan + ':a vsk:attested "2006"^^edtf:EDTF .')
    assert alive.ask(":ties vsk:neverBegan ?a") == set()
    assert alive.on("2007-01-01", "ties") == {"in-force"}


def test_what_is_denied_and_seen_alive_is_possible_at_most() -> None:
    seen = PAIR + ':ties vsk:began "1990"^^edtf:EDTF .'
    case = Case(seen + event("denied", "2004"))
    assert case.on("2000-01-01", "ties") == {"not-yet", "in-force"}
    assert "act" in case.because("2000-01-01", "n")
    assert Case(seen + event("rejected", "2004")).on("2000-01-01", "ties") == {"in-force"}
    again = Case(seen + event("denied", "2004") + ':n vsk:attested "2006"^^edtf:EDTF .')
    assert again.on("2006-12-30", "ties") == {"not-yet", "in-force"}
    assert again.on("2006-12-31", "ties") == {"in-force"}


def test_visit_shows_both_sides_alive_unless_it_was_only_planned() -> None:
    visit = """:visit a vsk:Visit ; vsk:date "2007-05-01"^^edtf:EDTF ; dcterms:isPartOf :ties ."""
    assert Case(PAIR + visit).on("2008-01-01", "ties") == {"in-force"}
    planned = (
        visit
        + """ :visit vsk:initiativeStatus
      <https://w3id.org/venskab/concept/initiative-status/planned> ."""
    )
    assert Case(PAIR + planned).on("2008-01-01", "ties") == set()


def test_sign_of_one_of_two_sides_shows_the_other_alive_too_but_not_in_a_chain() -> None:
    seen = ':n vsk:attested "2007"^^edtf:EDTF .'
    assert Case(PAIR + seen).on("2008-01-01", "s") == {"in-force"}
    chain = Case(CHAIN + seen)
    assert chain.on("2008-01-01", "n") == {"in-force"}
    assert chain.on("2008-01-01", "s") == set()


def test_own_leaving_before_the_merger_stops_the_inheritance() -> None:
    assert Case(MERGER).ask("?a vsk:party :new ; vsk:inheritedFrom :o")
    for last in ("2008-06-30", "2009-01-01"):
        gone = MERGER + event("left", last, "o")
        assert Case(gone).ask("?a vsk:party :new") == set()
    later = MERGER + event("left", "2009-01-02", "o")
    heir = "?p vsk:inheritedFrom :o . ?s vsk:concerns ?p ; vsk:possibleState ?a "
    assert Case(later).ask(heir + "; vsk:spellFrom '2009-01-02'^^xsd:date") == {"ended"}


def test_not_inherited_and_another_holder_stop_the_inheritance() -> None:
    said = MERGER + event("not-inherited", "2009-01-01", "o")
    assert Case(said).ask("?a vsk:party :new") == set()
    elsewhere = MERGER + event("not-inherited", "2009-01-01") + ":act vsk:decidedBy :somebody ."
    assert Case(elsewhere).ask("?a vsk:party :new")
    assert Case(elsewhere + ":act vsk:decidedBy :new .").ask("?a vsk:party :new") == set()
    town = (
        MERGER
        + """:t a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :town .
      :new vsk:actsFor :town ."""
    )
    assert Case(town).ask("?a vsk:party :new") == set()


def test_predecessor_and_heir_have_one_seat() -> None:
    case = Case(MERGER + event("left", "2012-05-01", "a", "out"))
    assert case.on("2011-01-01", "ties") == {"in-force"}
    assert case.on("2013-01-01", "ties") == {"ended"}


def test_what_only_a_list_of_others_claims_is_at_most_possible() -> None:
    known = ':ties vsk:began "1990"^^edtf:EDTF .'
    listed = ":source-kind a vsk:Source . source:case vsk:sourceKind source-kind:aggregator ."
    case = Case(PAIR + known + listed)
    assert case.on("2000-01-01", "ties") == {"in-force", "not-yet"}
    assert "case" in case.because("2000-01-01", "n")
    beside = Case(PAIR + known + listed, paper=known)
    assert beside.on("2000-01-01", "ties") == {"in-force"}


def test_last_heard_of_is_the_last_sign_of_life_and_no_future_end() -> None:
    case = Case(
        PAIR
        + """:paper a vsk:Agreement ; vsk:governs :ties ; vsk:signed "2004-05-01"^^edtf:EDTF ;
        vsk:inForceUntil "2030"^^edtf:EDTF .
        :n vsk:attested "2001"^^edtf:EDTF, "2008-02-03"^^edtf:EDTF ."""
    )
    assert case.ask(":paper vsk:lastHeardOf ?a") == {"2004-05-01"}
    assert case.ask(":n vsk:lastHeardOf ?a") == {"2008-02-03"}
    assert case.ask(":ties vsk:lastHeardOf ?a") == {"2008-02-03"}


def test_pair_takes_its_tie_from_its_own_part_of_a_whole() -> None:
    part = """:ties dcterms:hasPart :pair . :pair a vsk:Partnership .
    :pn a vsk:Participation ; vsk:inPartnership :pair ; vsk:party :north .
    :pe a vsk:Participation ; vsk:inPartnership :pair ; vsk:party :east ."""
    began = ':ties vsk:began "1950"^^edtf:EDTF .'
    assert Case(CHAIN + began + part).ask(":north vsk:partnerOf ?a") == {"south", "east"}
    refused = CHAIN + began + part + event("denied", "1960", "pair")
    assert Case(refused).ask(":north vsk:partnerOf ?a") == {"south"}


def test_intermediary_makes_no_tie() -> None:
    case = Case(CHAIN + ':ties vsk:began "1950"^^edtf:EDTF . :e vsk:partyRole role:intermediary .')
    assert case.ask("?a vsk:partnerOf ?b") == {"north", "south"}


def test_every_spell_says_why() -> None:
    case = Case(MERGER + event("suspended", "2012", "a") + event("resumed", "2014", "a", "again"))
    silent = "?a a vsk:StatusSpell FILTER NOT EXISTS { ?a vsk:because ?reason }"
    assert case.ask(silent) == set()
    heir = "?p vsk:inheritedFrom :o . ?s vsk:concerns ?p ; vsk:because ?a"
    assert case.ask(heir) == {"merger"}
