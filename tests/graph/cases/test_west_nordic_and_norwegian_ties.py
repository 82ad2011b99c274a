"""The cases of group B: what is hard about each, asked of the shipped graph."""

from __future__ import annotations

import pytest

from graph.prefixes import BASE
from tests.graph.cases.shipped_graph import Asked

COMPILED, CONCLUSIONS = "curation/compiled-cases-b", "curation/case-conclusions-b"
NORWAY = "municipality/no-1902-tromsoe"
SERMERSOOQ = "municipality/kommuneqarfik-sermersooq"
BOARD = "source/reykjavik-west-nordic-capital-fund-board"
SUSPENDED = "event/tromsoe-murmansk-2022-suspended"
TERMINATED = "event/tromsoe-murmansk-2022-terminated"


def conflicts(asked: Asked, thing: str) -> set[str]:
    """The properties that sources disagree on."""
    rows = asked.library("source-conflicts", thing=thing)
    return {row["property"].rpartition("#")[2] for row in rows}


def test_gl_014_is_a_town_s_since_1984_and_the_municipality_s_since_2018(asked: Asked) -> None:
    partnership = "partnership/hafnarfjoerdur-ilulissat"
    avannaata = "participation/hafnarfjoerdur-ilulissat-avannaata-kommunia"
    assert asked.values(partnership, "vsk:began") == {"1984"}
    assert asked.states(partnership, "1990-01-01") == {"in-force"}
    assert asked.states(avannaata, "1990-01-01") == {"not-yet"}
    assert asked.states(avannaata, "2018-01-01") == {"in-force"}
    assert asked.values(avannaata, "vsk:onBehalfOf") == {"locality/ilulissat"}


def test_gl_014_the_visit_is_dated_about_and_led_by_an_office_holder(asked: Asked) -> None:
    visit = "visit/ilulissat-hafnarfjoerdur-2022"
    assert asked.values(visit, "vsk:date") == {"2022~"}
    assert asked.values(visit, "vsk:evidence/oa:hasSelector/oa:exact") == {
        "Ellefu manna sendinefnd"
    }
    led = asked.values(visit, "^vsk:attendanceAt/vsk:attendee/^org:member/vsk:post/org:role")
    assert led == {"office-role/committee-chair"}


def test_gl_014_the_faroese_page_is_of_another_partnership(asked: Asked) -> None:
    other = "partnership/hafnarfjoerdur-tvoeroyri"
    parties = asked.said(other, "^vsk:inPartnership/vsk:party")
    told = "source/tvoeroyri-hafnarfjoerdur-twin-town"
    assert parties == {
        (told, "municipality/is-1400-hafnarfjardarkaupstadur"),
        (told, "municipality/fo-tvoeroyri"),
    }
    tellers = {graph for graph, _ in asked.said("partnership/hafnarfjoerdur-ilulissat", "a")}
    assert tellers == {"source/hafnarfjoerdur-2022-delegation-greenland"}


def test_gl_016_is_decided_by_one_side_a_year_before_both_sign(asked: Asked) -> None:
    partnership = "partnership/tromsoe-sermersooq"
    decided = "event/tromsoe-sermersooq-2017-decided"
    assert asked.values(decided, "vsk:date") == {"2017"}
    assert asked.values(decided, "vsk:decidedBy") == {SERMERSOOQ}
    assert asked.values(decided, "vsk:evidence/vsk:dateAsStated") == {"sidste år"}
    assert asked.states(partnership, "2018-09-30") == {"not-yet"}
    assert asked.states(partnership, "2018-10-19") == {"not-yet", "in-force"}
    assert asked.states(partnership, "2018-11-01") == {"in-force"}
    signers = asked.values("agreement/tromsoe-sermersooq-2018", "^vsk:signs/vsk:signedFor")
    assert signers == {NORWAY, SERMERSOOQ}


def test_gl_016_the_year_of_the_request_is_the_curator_s(asked: Asked) -> None:
    request = "event/tromsoe-sermersooq-2018-request"
    assert asked.said(request, "vsk:date") == {(CONCLUSIONS, "2018-01?")}
    assert asked.values(request, "vsk:evidence/vsk:dateAsStated") == {"i januar"}


def test_gl_017_has_three_parties_and_the_third_was_nuuk_in_2008(asked: Asked) -> None:
    partnership = "partnership/west-nordic-capitals"
    assert asked.values(partnership, "vsk:partnershipKind") == {
        "partnership-kind/capital-cooperation"
    }
    heir = "participation/west-nordic-capitals-kommuneqarfik-sermersooq"
    nuuk = "participation/west-nordic-capitals-nuuk-kommune"
    in_2008 = {share for share in (heir, nuuk) if "in-force" in asked.states(share, "2008-06-10")}
    now = {share for share in (heir, nuuk) if "in-force" in asked.states(share, "2022-06-23")}
    assert (in_2008, now) == ({nuuk}, {heir})
    for day in ("2008-06-10", "2008-12-31", "2009-01-01", "2022-06-23"):
        assert asked.states(partnership, day) == {"in-force"}
    member = "?part org:organization network:west-nordic-capital-fund ; org:member ?who ."
    others = {"municipality/is-0000-reykjavikurborg", "municipality/fo-torshavn"}
    assert asked.certain(member, "2008-06-10") == others | {"municipality/nuuk-kommune"}
    assert asked.certain(member, "2022-06-23") == others | {SERMERSOOQ}


def test_gl_017_versions_of_a_page_name_different_mayors_and_are_no_conflict(asked: Asked) -> None:
    versions = asked.said(f"{BOARD}-is", "dcterms:isVersionOf")
    assert versions == {(CONCLUSIONS, f"{BOARD}-en")}
    mayors = asked.rows(
        """SELECT ?person ?day {
            ?office vsk:post <https://w3id.org/venskab/id/post/reykjavikurborg-mayor> ;
                org:member ?person ; vsk:attested ?day }"""
    )
    assert set(mayors) == {
        ("person/olafur-f-magnusson", "2008-06"),
        ("person/dagur-b-eggertsson", "2022-06"),
    }
    undated = "membership/hedin-mortensen-torshavn-mayor"
    assert not asked.values(undated, "vsk:attested")
    assert len(asked.values(undated, "vsk:evidence/oa:hasSource")) == 3
    assert not conflicts(asked, "partnership/west-nordic-capitals")


def test_gl_018_is_a_policy_text_and_makes_no_partnership(asked: Asked) -> None:
    text = "source/sermersooq-2010-international-strategy"
    assert asked.values(text, "dcterms:subject") == {"partnership-kind/project"}
    assert asked.values(text, "vsk:published") == {"2010~"}
    within = f"GRAPH <{BASE}graph/{text}>"
    kinds = asked.rows(f"SELECT DISTINCT ?kind {{ {within} {{ ?thing a ?kind }} }}")
    assert {kind.rpartition("#")[2] for (kind,) in kinds} == {
        "Source",
        "Evidence",
        "TextQuoteSelector",
    }
    assert CONCLUSIONS in {graph for graph, _ in asked.said(text, "skos:editorialNote")}


def test_is_007_is_recommended_by_one_organ_and_renewed_by_another(asked: Asked) -> None:
    share = "participation/sudurnesjabaer-vagur-sudurnesjabaer"
    acts = asked.rows(
        f"""SELECT ?day ?kind ?organ {{
            ?event vsk:concerns <{BASE}id/{share}> ; a vsk:LifecycleEvent ;
                vsk:date ?day ; vsk:eventKind ?kind ; vsk:organ ?organ }} ORDER BY ?day"""
    )
    assert acts == [
        ("2025-09-10", "event-kind/recommended", "organ/executive-committee"),
        ("2025-10-07", "event-kind/renewed", "organ/council"),
    ]


def test_is_007_has_no_known_beginning(asked: Asked) -> None:
    partnership = "partnership/sudurnesjabaer-vagur"
    assert not asked.values(partnership, "vsk:began|^vsk:inPartnership/vsk:began")
    assert asked.states(partnership, "1990-01-01") == {"not-yet", "in-force"}
    assert asked.states(partnership, "2025-10-07") == {"in-force"}


def test_is_007_a_list_has_vagur_with_another_and_both_stand(asked: Asked) -> None:
    listed = ("source/twin-cities-data-2026", "2026-02-08")
    assert asked.said("partnership/akureyri-vagur", "vsk:attested") == {listed}
    both = asked.values("municipality/fo-vagur", "^vsk:party/vsk:inPartnership")
    assert both == {"partnership/akureyri-vagur", "partnership/sudurnesjabaer-vagur"}
    # Nothing but a list that others compiled tells of the one; of the other there are minutes.
    assert asked.states("partnership/akureyri-vagur", "2026-02-08") == {"not-yet", "in-force"}
    assert asked.states("partnership/sudurnesjabaer-vagur", "2026-02-08") == {"in-force"}


def test_fi_002_has_an_exact_day_and_two_counts_of_partners(asked: Asked) -> None:
    partnership = "partnership/vantaa-jinan"
    assert asked.states(partnership, "2001-08-26") == {"not-yet"}
    assert asked.states(partnership, "2001-08-27") == {"in-force"}
    vantaa = "municipality/fi-092-vantaa"
    assert asked.said(vantaa, "vsk:statedPartnerCount") == {
        ("source/jinan-2018-vantaa", "13"),
        (COMPILED, "12"),
    }
    voices = asked.said(vantaa, "vsk:evidence/prov:wasAttributedTo")
    assert voices == {(COMPILED, "organisation/helsingin-sanomat")}


def test_no_001_is_frozen_and_then_terminated_by_one_party(asked: Asked) -> None:
    partnership, share = "partnership/tromsoe-murmansk", "participation/tromsoe-murmansk-tromsoe"
    assert asked.said(partnership, "vsk:began") == {
        ("source/nord-news-2022-tromsoe-murmansk", "1972-07-10")
    }
    assert asked.states(partnership, "1972-07-09") == {"not-yet"}
    assert asked.states(partnership, "1972-07-10") == {"in-force"}
    assert asked.states(partnership, "2022-02-15") == {"in-force", "suspended"}
    for thing in (partnership, share, "agreement/tromsoe-murmansk"):
        assert asked.states(thing, "2022-10-25") == {"suspended"}
        assert asked.states(thing, "2022-10-26") == {"ended"}
    assert asked.states("participation/tromsoe-murmansk-murmansk", "2022-12-01") == {"in-force"}
    assert asked.values(SUSPENDED, "vsk:decidedBy") == asked.values(TERMINATED, "vsk:decidedBy")


def test_no_001_who_ended_it_and_why_and_the_month_nobody_has_seen(asked: Asked) -> None:
    assert asked.values(TERMINATED, "vsk:decidedBy") == {NORWAY}
    assert asked.said(TERMINATED, "vsk:organ") == {(COMPILED, "organ/council")}
    assert asked.values(TERMINATED, "vsk:endReason") == {"end-reason/war"}
    assert asked.values(TERMINATED, "vsk:date") == {"2022-10-26"}
    notes = asked.said(TERMINATED, "skos:editorialNote")
    assert {graph for graph, text in notes if "RIA Novosti" in text} == {CONCLUSIONS}


def test_no_001_murmansk_ended_another_partnership(asked: Asked) -> None:
    ended = "event/akureyri-murmansk-2022-terminated"
    assert asked.values(ended, "vsk:decidedBy") == {"municipality/ru-murmansk"}
    assert asked.states("participation/akureyri-murmansk-murmansk", "2022-12-16") == {"ended"}
    assert asked.states("partnership/akureyri-murmansk", "2022-12-16") == {"ended"}
    assert "in-force" in asked.states("partnership/akureyri-murmansk", "2020-01-01")


def test_no_003_is_rejected_recommended_terminated_and_notified_by_its_organs(
    asked: Asked,
) -> None:
    share = "participation/soer-varanger-severomorsk-soer-varanger"
    acts = asked.rows(
        f"""SELECT ?day ?kind ?organ {{
            ?event vsk:concerns <{BASE}id/{share}> ; a vsk:LifecycleEvent ;
                vsk:date ?day ; vsk:eventKind ?kind .
            OPTIONAL {{ ?event vsk:organ ?organ }} }} ORDER BY ?day"""
    )
    assert acts == [
        ("2022-02~", "event-kind/suspended", ""),
        ("2022-11-02", "event-kind/rejected", "organ/council"),
        ("2023-04", "event-kind/recommended", "organ/executive-committee"),
        ("2023-04-26", "event-kind/terminated", "organ/council"),
        ("2023-05-01/2023-05-07", "event-kind/notified", ""),
    ]


def test_no_003_stays_on_hold_when_termination_is_rejected(asked: Asked) -> None:
    partnership = "partnership/soer-varanger-severomorsk"
    assert asked.states("agreement/soer-varanger-severomorsk-2016", "2016-04-01") == {"not-yet"}
    assert asked.states(partnership, "2016-04-02") == {"in-force"}
    for day in ("2022-11-01", "2022-11-03", "2023-04-25"):
        assert asked.states(partnership, day) == {"suspended"}
    assert asked.states(partnership, "2023-04-26") == {"ended"}
    assert "partnershipKind" in conflicts(asked, partnership)


@pytest.mark.parametrize(
    "thing,sources",
    [
        ("partnership/hafnarfjoerdur-ilulissat", 2),
        ("partnership/tromsoe-sermersooq", 4),
        ("partnership/west-nordic-capitals", 3),
        (TERMINATED, 4),
        ("agreement/soer-varanger-severomorsk-2016", 2),
    ],
)
def test_what_a_case_only_compiles_names_each_source_it_can_be(
    asked: Asked, thing: str, sources: int
) -> None:
    found = asked.rows(
        f"""SELECT DISTINCT ?source {{ GRAPH <{BASE}graph/{COMPILED}> {{
            <{BASE}id/{thing}> vsk:evidence/oa:hasSource ?source }} }}"""
    )
    assert len(found) == sources
