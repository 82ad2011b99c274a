"""The cases of group C (Greenland, Russia and Ukraine, chains): what is hard about each."""

from __future__ import annotations

import pytest

from graph.prefixes import BASE
from tests.graph.cases.shipped_graph import Asked

CONCLUSIONS, COMPILED = "curation/case-conclusions-c", "curation/compiled-cases-c"
NARSAQ, SEAT = "partnership:gladsaxe-narsaq", "participation:gladsaxe-narsaq-"
MANIITSOQ, ESBJERG = "partnership:fjardabyggd-maniitsoq", "partnership:esbjerg-chain"
PETERSBURG, LVIV = "partnership:aarhus-st-petersburg", "partnership:aarhus-lviv"
KYIV, KAPPELN = "partnership:kyiv-odense", "partnership:faaborg-kappeln"
CHAIN, MEMBER = "partnership:herning-chain", "participation:herning-chain-"


@pytest.mark.parametrize(
    ("day", "greenlandic"),
    [
        ("1965-12-31", set()),
        ("1970-01-01", {"municipality/narsaq-kommune"}),
        ("2008-12-31", {"municipality/narsaq-kommune"}),
        ("2009-01-01", {"municipality/kommune-kujalleq"}),
        ("2024-01-01", {"municipality/kommune-kujalleq"}),
    ],
)
def test_gl_013_has_one_greenlandic_holder_on_each_day(
    asked: Asked, day: str, greenlandic: set[str]
) -> None:
    danish = {"municipality/gladsaxe-kommune"} if greenlandic else set()
    assert asked.holders(NARSAQ, day) == greenlandic | danish
    kujalleq = asked.states(f"{SEAT}kommune-kujalleq", day)
    assert kujalleq == ({"in-force"} if day >= "2009" else {"not-yet"})


def test_gl_013_is_found_from_kujalleq_once_and_names_the_town(asked: Asked) -> None:
    own = asked.rows(
        """SELECT DISTINCT ?p { ?part vsk:party municipality:kommune-kujalleq ;
            vsk:inPartnership ?p . ?p vsk:began "1966"^^edtf:EDTF }"""
    )
    assert own == [("partnership/gladsaxe-narsaq",)]
    assert asked.values(f"{SEAT}kommune-kujalleq", "vsk:onBehalfOf") == {"locality/narsaq"}
    inherited = asked.library(
        "inherited-partnerships", municipality="municipality/kommune-kujalleq"
    )
    from_narsaq = [row for row in inherited if row["partnership"].endswith("gladsaxe-narsaq")]
    assert [(row["predecessor"], row["changeEarliest"]) for row in from_narsaq] == [
        ("municipality/narsaq-kommune", "2009-01-01")
    ]
    # Which municipality it was before 2009 is the curator's word, not the page's.
    assert asked.said(f"{SEAT}narsaq-kommune", "vsk:party") == {
        (CONCLUSIONS, "municipality/narsaq-kommune")
    }
    assert asked.values("exchange:gladsaxe-narsaq-staff", "vsk:began") == {"1992"}


def test_gl_023_is_mentioned_by_one_side_and_of_unknown_status(asked: Asked) -> None:
    one_sided = asked.library("one-sided-partnerships")
    assert ("Fjarðabyggð", "Qeqqata Kommunia") in {
        (row["mentionedBy"], row["notMentionedBy"]) for row in one_sided
    }
    assert asked.states(MANIITSOQ, "2027-01-01") == {"in-force", "ended"}
    assert asked.states(ESBJERG, "2027-01-01") == {"in-force", "ended"}
    assert asked.said(MANIITSOQ, "vsk:ended") == {(CONCLUSIONS, "2026-02-08/..")}


def test_gl_023_keeps_the_name_in_the_text_and_the_name_in_the_caption(asked: Asked) -> None:
    part = "participation:fjardabyggd-maniitsoq-qeqqata-kommunia"
    assert asked.values(part, "vsk:onBehalfOf") == {"locality/maniitsoq"}
    assert asked.values(part, "vsk:party") == {"municipality/qeqqata-kommunia"}
    assert "Maniitsup" in asked.values("locality:maniitsoq", "skos:altLabel")
    note = " ".join(asked.values(MANIITSOQ, "dcterms:description"))
    assert "Maniitsup" in note
    assert "Qeqqata" in note
    # That Esbjerg's tie is one of a chain cannot be laid to one source: all three are named.
    assert (COMPILED, "partnership-kind/chain") in asked.said(ESBJERG, "vsk:partnershipKind")
    compiled = f"""SELECT DISTINCT ?source {{ GRAPH <{BASE}graph/{COMPILED}> {{
        {ESBJERG} vsk:evidence/oa:hasSource ?source }} }}"""
    assert len(asked.rows(compiled)) == 3


def test_dk_002_suspended_then_ended_by_one_side_for_different_reasons(asked: Asked) -> None:
    aarhus = "participation:aarhus-st-petersburg-aarhus-kommune"
    petersburg = "participation:aarhus-st-petersburg-st-petersburg"
    assert asked.states(aarhus, "2022-01-01") == {"suspended"}
    assert asked.states(petersburg, "2022-01-01") == {"in-force"}
    assert asked.states(PETERSBURG, "2022-01-01") == {"suspended"}
    assert asked.states(PETERSBURG, "2022-03-15") == {"suspended", "ended"}
    assert asked.states(PETERSBURG, "2022-04-01") == {"ended"}
    assert not asked.values(petersburg, "^vsk:concerns/vsk:eventKind")
    ended = "event:aarhus-st-petersburg-2022-terminated"
    assert asked.values(ended, "vsk:organ") == {"organ/council"}
    assert asked.values(ended, "vsk:endReason") == {"end-reason/war"}
    suspended = "event:aarhus-st-petersburg-suspended"
    assert asked.values(suspended, "vsk:endReason") == {"end-reason/human-rights"}
    assert not asked.values(suspended, "vsk:organ")


def test_dk_002_lviv_takes_the_place_without_being_what_ended_it(asked: Asked) -> None:
    assert asked.values(LVIV, "dcterms:replaces") == {"partnership/aarhus-st-petersburg"}
    assert asked.states(LVIV, "2022-02-28") == {"not-yet"}
    assert asked.states(LVIV, "2023-03-01") == {"in-force"}
    sources = asked.values(LVIV, "vsk:evidence/oa:hasSource")
    assert {source.rsplit("/", 1)[1] for source in sources} == {
        "ekstra-bladet-2022-russian-twin-towns",
        "tv2-oestjylland-2023-buses-and-bicycles",
    }
    acts = asked.values(
        "participation:aarhus-st-petersburg-aarhus-kommune", "^vsk:concerns/vsk:actFrom"
    )
    assert "partnership/aarhus-lviv" not in acts


def test_dk_006_since_1989_and_an_office_holder_seen_in_2023(asked: Asked) -> None:
    assert asked.states(KYIV, "1988-12-31") == {"not-yet"}
    assert asked.states(KYIV, "1989-07-01") == {"not-yet", "in-force"}
    assert asked.states(KYIV, "1990-01-01") == {"in-force"}
    assert asked.states(KYIV, "2025-01-01") == {"in-force"}
    post = "membership:peter-rahbaek-juel-odense-kommune-mayor"
    assert asked.values(post, "vsk:attested") == {"2023"}
    guests = "visit:odense-kyiv-2023 ^vsk:attendanceAt/vsk:attendeeRole"
    assert "office-role/mayor" in asked.values(*guests.split(" ", 1))
    agreements = asked.rows(f"SELECT ?a {{ ?a vsk:governs {KYIV} }}")
    assert not agreements


JOINED = {
    "vaenersborg": "1946", "holmestrand": "1946", "siglufjoerdur": "1949", "kangasala": "1977",
    "15-rural-municipalities-of-aaland": "1977", "eidi": "1978", "arsuk": "1987", "husby": "1988",
}  # fmt: skip


@pytest.mark.parametrize(("member", "year"), JOINED.items())
def test_dk_009_each_member_joined_in_its_year(asked: Asked, member: str, year: str) -> None:
    assert asked.states(MEMBER + member, f"{int(year) - 1}-12-31") == {"not-yet"}
    assert asked.states(MEMBER + member, f"{int(year) + 1}-01-01") == {"in-force"}


def test_dk_009_lives_on_without_the_municipality_and_with_its_association(asked: Asked) -> None:
    before, after = asked.holders(CHAIN, "2000-01-01"), asked.holders(CHAIN, "2010-01-01")
    assert before - after == {"municipality/herning-kommune"}
    assert after - before == {"organisation/foreningen-norden-herning"}
    assert len(before) == 1 + len(JOINED)
    assert asked.states(CHAIN, "2010-01-01") == {"in-force"}
    reset = "event:herning-chain-2007-reset"
    assert asked.values(reset, "vsk:concerns") == {"participation/herning-chain-herning-kommune"}
    # Whether the association took part before is not said.
    association = f"{MEMBER}foreningen-norden-herning"
    assert asked.states(association, "2000-01-01") == {"not-yet", "in-force"}


def test_dk_009_a_list_that_still_has_herning_ends_and_begins_nothing(asked: Asked) -> None:
    herning = f"{MEMBER}herning-kommune"
    assert ("source/twin-cities-data-2026", "2026-02-08") in asked.said(herning, "vsk:attested")
    assert asked.states(herning, "2026-02-08") == {"ended"}


def test_dk_009_holmestrand_is_the_municipality_of_the_day(asked: Asked) -> None:
    for day, code in (("2017-12-31", "0702"), ("2019-12-31", "0715"), ("2020-01-01", "3802")):
        norwegian = {party for party in asked.holders(CHAIN, day) if "/no-" in party}
        assert norwegian == {f"municipality/no-{code}-holmestrand"}


def test_dk_009_is_one_partnership_and_no_pairs(asked: Asked) -> None:
    pairs = asked.rows(
        """SELECT DISTINCT ?p {
            ?one vsk:party municipality:se-1487-vaenersborg ; vsk:inPartnership ?p .
            ?other vsk:party municipality:fo-eidi ; vsk:inPartnership ?p }"""
    )
    assert pairs == [("partnership/herning-chain",)]


def test_dk_017_is_dormant_and_nobody_decided_it(asked: Asked) -> None:
    asleep = "event:faaborg-kappeln-2007-dormant"
    assert asked.values(asleep, "vsk:eventKind") == {"event-kind/dormant"}
    assert not asked.values(asleep, "vsk:decidedBy|vsk:organ|vsk:endReason")
    assert asked.states(KAPPELN, "2006-12-31") == {"in-force"}
    assert asked.states(KAPPELN, "2008-01-01") == {"suspended"}
    assert asked.states(KAPPELN, "2024-01-01") == {"suspended"}
    ending = f"SELECT ?e {{ ?e vsk:concerns {KAPPELN} ; vsk:eventKind/vsk:effect state:ended }}"
    assert not asked.rows(f"PREFIX state: <{BASE}concept/state/> {ending}")


def test_dk_017_faaborg_midtfyn_inherited_it_among_over_forty(asked: Asked) -> None:
    heir = "participation:faaborg-kappeln-faaborg-midtfyn-kommune"
    inherited = asked.library(
        "inherited-partnerships", municipality="municipality/faaborg-midtfyn-kommune"
    )
    assert [
        (row["predecessor"], row["changeEarliest"], row["changeLatest"], row["standing"])
        for row in inherited
    ] == [("municipality/faaborg-kommune", "2007-01-01", "2007-12-31", "stated")]
    assert any("over 40" in text for text in asked.values(heir, "dcterms:description"))
    # The case gives no day for the merger, so none is given for the heir.
    assert not asked.values(heir, "vsk:began")
    assert asked.states(heir, "2006-12-31") == {"not-yet"}
    quoted = asked.values(heir, "vsk:evidence/oa:hasSelector/oa:exact")
    assert quoted == {"über 40 Partnerschaften"}
