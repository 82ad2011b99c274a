"""The rules on cases told by hand: what a person would say of them on a given day."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
import yaml
from rdflib.plugins.sparql import prepareQuery

from graph.derivation.patterns import READS
from graph.derivation.rules import derive, rules
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import DERIVED_GRAPH
from graph.prefixes import PREFIXES
from tests.graph.derivation.derived_case import Case
from tests.graph.derivation.status_oracle import EFFECTS


@pytest.fixture(scope="module")
def nuuk() -> Case:
    """The main agreement of December 2019, which replaced one of 12 August 2015."""
    return Case(
        """
        :main a vsk:Agreement ; vsk:signed "2019-12-XX"^^edtf:EDTF ; vsk:governs :twinning ;
          vsk:replaces :older ; vsk:area area:energy .
        :older a vsk:Agreement ; vsk:signed "2015-08-12"^^edtf:EDTF ; vsk:replaces :oldest .
        :oldest a vsk:Agreement .
        :annex a vsk:Annex ; dcterms:isPartOf :main ; vsk:area area:schools .
        :twinning a vsk:Partnership .
        :one a vsk:Participation ; vsk:inPartnership :twinning ; vsk:party :sermersooq .
        :two a vsk:Participation ; vsk:inPartnership :twinning ; vsk:party :aalborg .
        """
    )


def test_signed_some_day_of_december_is_possible_in_it_and_certain_after(nuuk: Case) -> None:
    assert nuuk.on("2019-11-30", "main") == {"not-yet"}
    assert nuuk.on("2019-12-15", "main") == {"not-yet", "in-force"}
    assert nuuk.on("2019-12-31", "main") == {"in-force"}
    assert nuuk.on("2020-06-01", "main") == {"in-force"}


def test_replaced_agreement_ends_when_its_successor_begins(nuuk: Case) -> None:
    assert nuuk.on("2015-08-11", "older") == {"not-yet"}
    assert nuuk.on("2018-01-01", "older") == {"in-force"}
    assert nuuk.on("2019-12-15", "older") == {"in-force", "ended"}
    assert nuuk.on("2020-06-01", "older") == {"ended"}


def test_agreement_known_only_as_replaced_began_some_day_before(nuuk: Case) -> None:
    assert nuuk.on("2015-08-11", "oldest") == {"not-yet", "in-force"}
    assert nuuk.on("2015-08-12", "oldest") == {"ended"}


def test_lineage_is_transitive(nuuk: Case) -> None:
    assert nuuk.ask(":main vsk:precededBy ?a") == {"older", "oldest"}


def test_nothing_known_of_its_time_means_no_status() -> None:
    case = Case(
        """
        :ties a vsk:Partnership .
        :one a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :x .
        :two a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :y .
        """
    )
    assert case.on("2020-06-01", "ties") == set()
    assert case.on("2020-06-01", "one") == set()
    assert case.ask(":x vsk:partnerOf ?a") == {"y"}


def test_agreement_shows_its_partnership_alive(nuuk: Case) -> None:
    assert nuuk.on("2019-12-30", "twinning") == {"not-yet", "in-force"}
    assert nuuk.on("2019-12-31", "twinning") == {"in-force"}
    assert nuuk.on("2020-06-01", "one") == {"in-force"}
    assert nuuk.because("2020-06-01", "one") == {"main"}


def test_partners_areas_and_members(nuuk: Case) -> None:
    assert nuuk.ask(":sermersooq vsk:partnerOf ?a") == {"aalborg"}
    assert nuuk.ask(":aalborg vsk:partnerOf ?a") == {"sermersooq"}
    assert nuuk.ask(":twinning vsk:coversArea ?a") == {"energy", "schools"}
    assert nuuk.ask(":twinning org:hasMember ?a") == {"sermersooq", "aalborg"}


@pytest.fixture(scope="module")
def kujalleq() -> Case:
    """Renewed for four years in the week before 9 May 2016; twin towns for over 50 years."""
    return Case(
        """
        :renewed a vsk:Agreement ; vsk:signed "2016-05-02/2016-05-08"^^edtf:EDTF ;
          vsk:duration "P4Y"^^xsd:duration .
        :ties a vsk:Partnership ; vsk:began "../1966-05"^^edtf:EDTF .
        :a a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :aarhus .
        :k a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :kujalleq .
        :kujalleq a vsk:Municipality ; vsk:began "2009-01-01"^^edtf:EDTF .
        """
    )


def test_term_is_counted_from_both_bounds_of_its_start(kujalleq: Case) -> None:
    assert kujalleq.ask(":renewed vsk:inForceUntilEarliest ?a") == {"2020-05-01"}
    assert kujalleq.ask(":renewed vsk:inForceUntilLatest ?a") == {"2020-05-07"}
    assert kujalleq.ask(":renewed vsk:reviewDueEarliest ?a") == {"2020-05-02"}
    assert kujalleq.ask(":renewed vsk:reviewDueLatest ?a") == {"2020-05-08"}
    assert kujalleq.on("2020-05-01", "renewed") == {"in-force"}
    assert kujalleq.on("2020-05-04", "renewed") == {"in-force", "ended"}
    assert kujalleq.on("2020-05-08", "renewed") == {"ended"}


def test_partnership_older_than_its_party_is_not_the_partys_before_it_existed(
    kujalleq: Case,
) -> None:
    assert kujalleq.on("1990-01-01", "k") == {"not-yet"}
    assert kujalleq.on("2009-01-01", "k") == {"in-force"}
    assert kujalleq.on("1950-01-01", "ties") == {"not-yet", "in-force"}
    assert kujalleq.on("1990-01-01", "ties") == {"in-force"}


def test_open_side_has_no_triple(kujalleq: Case) -> None:
    assert kujalleq.ask(":ties vsk:beganEarliest ?a") == set()
    assert kujalleq.ask(":ties vsk:beganLatest ?a") == {"1966-05-31"}


def test_suspended_at_some_day_then_terminated() -> None:
    tromsoe = Case(
        """
        :ties a vsk:Partnership ; vsk:began "1972"^^edtf:EDTF .
        :t a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :tromsoe .
        :m a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :murmansk .
        :stop vsk:concerns :ties ; vsk:eventKind kind:suspended ; vsk:date "2022-02~"^^edtf:EDTF .
        :end vsk:concerns :ties ; vsk:eventKind kind:terminated ;
          vsk:date "2022-10-26"^^edtf:EDTF .
        """
    )
    for thing in ("ties", "t", "m"):
        assert tromsoe.on("2021-12-31", thing) == {"in-force"}
        assert tromsoe.on("2022-01-31", thing) == {"in-force", "suspended"}
        assert tromsoe.on("2022-02-10", thing) == {"in-force", "suspended"}
        assert tromsoe.on("2022-05-01", thing) == {"suspended"}
        assert tromsoe.on("2022-10-25", thing) == {"suspended"}
        assert tromsoe.on("2022-10-26", thing) == {"ended"}
        assert "end" in tromsoe.because("2022-10-26", thing)
        assert tromsoe.because("2022-05-01", thing) == {"stop", "case"}


def test_chain_lives_on_without_the_one_who_left_and_renewal_does_not_bring_it_back() -> None:
    chain = Case(
        """
        :chain a vsk:Partnership ; vsk:began "1947-06-01"^^edtf:EDTF .
        :h a vsk:Participation ; vsk:inPartnership :chain ; vsk:party :herning ;
          vsk:ended "2007-03-31"^^edtf:EDTF .
        :v a vsk:Participation ; vsk:inPartnership :chain ; vsk:party :vaenersborg .
        :s a vsk:Participation ; vsk:inPartnership :chain ; vsk:party :siglufjoerdur .
        :again vsk:concerns :chain ; vsk:eventKind kind:renewed ; vsk:date "2010"^^edtf:EDTF .
        """
    )
    assert chain.on("2007-03-31", "h") == {"in-force"}
    assert chain.on("2007-04-01", "h") == {"ended"}
    assert chain.on("2015-01-01", "h") == {"ended"}
    assert chain.on("2015-01-01", "chain") == {"in-force"}


def test_one_of_two_leaving_ends_the_partnership() -> None:
    pair = Case(
        """
        :pair a vsk:Partnership ; vsk:began "2004"^^edtf:EDTF .
        :g a vsk:Participation ; vsk:inPartnership :pair ; vsk:party :gentofte .
        :s a vsk:Participation ; vsk:inPartnership :pair ; vsk:party :sermersooq .
        :out vsk:concerns :s ; vsk:eventKind kind:left ; vsk:date "2025-03"^^edtf:EDTF .
        """
    )
    assert pair.on("2025-02-28", "pair") == {"in-force"}
    assert pair.on("2025-03-15", "pair") == {"in-force", "ended"}
    assert pair.on("2025-04-01", "pair") == {"ended"}
    assert pair.on("2025-04-01", "g") == {"in-force"}


MERGER = """
:ties a vsk:Partnership ; vsk:began "1966"^^edtf:EDTF ; rdfs:label "Nanortalik og Aarhus"@da .
:n a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :nanortalik .
:q a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :qaqortoq .
:a a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :aarhus .
:nanortalik a vsk:Municipality ; vsk:ended "2008-12-31"^^edtf:EDTF .
:qaqortoq a vsk:Municipality .
:kujalleq a vsk:Municipality ; vsk:began "2009-01-01"^^edtf:EDTF ; rdfs:label "Kujalleq"@da .
:merger a org:ChangeEvent ; vsk:eventKind kind:merged ; vsk:date "2009-01-01"^^edtf:EDTF ;
  org:originalOrganization :nanortalik, :qaqortoq ; org:resultingOrganization :kujalleq .
"""


def test_tie_passes_to_the_merged_municipality_once_and_only_from_the_merger() -> None:
    case = Case(MERGER)
    heirs = "?p vsk:party :kujalleq ; vsk:inPartnership :ties"
    assert len(case.ask(heirs + " BIND(?p AS ?a)")) == 1
    assert case.ask(heirs + " ; vsk:inheritedFrom ?a") == {"n", "q"}
    assert case.ask(heirs + " ; vsk:beganEarliest ?a") == {"2009-01-01"}
    assert case.ask(heirs + " ; rdfs:label ?a FILTER(LANG(?a) = 'da')") == {
        "Kujalleq (arvet): Nanortalik og Aarhus"
    }
    spell = heirs + " . ?s vsk:concerns ?p ; vsk:possibleState ?a "
    before = " ; vsk:spellEndExclusive '2009-01-01'^^xsd:date"
    assert case.ask(spell + before) == {"not-yet"}
    assert case.ask(spell + " ; vsk:spellFrom '2009-01-01'^^xsd:date") == {"in-force"}
    for old in ("n", "q"):  # the end of Qaqortoq is known from the merger alone
        assert case.on("2008-12-31", old) == {"in-force"}
        assert case.on("2009-01-01", old) == {"ended"}
    assert case.on("2020-01-01", "ties") == {"in-force"}
    assert case.ask(":kujalleq vsk:partnerOf ?a") == {"aarhus"}


def test_stated_participation_of_the_successor_is_not_doubled() -> None:
    case = Case(MERGER + ":k a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :kujalleq .")
    assert case.ask("?a vsk:party :kujalleq") == {"k"}
    assert case.on("2008-12-31", "k") == {"not-yet"}
    assert case.on("2009-01-01", "k") == {"in-force"}


def test_what_had_ended_before_the_merger_is_not_inherited() -> None:
    gone = """
    :end vsk:concerns :ties ; vsk:eventKind kind:terminated ; vsk:date "1999"^^edtf:EDTF ."""
    assert Case(MERGER + gone).ask("?a vsk:party :kujalleq") == set()
    back = """
    :up vsk:concerns :ties ; vsk:eventKind kind:resumed ; vsk:date "2001"^^edtf:EDTF ."""
    assert len(Case(MERGER + gone + back).ask("?a vsk:party :kujalleq")) == 1


def test_suspension_before_the_merger_is_inherited() -> None:
    case = Case(
        MERGER
        + """
        :off vsk:concerns :ties ; vsk:eventKind kind:dormant ; vsk:date "1999"^^edtf:EDTF .
        """
    )
    heir = "?p vsk:inheritedFrom :n . ?s vsk:concerns ?p ; vsk:possibleState ?a "
    assert case.ask(heir + "; vsk:spellFrom '2009-01-01'^^xsd:date") == {"suspended"}


def test_two_sources_that_disagree_leave_the_days_between_open() -> None:
    case = Case(
        """
        :x a vsk:Agreement ; vsk:signed "2003-03-01"^^edtf:EDTF, "2003-05-01"^^edtf:EDTF .
        """
    )
    assert case.ask(":x vsk:signedEarliest ?a") == {"2003-03-01", "2003-05-01"}
    assert case.on("2003-04-01", "x") == {"not-yet", "in-force"}
    assert case.on("2003-05-01", "x") == {"in-force"}


def test_seen_alive_means_begun_by_then() -> None:
    case = Case(':x a vsk:Agreement ; vsk:attested "2013-06"^^edtf:EDTF .')
    assert case.on("1900-01-01", "x") == {"not-yet", "in-force"}
    assert case.on("2013-06-30", "x") == {"in-force"}


def test_membership_ends_with_its_network() -> None:
    case = Case(
        """
        :m a vsk:NetworkMembership ; org:member :helsingoer ; org:organization :network ;
          vsk:began "1998"^^edtf:EDTF .
        :network a vsk:Network ; vsk:ended "2012-12-31"^^edtf:EDTF .
        """
    )
    assert case.on("2012-12-31", "m") == {"in-force"}
    assert case.on("2013-01-01", "m") == {"ended"}
    assert case.ask(":network org:hasMember ?a") == {"helsingoer"}


def test_town_that_a_municipality_acts_for_makes_the_municipality_a_partner() -> None:
    case = Case(
        """
        :p a vsk:Partnership . :gentofte a vsk:Municipality .
        :sermersooq vsk:actsFor :tasiilaq .
        :one a vsk:Participation ; vsk:inPartnership :p ; vsk:party :tasiilaq .
        :two a vsk:Participation ; vsk:inPartnership :p ; vsk:party :gentofte .
        """
    )
    assert case.ask(":gentofte vsk:partnerOf ?a") == {"tasiilaq", "sermersooq"}
    assert case.ask(":sermersooq vsk:partnerOf ?a") == {"gentofte"}


def test_partnership_only_proposed_makes_no_partners() -> None:
    case = Case(
        """
        :p a vsk:Partnership .
        :one a vsk:Participation ; vsk:inPartnership :p ; vsk:party :x .
        :two a vsk:Participation ; vsk:inPartnership :p ; vsk:party :y .
        :idea vsk:concerns :p ; vsk:eventKind kind:proposed ; vsk:date "2011"^^edtf:EDTF .
        """
    )
    assert case.ask(":x vsk:partnerOf ?a") == set()


def test_deriving_again_gives_the_same_and_reads_nothing_derived() -> None:
    case = Case(MERGER)
    derived = ox.NamedNode(DERIVED_GRAPH)
    fact = ox.NamedNode("https://w3id.org/venskab/id/x/ties")
    case.store.add(ox.Quad(fact, ox.NamedNode("https://w3id.org/venskab/ontology#governs"), fact,
                           derived))  # fmt: skip
    size = len(case.store)
    assert derive(OxigraphRuleStore(case.store)) == case.lines
    assert len(case.store) == size


def test_steps_on_the_way_are_not_published() -> None:
    assert not [line for line in Case(MERGER).lines if "scratch" in line]


def test_bad_date_that_slipped_in_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    case = Case(':x a vsk:Agreement ; vsk:signed "May 2003"^^edtf:EDTF .')
    assert case.ask(":x vsk:signedEarliest ?a") == set()
    assert "May 2003" in caplog.text


@pytest.mark.parametrize("name", rules())
def test_rule_is_sparql_1_1_and_says_what_it_does_in_danish_and_english(name: str) -> None:
    text = rules()[name]
    prepareQuery(text)
    front = yaml.safe_load("\n".join(li[2:] for li in text.split("\n") if li.startswith("#+")))
    assert set(front) == {"title", "description"}
    assert all(set(words) == {"da", "en"} and all(words.values()) for words in front.values())
    assert "BNODE(" not in text


@pytest.mark.parametrize("name", rules())
def test_rule_is_given_what_it_reads(name: str) -> None:
    where = rules()[name].partition("WHERE")[2]
    read = {
        PREFIXES[prefix] + local
        for prefix, local in re.findall(r"\b(vsk|org|dcterms):([a-z]\w+)", where)
    }
    read |= {PREFIXES["rdf"] + "type"} if re.search(r"\sa\s+vsk:", where) else set()
    assert read == set(READS[name])


def test_effects_that_the_oracle_knows_are_those_of_the_scheme() -> None:
    case = Case("")
    for kind, effect in EFFECTS.items():
        assert case.ask(f"kind:{kind} vsk:effect ?a") == {effect}
