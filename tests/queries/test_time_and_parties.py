"""What a question says of days that are not exact, of ends, and of who is a party."""

from __future__ import annotations

import pytest

from tests.queries.small_worlds import pair, rows, world

EDTF = "^^edtf:EDTF"
TOWNS = "".join(
    f'municipality:{name} a vsk:Municipality ; rdfs:label "{name.title()}"@en .\n'
    for name in ("north", "south", "east", "west")
)


@pytest.mark.parametrize(
    ("end", "year", "certainty"),
    [
        ('vsk:ended "2023"', 2023, "certain"),
        ('vsk:ended "2023"', 2024, None),
        ('vsk:ended "2023-12-31"', 2023, "certain"),
        ('vsk:ended "2022/2023"', 2023, "possible"),
    ],
)
def test_a_stated_last_day_is_the_end(end: str, year: int, certainty: str | None) -> None:
    began = f'vsk:began "1990"{EDTF}'
    store = world(TOWNS + pair("north-south", "municipality:north", "municipality:south",
                               f"{began} ; {end}{EDTF}"))  # fmt: skip
    found = rows(store, "partnerships-ended", since=f"{year}-01-01", until=f"{year}-12-31")
    assert [row["certainty"] for row in found] == ([certainty] if certainty else [])


def test_an_act_ends_on_its_own_day() -> None:
    store = world(
        TOWNS
        + pair("north-south", "municipality:north", "municipality:south", f'vsk:began "1990"{EDTF}')
        + f"event:over a vsk:LifecycleEvent ; vsk:concerns participation:north-south-1 ; "
        f'vsk:eventKind kind:terminated ; vsk:date "2023"{EDTF} .'
    )
    (row,) = rows(store, "partnerships-ended", since="2023-01-01", until="2023-12-31")
    assert row["certainty"] == "certain"
    assert (row["dateEarliest"], row["dateLatest"]) == ("2023-01-01", "2023-12-31")


MEMORANDUM = (
    TOWNS
    + f"""
agreement:memorandum a vsk:Agreement ; rdfs:label "Memorandum"@en ; vsk:signed "2015"{EDTF} ;
    vsk:inForceUntil "2019-12-31"{EDTF} ; vsk:party municipality:north, municipality:south .
"""
)


@pytest.mark.parametrize("question", ["agreements-expiring", "calendar-of-duties"])
def test_what_lasts_until_new_years_eve_expires_in_that_year(question: str) -> None:
    store = world(MEMORANDUM)
    this = rows(store, question, since="2019-01-01", until="2019-12-31")
    assert {row["certainty"] for row in this} == {"certain"}
    assert not rows(store, question, since="2020-01-01", until="2020-12-31")


def test_a_visit_before_a_day_can_lie_in_any_period_until_then() -> None:
    store = world(
        TOWNS
        + f"""
visit:early a vsk:Visit ; rdfs:label "Early"@en ; vsk:visitor municipality:north ;
    vsk:host municipality:south ; vsk:date "../2016-08"{EDTF} .
visit:undated a vsk:Visit ; vsk:visitor municipality:north ; vsk:host municipality:south .
"""
    )
    (row,) = rows(store, "visits", since="2016-01-01", until="2016-12-31")
    assert (row["label"], row["certainty"]) == ("Early", "possible")
    assert (row["dateEarliest"], row["dateLatest"]) == ("", "2016-08-31")
    assert not rows(store, "visits", since="2016-09-01", until="2016-12-31")


def test_a_later_declaration_founds_nothing_and_who_decided_is_said() -> None:
    store = world(
        TOWNS
        + pair("north-south", "municipality:north", "municipality:south", f'vsk:began "1990"{EDTF}')
        + f"""
event:festive a vsk:LifecycleEvent ; vsk:concerns partnership:north-south ;
    vsk:eventKind kind:declared ; vsk:date "1990-06"{EDTF} .
event:willing a vsk:LifecycleEvent ; vsk:concerns partnership:north-south ;
    vsk:eventKind kind:declared ; vsk:date "2023-08-31"{EDTF} .
event:decided a vsk:LifecycleEvent ; vsk:concerns participation:north-south-1 ;
    vsk:eventKind kind:decided ; vsk:date "1989-11"{EDTF} ;
    vsk:decidedBy municipality:north ; vsk:organ organ:council .
"""
    )
    found = rows(store, "founding-dates", lang="en")
    assert {row["value"] for row in found} == {"1989-11", "1990", "1990-06"}
    (decided,) = (row for row in found if row["value"] == "1989-11")
    assert (decided["decidedBy"], decided["organ"]) == ("North", "council")


def test_a_letter_does_not_hide_the_end() -> None:
    store = world(
        TOWNS
        + pair("north-south", "municipality:north", "municipality:south", f'vsk:began "1990"{EDTF}')
        + f"""
event:over a vsk:LifecycleEvent ; vsk:concerns participation:north-south-1 ;
    vsk:eventKind kind:left ; vsk:date "2010"{EDTF} .
event:letter a vsk:LifecycleEvent ; vsk:concerns partnership:north-south ;
    vsk:eventKind kind:notified ; vsk:date "2012"{EDTF} .
"""
    )
    found = rows(store, "status-of-each-party", partnership="partnership/north-south",
                 on="2015-01-01", lang="en")  # fmt: skip
    by_thing = {row["thing"]: (row["lastAct"], row["lastEvent"]) for row in found}
    assert by_thing == {
        "partnership/north-south": ("left 2010", "notified 2012"),
        "participation/north-south-1": ("left 2010", "notified 2012"),
        "participation/north-south-2": ("", "notified 2012"),
    }


@pytest.mark.parametrize(("successor", "certainty"), [(False, "possible"), (True, "certain")])
def test_an_agreement_needs_a_living_party_on_two_sides(successor: bool, certainty: str) -> None:
    merger = f"""
event:merger a org:ChangeEvent ; vsk:date "2009-01-01"{EDTF} ;
    org:originalOrganization municipality:south ; org:resultingOrganization municipality:west .
"""
    store = world(
        TOWNS
        + (merger if successor else "")
        + f"""
municipality:south vsk:ended "2008-12-31"{EDTF} .
agreement:old a vsk:Agreement ; rdfs:label "Old"@en ; vsk:signed "1999"{EDTF} ;
    vsk:party municipality:north, municipality:south .
agreement:annex a vsk:Annex ; rdfs:label "Annex"@en ; vsk:signed "1999"{EDTF} ;
    dcterms:isPartOf agreement:old .
"""
    )
    found = rows(store, "agreements-in-force", on="2023-01-01")
    assert {row["label"]: row["certainty"] for row in found} == {
        "Old": certainty, "Annex": certainty,
    }  # fmt: skip
    earlier = rows(store, "agreements-in-force", on="2008-01-01")
    assert {row["certainty"] for row in earlier} == {"certain"}


def test_only_municipalities_have_most_partners() -> None:
    began = f'vsk:began "1990"{EDTF}'
    store = world(
        TOWNS
        + f"""
locality:port a vsk:Locality ; rdfs:label "Port"@en .
organisation:club a vsk:Organisation ; rdfs:label "Club"@en .
municipality:west vsk:actsFor locality:port ; vsk:began "2009-01-01"{EDTF} .
"""
        + pair("one", "locality:port", "municipality:north", began)
        + pair("two", "locality:port", "municipality:south", began)
        + pair("three", "organisation:club", "municipality:east", began)
        + pair("four", "organisation:club", "municipality:south", began)
    )
    now = rows(store, "most-partners", on="2020-01-01", least="2")
    assert {row["municipality"] for row in now} == {"municipality/south", "municipality/west"}
    before = rows(store, "most-partners", on="2000-01-01", least="2")
    assert {row["municipality"] for row in before} == {"municipality/south"}


def test_a_partnership_without_a_day_is_listed_and_a_plan_is_not() -> None:
    store = world(
        TOWNS
        + pair("known", "municipality:north", "municipality:south")
        + pair("planned", "municipality:north", "municipality:east")
        + f"""
agreement:undated a vsk:Agreement ; vsk:governs partnership:known ;
    vsk:party municipality:north, municipality:south .
event:proposed a vsk:LifecycleEvent ; vsk:concerns partnership:planned ;
    vsk:eventKind kind:proposed ; vsk:date "2010"{EDTF} .
"""
    )
    (row,) = rows(store, "partnerships-of-municipality", municipality="municipality/north",
                  on="2020-01-01")  # fmt: skip
    assert (row["partnership"], row["own"], row["whole"]) == ("partnership/known", "", "")
    assert row["others"] == "municipality/south"
