"""The cases gl-001 to gl-009 of group A: what is hard about each, asked of the shipped graph."""

from __future__ import annotations

from graph.prefixes import BASE
from tests.graph.cases.shipped_graph import Asked

CONCLUSIONS = "curation/case-conclusions-a"
COMPILED = "curation/compiled-cases-a"
MAIN, OLDER = "agreement:sermersooq-aalborg-2019", "agreement:sermersooq-aalborg-2015"
ANNEX = f"{MAIN}-annex-1"
TASIILAQ, PUPILS = "partnership:gentofte-tasiilaq", "exchange:gentofte-tasiilaq-pupils"
ENDED_BY = "event:gentofte-tasiilaq-2025-terminated"
RENEWED, OF_2009 = "agreement:kujalleq-aarhus-2016", "agreement:kujalleq-aarhus-2009"


def test_gl_001_holds_at_most_possibly_after_the_review(asked: Asked) -> None:
    assert asked.states(MAIN, "2019-12-15") == {"not-yet", "in-force"}
    assert asked.states(MAIN, "2024-07-31") == {"in-force"}
    assert asked.states(MAIN, "2025-06-01") == {"in-force", "ended"}
    assert asked.said(MAIN, "vsk:inForceUntil") == {(CONCLUSIONS, "2024-08/..")}
    assert {graph for graph, _ in asked.said(MAIN, "skos:editorialNote")} == {CONCLUSIONS}
    assert asked.values(MAIN, "vsk:documentStatus") == {"document-status/draft-form"}
    overdue = asked.library("agreements-review-due", before="2025-01-01")
    assert "agreement/sermersooq-aalborg-2019" in {row["agreement"] for row in overdue}


def test_gl_002_the_annex_takes_the_date_and_the_doubt_of_the_main_agreement(asked: Asked) -> None:
    from_main = asked.values(ANNEX, "dcterms:isPartOf/vsk:inForceFrom")
    assert asked.values(ANNEX, "vsk:inForceFrom") == from_main == {"2019-12-XX"}
    assert asked.states(ANNEX, "2025-06-01") == {"in-force", "ended"}
    efforts = asked.values(ANNEX, "^vsk:underAgreement/a")
    assert efforts >= {
        f"{BASE}ontology#{kind}" for kind in ("Initiative", "Exchange", "Commitment")
    }
    led_to = asked.values("public-event:aalborgdage-nuuk-2019", "vsk:ledTo")
    assert led_to == {"agreement/sermersooq-aalborg-2019-annex-1"}


def test_gl_003_known_by_mention_and_from_two_other_sources(asked: Asked) -> None:
    tellers = {graph for graph, _ in asked.said(OLDER, "a")}
    assert tellers == {
        "source/sermersooq-aalborg-2019",
        "source/aalborg-2015-aalborgdage-nuuk",
        "source/arctic-consensus-2017-sister-city",
    }
    assert asked.values(OLDER, "vsk:documentStatus") == {"document-status/mentioned"}
    assert asked.said(OLDER, "vsk:signed") == {("source/sermersooq-aalborg-2019", "2015-08-12")}
    assert asked.values("event:sermersooq-aalborg-2015-signed", "vsk:date") == {"2015~"}
    assert asked.states(OLDER, "2017-08-24") == {"in-force"}
    assert asked.states(OLDER, "2020-01-01") == {"ended"}
    lineage = asked.values(MAIN, "vsk:precededBy")
    assert lineage == {
        "agreement/sermersooq-aalborg-2015",
        "agreement/sermersooq-aalborg-before-2015",
    }
    assert {graph for graph, _ in asked.said(OLDER, "vsk:area")} == {COMPILED}
    mayor = "membership:asii-chemnitz-narup-kommuneqarfik-sermersooq-mayor"
    assert (COMPILED, "2015-08") in asked.said(mayor, "vsk:attested")


def test_gl_003_compiled_claims_name_the_sources_that_can_hold_them(asked: Asked) -> None:
    named = asked.values("visit:aalborg-nuuk-2015-08", "vsk:evidence/oa:hasSource")
    assert named == {
        "source/aalborg-2015-aalborgdage-nuuk",
        "source/arctic-consensus-2017-sister-city",
    }


def test_gl_004_editions_of_one_series_in_turn(asked: Asked) -> None:
    editions = asked.rows(
        """SELECT DISTINCT ?place ?from { ?edition schema:superEvent event-series:aalborgdage ;
            vsk:place ?place ; vsk:dateEarliest ?from } ORDER BY ?from"""
    )
    assert [(place, day[:4]) for place, day in editions] == [
        ("locality/nuuk", "2015"),
        ("locality/aalborg", "2017"),
        ("locality/nuuk", "2019"),
        ("locality/aalborg", "2021"),
    ]
    journeys = "^schema:superEvent/(dcterms:relation|^dcterms:relation)"
    assert len(asked.values("event-series:aalborgdage", journeys)) == 4
    names = "rdfs:label|skos:altLabel"
    assert asked.values("event-series:aalborgdage", names) == {
        "AalborgDage",
        "Grønlandske Dage i Aalborg",
    }


def test_gl_004_the_days_of_2019_are_disputed(asked: Asked) -> None:
    edition, journey = "public-event:aalborgdage-nuuk-2019", "visit:aalborg-nuuk-2019-08"
    invitation = ("source/arctic-consensus-2019-aalborgdage-nuuk", "2019-08-14/2019-08-19")
    days = "2019-08-14/2019-08-17"
    assert asked.said(edition, "vsk:date") == {("source/sermersooq-aalborg-2019", days), invitation}
    assert asked.said(journey, "vsk:date") == {(COMPILED, days), invitation}
    why = asked.values(journey, "vsk:evidence/vsk:dateReasoning")
    assert any("18 or 19 August" in reason for reason in why)
    disputed = {(row["thing"], row["oneValue"]) for row in asked.library("source-conflicts")}
    assert ("public-event/aalborgdage-nuuk-2019", invitation[1]) in disputed


def test_gl_004_the_series_is_older_than_the_municipality(asked: Asked) -> None:
    began = asked.said("event-series:aalborgdage", "vsk:began")
    assert began == {("source/aalborg-2015-aalborgdage-nuuk", "2008")}
    seat = "participation:sermersooq-aalborg"
    assert asked.values(f"{seat}-nuuk-kommune", "vsk:party/skos:altLabel") == {"Nuup Kommunea"}
    assert asked.states(f"{seat}-nuuk-kommune", "2008-12-31") == {"in-force"}
    assert asked.states(f"{seat}-kommuneqarfik-sermersooq", "2008-12-31") == {"not-yet"}
    assert asked.states(f"{seat}-kommuneqarfik-sermersooq", "2009-01-01") == {"in-force"}
    assert asked.states("partnership:sermersooq-aalborg", "2015-01-01") == {"in-force"}


def test_gl_004_the_year_of_the_planned_visit_is_the_curators(asked: Asked) -> None:
    visit = "visit:kommuneqarfik-sermersooq-aalborg-week-32"
    notices = "<https://w3id.org/venskab/graph/source/sermersooq-meddelelser-163>"
    assert asked.said(visit, "vsk:date") == {(CONCLUSIONS, "2021-08?")}
    assert asked.said(notices, "vsk:published") == {(CONCLUSIONS, "2021-05~")}
    assert asked.said(visit, "vsk:initiativeStatus") == {
        ("source/sermersooq-meddelelser-163", "initiative-status/planned")
    }
    assert asked.values(visit, "vsk:evidence/vsk:dateReasoning")


def test_gl_004_an_acting_mayor_is_not_the_mayor(asked: Asked) -> None:
    held = "org:member person:uju-petersen ; org:role ?role ; vsk:attested ?day"
    assert asked.rows(f"SELECT ?role ?day {{ ?m {held} }}") == [
        ("office-role/acting-mayor", "2019-08-15")
    ]


def test_gl_006_ended_in_2025_by_sermersooq_and_why(asked: Asked) -> None:
    [ended] = [
        row
        for row in asked.library("suspended-or-terminated", lang="en")
        if row["subject"] == "participation/gentofte-tasiilaq-kommuneqarfik-sermersooq"
    ]
    assert ended["decidedBy"] == "Kommuneqarfik Sermersooq"
    assert (ended["dateEarliest"], ended["dateLatest"]) == ("2025-02-01", "2025-04-30")
    assert "lack of respect" in ended["reason"]
    assert ended["endReason"] == "disagreement"
    assert {graph for graph, _ in asked.said(ENDED_BY, "vsk:reason")} == {COMPILED}
    assert asked.said(ENDED_BY, "vsk:eventKind") == {
        ("source/dknyt-2025-gentofte-tasiilaq", "event-kind/terminated")
    }
    # "About March": a month to either side.
    assert asked.states(TASIILAQ, "2025-01-31") == {"in-force"}
    assert asked.states(TASIILAQ, "2025-03-10") == {"in-force", "ended"}
    assert asked.states(TASIILAQ, "2025-04-30") == {"ended"}
    gentofte = "participation:gentofte-tasiilaq-gentofte-kommune"
    assert asked.states(gentofte, "2026-01-01") == {"in-force"}, "Gentofte ended nothing"


def test_gl_006_a_list_still_has_it_and_decides_nothing(asked: Asked) -> None:
    listed = ("source/twin-cities-data-2026", "2026-02-08")
    assert asked.said(TASIILAQ, "vsk:attested") == {listed}
    assert asked.states(TASIILAQ, "2026-02-08") == {"ended"}


def test_gl_006_begun_in_1990_or_1991_and_a_visit_before(asked: Asked) -> None:
    assert asked.said(TASIILAQ, "vsk:began") == {
        ("source/sermitsiaq-2023-gentofte-genforhandle", "1990"),
        ("source/knr-2019-gentofte-tasiilaq", "1990"),
        ("source/folkeskolen-2025-gentofte-tasiilaq", "1991"),
    }
    assert asked.values("visit:gentofte-tasiilaq-1984", "vsk:date") == {"1984"}
    assert asked.states(TASIILAQ, "1989-12-31") == {"not-yet"}
    assert asked.states(TASIILAQ, "1991-01-01") == {"not-yet", "in-force"}
    assert asked.states(TASIILAQ, "1992-01-01") == {"in-force"}
    disputed = {(row["thing"], row["oneValue"]) for row in asked.library("source-conflicts")}
    assert ("partnership/gentofte-tasiilaq", "1991") in disputed


def test_gl_006_a_town_for_which_two_municipalities_acted(asked: Asked) -> None:
    seat = "participation:gentofte-tasiilaq"
    for acting in ("ammassallip-kommunia", "kommuneqarfik-sermersooq"):
        assert asked.values(f"{seat}-{acting}", "vsk:onBehalfOf") == {"locality/tasiilaq"}
    assert asked.states(f"{seat}-kommuneqarfik-sermersooq", "2000-01-01") == {"not-yet"}
    assert asked.states(f"{seat}-ammassallip-kommunia", "2000-01-01") == {"in-force"}
    assert asked.states(TASIILAQ, "2009-01-01") == {"in-force"}
    inherited = {
        (row["partnership"], row["predecessor"]) for row in asked.library("inherited-partnerships")
    }
    assert ("partnership/gentofte-tasiilaq", "municipality/ammassallip-kommunia") in inherited


def test_gl_006_pupils_restricted_before_the_end(asked: Asked) -> None:
    assert asked.values(PUPILS, "vsk:participantGroup") == {"participant-group/pupils"}
    assert asked.values(PUPILS, "vsk:began") == {"1989~", "1991"}
    assert any("three weeks" in text for text in asked.values(PUPILS, "dcterms:description"))
    acts = asked.rows(
        """SELECT DISTINCT ?kind ?by { ?event vsk:eventKind ?kind ; vsk:date ?date
            FILTER STRSTARTS(STR(?event), STR(event:gentofte-tasiilaq-))
            OPTIONAL { ?event vsk:decidedBy ?by } } ORDER BY ?date"""
    )
    assert acts == [
        ("event-kind/restricted", "municipality/gentofte-kommune"),
        ("event-kind/proposed", ""),
        ("event-kind/declared", "municipality/gentofte-kommune"),
        ("event-kind/terminated", "municipality/kommuneqarfik-sermersooq"),
    ]


def test_gl_008_the_term_is_computed_and_no_end_is_stated(asked: Asked) -> None:
    assert asked.values(RENEWED, "vsk:inForceUntil") == set()
    assert asked.values(RENEWED, "vsk:duration") == {"P4Y"}
    assert asked.states(RENEWED, "2020-05-01") == {"in-force"}
    assert asked.states(RENEWED, "2020-05-05") == {"in-force", "ended"}
    assert asked.states(RENEWED, "2020-05-08") == {"ended"}
    assert {graph for graph, _ in asked.said(RENEWED, "skos:editorialNote")} == {CONCLUSIONS}


def test_gl_008_one_mayor_two_spellings(asked: Asked) -> None:
    spelled = asked.said("person:jakob-bundsgaard", "rdfs:label|skos:altLabel")
    assert spelled == {
        ("source/kujalleq-aarhus-2016", "Jakob Bundsgaard"),
        (CONCLUSIONS, "Jacob Bundsgaard"),
    }
    assert not asked.values("person:jacob-bundsgaard", "a")


def test_gl_009_agreed_in_2009_and_renewed_in_2016(asked: Asked) -> None:
    assert asked.values(OF_2009, "vsk:signed") == {"2009-10~"}
    assert {graph for graph, _ in asked.said(OF_2009, "vsk:signed")} == {
        "source/knr-2009-kujalleq-aarhus",
        "source/sermitsiaq-2009-kujalleq-aarhus",
    }
    renews = asked.said(RENEWED, "vsk:renews")
    assert (CONCLUSIONS, "agreement/kujalleq-aarhus-2009") in renews
    assert ("source/kujalleq-aarhus-2016", "agreement/kujalleq-aarhus-2009") not in renews
    assert asked.states(OF_2009, "2012-01-01") == {"in-force"}
    assert asked.states(OF_2009, "2016-05-08") == {"ended"}
    assert asked.values(OF_2009, "vsk:party") == {
        "municipality/kommune-kujalleq",
        "municipality/aarhus-kommune",
    }


def test_gl_009_the_exchange_of_1977_is_not_kujalleqs(asked: Asked) -> None:
    exchange = "exchange:qaqortoq-aarhus-pupils"
    assert asked.said(exchange, "vsk:began") == {("source/sermitsiaq-2009-kujalleq-aarhus", "1977")}
    assert asked.values(exchange, "vsk:party") == {
        "municipality/qaqortoq-kommune",
        "municipality/aarhus-kommune",
    }
    heir = "^org:originalOrganization/org:resultingOrganization"
    assert asked.values("municipality:qaqortoq-kommune", heir) == {"municipality/kommune-kujalleq"}
    own = "participation:aarhus-kujalleq-kommune-kujalleq"
    assert asked.values(own, "vsk:onBehalfOf") == {"locality/qaqortoq"}
    assert asked.states(own, "2008-12-31") == {"not-yet"}
    assert asked.values("partnership:aarhus-kujalleq", "vsk:began") == {"../1966-05"}
