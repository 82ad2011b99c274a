"""The cases of group D (Nordic chains, networks, a triangle): what is hard about each."""

from __future__ import annotations

from tests.graph.cases.shipped_graph import Asked

CONCLUSIONS, COMPILED = "curation/case-conclusions-d", "curation/compiled-cases-d"
SVENDBORG, TERM = "partnership:svendborg-chain", "agreement:svendborg-chain-2014"
THISTED, PAIR_OF_1939 = "partnership:thisted-chain", "partnership:thisted-uddevalla"
ODENSE = "partnership:odense-platform"
FREDENSBORG, MEMBER = "partnership:fredensborg-chain", "participation:fredensborg-chain-"
TRIANGLE = "partnership:gladsaxe-koszalin-neubrandenburg"
KOSZALIN, CONTRACTED = "partnership:gladsaxe-koszalin", "partnership:gladsaxe-neubrandenburg"
KRISTIANSUND = "partnership:kristiansund-chain"


def towns(asked: Asked, partnership: str, day: str) -> set[str]:
    """The municipalities that are certainly in force in it on a day."""
    return {party.removeprefix("municipality/") for party in asked.holders(partnership, day)}


def networks(asked: Asked, day: str) -> set[str]:
    """The networks that Helsingør is certainly a member of on a day."""
    membership = "?part a vsk:NetworkMembership ; org:organization ?who ;"
    found = asked.certain(f"{membership} org:member municipality:helsingoer-kommune .", day)
    return {network.removeprefix("network/") for network in found}


def test_dk_019_the_agreement_expired_and_the_chain_is_unknown(asked: Asked) -> None:
    assert asked.values(TERM, "vsk:agreementKind") == {"agreement-kind/fixed-term-agreement"}
    assert asked.states(TERM, "2018-06-20") == {"in-force"}
    assert asked.states(TERM, "2022-06-01") == {"in-force", "ended"}
    assert asked.states(TERM, "2023-01-01") == {"ended"}
    assert asked.states(SVENDBORG, "2021-12-31") == {"in-force"}
    assert asked.states(SVENDBORG, "2024-01-01") == {"in-force", "ended"}
    assert asked.said(SVENDBORG, "vsk:ended") == {(CONCLUSIONS, "2022/..")}
    assert {graph for graph, _ in asked.said(TERM, "skos:editorialNote")} == {CONCLUSIONS}


def test_dk_019_the_source_gives_the_days_of_a_visit_and_the_curator_the_year(asked: Asked) -> None:
    visit = "visit:svendborg-chain-svendborg-june"
    assert asked.said(visit, "vsk:date") == {(CONCLUSIONS, "2018-06-19/2018-06-22")}
    assert asked.values(visit, "vsk:evidence/vsk:dateReasoning")
    hosts = asked.rows(
        f"""SELECT DISTINCT ?host {{ ?visit vsk:host ?host ; vsk:dateEarliest ?day .
            {SVENDBORG} ^vsk:inPartnership/vsk:party ?host
            FILTER STRSTARTS(STR(?visit), STR(visit:svendborg-chain-)) }} ORDER BY ?day"""
    )
    assert [host for (host,) in hosts] == [
        "municipality/se-0680-joenkoeping",
        "municipality/no-1804-bodoe",
        "municipality/svendborg-kommune",
    ]


def test_dk_020_the_pair_is_certain_in_1950_and_the_chain_only_possible(asked: Asked) -> None:
    assert asked.states(PAIR_OF_1939, "1938-12-31") == {"not-yet"}
    assert asked.states(PAIR_OF_1939, "1950-01-01") == {"in-force"}
    assert asked.states(THISTED, "1950-01-01") == {"not-yet", "in-force"}
    assert asked.states(THISTED, "2014-01-01") == {"in-force"}
    assert asked.values(THISTED, "dcterms:hasPart") == {"partnership/thisted-uddevalla"}


def test_dk_020_first_contact_was_with_a_town_outside_the_pair(asked: Asked) -> None:
    contact = "event:thisted-uddevalla-1937-first-contact"
    assert asked.values(contact, "vsk:date") == {"1937"}
    assert asked.values(contact, "dcterms:relation") == {"municipality/se-1480-goeteborg"}
    assert asked.states(PAIR_OF_1939, "1937-12-31") == {"not-yet"}, "a contact begins nothing"
    partners = asked.values("municipality:thisted-kommune", "vsk:partnerOf")
    assert "municipality/se-1480-goeteborg" not in partners


def test_dk_020_thisted_counts_four_towns_and_five_are_named(asked: Asked) -> None:
    counted = asked.said("event-series:thisted-chain-yearly-meeting", "dcterms:description")
    assert {graph for graph, _ in counted} == {"source/thisted-2014-nordic-friendships"}
    assert any("four towns" in text for _, text in counted)
    named = asked.said(THISTED, "^vsk:inPartnership/vsk:party")
    assert len({party for graph, party in named if graph == COMPILED}) == 5
    places = asked.values(
        "event-series:thisted-chain-yearly-meeting", "^schema:superEvent/vsk:place"
    )
    assert places == {"locality/skien", "locality/uddevalla"}


def test_dk_021_six_towns_in_one_are_fifteen_pairs_of_which_two_have_a_year(asked: Asked) -> None:
    pairs = asked.rows(
        f"""SELECT DISTINCT ?one ?other {{
            {ODENSE} ^vsk:inPartnership/vsk:party ?one, ?other .
            ?one vsk:partnerOf ?other FILTER (STR(?one) < STR(?other))
            FILTER (municipality:no-5001-trondheim NOT IN (?one, ?other)) }}"""
    )
    assert len(pairs) == 15
    with_year = asked.rows(
        f"""SELECT ?pair ?began (COUNT(DISTINCT ?party) AS ?parties) {{
            {ODENSE} dcterms:hasPart ?pair .
            ?pair vsk:began ?began ; ^vsk:inPartnership/vsk:party ?party }}
            GROUP BY ?pair ?began ORDER BY ?began"""
    )
    assert with_year == [
        ("partnership/kopavogur-odense", "1964", "2"),
        ("partnership/klaksvik-kopavogur", "1967", "2"),
    ]


def test_dk_021_the_pairs_are_older_and_contradict_nothing(asked: Asked) -> None:
    assert asked.states("partnership:kopavogur-odense", "1966-01-01") == {"in-force"}
    assert asked.states("partnership:klaksvik-kopavogur", "1966-01-01") == {"not-yet"}
    assert asked.states(ODENSE, "1970-01-01") == {"not-yet"}
    assert asked.states(ODENSE, "1995-07-01") == {"not-yet", "in-force"}
    assert asked.states(ODENSE, "2010-04-26") == {"in-force"}
    assert asked.values(ODENSE, "vsk:began") == {"1995~"}


def test_dk_021_trondheim_of_2010_hands_its_seat_to_that_of_2020(asked: Asked) -> None:
    assert "no-1601-trondheim" in towns(asked, ODENSE, "2010-04-26")
    assert "no-5001-trondheim" not in towns(asked, ODENSE, "2010-04-26")
    assert len(towns(asked, ODENSE, "2019-12-31")) == len(towns(asked, ODENSE, "2020-01-01")) == 6
    assert "no-5001-trondheim" in towns(asked, ODENSE, "2020-01-01")


def test_dk_021_two_mayors_of_one_town_at_their_times(asked: Asked) -> None:
    assert asked.rows(
        """SELECT ?mayor ?day { ?held vsk:post post:odense-kommune-mayor ; org:member ?mayor ;
            vsk:attested ?day } ORDER BY ?day"""
    ) == [("person/anker-boye", "2010-04"), ("person/peter-rahbaek-juel", "2023")]


def test_dk_025_a_membership_is_carried_over_a_merger_of_networks(asked: Asked) -> None:
    assert networks(asked, "2009-12-31") == set()
    assert networks(asked, "2012-01-01") == {"covenant-of-mayors"}
    assert networks(asked, "2016-12-31") == {"covenant-of-mayors", "compact-of-mayors"}
    assert networks(asked, "2018-01-01") == {"global-covenant-of-mayors"}
    new = "network-membership:global-covenant-of-mayors-helsingoer-kommune"
    earliest = asked.rows(f"SELECT (MIN(?day) AS ?d) {{ {new} vsk:inheritedFrom/vsk:began ?day }}")
    assert earliest == [("2010",)]
    assert {graph for graph, _ in asked.said(new, "a")} == {CONCLUSIONS}


def test_dk_025_nobody_left_when_the_networks_merged(asked: Asked) -> None:
    memberships = "?m org:member municipality:helsingoer-kommune ; a vsk:NetworkMembership"
    kinds = asked.rows(
        f"""SELECT ?kind ?date {{ {memberships} . ?event vsk:concerns ?m ;
            vsk:eventKind ?kind ; vsk:date ?date }} ORDER BY ?date"""
    )
    assert kinds == [("event-kind/joined", "2010"), ("event-kind/joined", "2015")]
    assert asked.rows(f"SELECT ?last {{ {memberships} ; vsk:ended ?last }}") == []


def test_dk_027_the_chain_grows_one_by_one(asked: Asked) -> None:
    years = ("1978-01-01", "1980-01-01", "1984-01-01")
    assert [len(towns(asked, FREDENSBORG, year)) for year in years] == [2, 3, 4]
    assert towns(asked, FREDENSBORG, years[0]) == {"fredensborg-kommune", "se-0305-haabo"}
    assert asked.states(f"{MEMBER}inkoo", "1980-01-01") == {"not-yet"}
    assert asked.states(f"{MEMBER}nittedal", "1979-06-01") == {"not-yet", "in-force"}
    joined = asked.values(f"{MEMBER}nittedal", "vsk:evidence/oa:hasSelector/oa:exact")
    assert joined == {"Nittedal i Norge til"}
    forum = "organisation:fredensborg-venskabsbyforum"
    assert asked.values(forum, "skos:altLabel") == {"Venskabsbykomite"}


def test_dk_028_a_triangle_of_pairs_each_with_its_own_year(asked: Asked) -> None:
    assert len(asked.values(TRIANGLE, "^vsk:inPartnership/vsk:party")) == 3
    parts = asked.rows(f"SELECT ?began {{ {TRIANGLE} dcterms:hasPart/vsk:began ?began }}")
    assert sorted(parts) == [("1967",), ("1990-09-11",)]
    assert asked.states(KOSZALIN, "1980-01-01") == {"in-force"}
    assert asked.states(TRIANGLE, "1990-09-10") == {"not-yet"}
    assert asked.states(TRIANGLE, "1990-09-11") == {"in-force"}
    third = "^vsk:party/vsk:inPartnership"
    shared = asked.values("municipality:de-neubrandenburg", third) & asked.values(
        "municipality:pl-koszalin", third
    )
    assert shared == {"partnership/gladsaxe-koszalin-neubrandenburg"}


def test_dk_028_decided_in_june_by_the_council_and_in_force_only_when_signed(asked: Asked) -> None:
    decided = "event:gladsaxe-neubrandenburg-1990-06-decided"
    assert asked.values(decided, "vsk:decidedBy") == {"municipality/de-neubrandenburg"}
    assert asked.values(decided, "vsk:organ") == {"organ/council"}
    assert any("second meeting" in text for text in asked.values(decided, "dcterms:description"))
    assert asked.states(CONTRACTED, "1990-07-01") == {"not-yet"}
    assert asked.states(CONTRACTED, "1990-09-11") == {"in-force"}
    contract = asked.values(CONTRACTED, "^vsk:governs/vsk:documentStatus")
    assert contract == {"document-status/mentioned"}


def test_no_008_four_towns_by_one_year_that_is_the_chains(asked: Asked) -> None:
    assert asked.states(KRISTIANSUND, "1947-12-31") == {"not-yet"}
    assert asked.states(KRISTIANSUND, "1948-06-01") == {"not-yet", "in-force"}
    assert towns(asked, KRISTIANSUND, "1949-01-01") == {
        "no-1505-kristiansund",
        "se-2280-haernoesand",
        "fi-272-kokkola",
        "fredericia-kommune",
    }
    own = asked.rows(
        f"SELECT ?began {{ ?part vsk:inPartnership {KRISTIANSUND} ; vsk:began ?began }}"
    )
    assert own == [], "no town has a year of its own"
    quoted = asked.values(KRISTIANSUND, "vsk:evidence/oa:hasSelector/oa:exact")
    assert quoted == {"Fra 1948 er det stadfestet"}
