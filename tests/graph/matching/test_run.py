"""Runs of matching on small registers: what is decided, what stays open, and why."""

from __future__ import annotations

import pytest

from graph.matching.decisions import NO, TOWN, UNDECIDED, YES, MatchDecision, classes_of
from graph.matching.editing import PlaceChoice, decided, open_count
from graph.matching.gains import Gains
from graph.matching.name_forms import likeness, name_form
from graph.matching.replaying import replay
from graph.matching.run import run
from graph.prefixes import BASE
from tests.graph.matching.small_registers import (
    LOCALITY,
    MUNICIPALITY,
    REGISTER,
    list_place,
    register,
)

OLD = register(
    "old-list",
    "2016",
    [
        list_place("old-list", "q1", "Østerby", item="Q1"),
        list_place("old-list", "q2", "Springfield", item="Q2"),
        list_place("old-list", "q3", "Springfield", item="Q3"),
        list_place("old-list", "q4", "Toljatti", item="Q4"),
        list_place("old-list", "q5", "Wassluy", item="Q5"),
        list_place("old-list", "q6", "Lund", item="Q6"),
        list_place("old-list", "q7", "Ganzanders", item="Q7"),
    ],
    [("q1", "q2"), ("q1", "q4"), ("q2", "q4"), ("q3", "q5"), ("q3", "q6"), ("q1", "q7")],
)
NEW = register(
    "new-list",
    "2026",
    [
        list_place("new-list", "osterby", "Oesterby", "DNK", (56.01, 10.0)),
        list_place("new-list", "springfield-x", "Springfield", "USA", (39.0, -89.0)),
        list_place("new-list", "springfield-y", "Springfield", "USA", (42.0, -72.0)),
        list_place("new-list", "tolyatti", "Tolyatti", "RUS", (53.0, 49.0)),
        list_place("new-list", "vaslui", "Vaslui", "ROU", (46.0, 27.0)),
        list_place("new-list", "lund", "Lund", "SWE", (55.0, 13.0)),
        list_place("new-list", "nes", "Nes", "NOR", (63.6, 12.1)),
        list_place("new-list", "gammelby", "Gammelby", "NOR", (60.0, 11.0)),
        list_place("new-list", "havn", "Havn (Store)", "GRL", (64.01, -51.0)),
        list_place("new-list", "vesterby", "Vesterby", "SWE", (57.0, 9.0)),
    ],
    [
        ("osterby", "springfield-x"), ("osterby", "tolyatti"), ("springfield-x", "tolyatti"),
        ("springfield-y", "vaslui"), ("springfield-y", "lund"),
    ],
)  # fmt: skip
ROWS = run(REGISTER, [NEW, OLD])


def said(key: str, list_name: str = "new-list") -> dict[str, tuple[str, str]]:
    """The decisions on a place: target to decision and reason."""
    place = f"{BASE}id/list-place/{list_name}-{key}"
    return {
        row.target.removeprefix(f"{BASE}id/"): (row.decision, row.reason)
        for row in ROWS[list_name]
        if row.place == place
    }


def old(key: str) -> str:
    return f"list-place/old-list-{key}"


def test_an_identifier_and_a_name_with_a_point_lead_to_one_municipality() -> None:
    assert said("q1", "old-list")["municipality/oesterby"] == (YES, "id same; name same")
    decision, reason = said("osterby")["municipality/oesterby"]
    assert decision == YES
    assert reason.startswith("name same; country same; 1 km")


def test_neighbours_tell_which_of_two_of_one_name_it_is() -> None:
    assert said("springfield-x")[old("q2")] == (YES, "name same; neighbours 2 of 2")
    assert said("springfield-y")[old("q3")] == (YES, "name same; neighbours 2 of 2")
    assert old("q3") not in said("springfield-x")


def test_spellings_of_two_languages_are_one_name() -> None:
    assert said("tolyatti")[old("q4")][0] == YES
    assert said("vaslui")[old("q5")][1].startswith("name sound")
    assert likeness(name_form("Prague 4"), name_form("Prague 5")) == 0


def test_the_nearest_of_two_municipalities_of_one_name() -> None:
    assert {target: row[0] for target, row in said("nes").items()} == {"municipality/nes-nord": YES}


def test_what_ended_before_the_list_and_what_has_another_country_is_for_people() -> None:
    assert said("gammelby")["municipality/gammelby"][0] == UNDECIDED
    assert "ended 2019-12-31" in said("gammelby")["municipality/gammelby"][1]
    assert said("vesterby")["municipality/vesterby"][0] == UNDECIDED
    assert "country other" in said("vesterby")["municipality/vesterby"][1]


def test_a_town_is_told_from_its_municipality() -> None:
    (row,) = (row for row in ROWS["new-list"] if row.place.endswith("-havn"))
    assert (row.target, row.kind, row.decision) == (LOCALITY + "havn", TOWN, YES)


def test_the_order_of_lists_does_not_matter() -> None:
    assert run(REGISTER, [OLD, NEW]) == ROWS
    pairs = [("b", "a"), ("c", "d"), ("d", "a"), ("e", "f")]
    assert classes_of(pairs) == classes_of(reversed(pairs)) | {}
    assert classes_of(pairs)["c"] == "a"


def test_a_no_by_hand_is_no_candidate_again_and_a_yes_stays() -> None:
    place, other = (f"{BASE}id/list-place/new-list-{key}" for key in ("osterby", "gammelby"))
    by_hand = [
        MatchDecision(
            place, MUNICIPALITY + "oesterby", "", NO, 0.0, "not that one", "A Curator", ""
        ),
        MatchDecision(
            other, MUNICIPALITY + "gammelby", "", YES, 1.0, "the old one", "A Curator", ""
        ),
    ]
    again = run(REGISTER, [OLD, NEW], by_hand)["new-list"]
    assert [row for row in again if row.is_by_hand] == sorted(by_hand)
    found = [row for row in again if row.place == place and row.target in REGISTER.places]
    assert [row.decision for row in found if not row.is_by_hand] in ([], [YES])
    assert all("by way of" in row.reason for row in found if not row.is_by_hand)


def test_decisions_by_hand_are_replayed_by_place() -> None:
    place = f"{BASE}id/list-place/new-list-"
    rows = [
        MatchDecision(place + "nes", MUNICIPALITY + "nes-syd", "", YES, 1.0, "", "A", "Nes"),
        MatchDecision(
            place + "lund", MUNICIPALITY + "oesterby", "", NO, 0.0, "", "A", "Lund i Skåne"
        ),
        MatchDecision(place + "was", MUNICIPALITY + "oesterby", "", NO, 0.0, "", "A", "Was"),
        MatchDecision(place + "nes", MUNICIPALITY + "no-more", "", YES, 1.0, "", "A", "Nes"),
    ]
    told = replay(rows, NEW.places, REGISTER.places)
    assert (told.kept, told.renamed) == (rows[:2], rows[1:2])
    assert (told.gone, told.without_target) == ([rows[2]], [rows[3]])


def test_a_choice_puts_aside_what_the_rule_found() -> None:
    place = f"{BASE}id/list-place/new-list-nes"
    choice = PlaceChoice(place, MUNICIPALITY + "nes-syd", YES, "", "minutes of 1970", "A Curator")
    after = decided(choice, ROWS["new-list"], [REGISTER, OLD, NEW], "new-list")
    (row,) = (row for row in after if row.place == place)
    assert (row.target, row.by) == (MUNICIPALITY + "nes-syd", "A Curator")
    none = decided(
        PlaceChoice(place, "", NO, "", "", "A Curator"), after, [REGISTER, OLD, NEW], "new-list"
    )
    assert {row.decision for row in none if row.place == place} == {NO}


def test_the_gain_counts_the_ties_that_become_comparable() -> None:
    rows = {name: list(several) for name, several in ROWS.items()}
    rows["new-list"] = [
        row._replace(decision=UNDECIDED) if row.place.endswith("springfield-x") else row
        for row in rows["new-list"]
    ]
    found = Gains([REGISTER, OLD, NEW], rows).open_ones(["new-list"])
    assert found[0].row.place.endswith("springfield-x")
    assert (found[0].gain, found[0].common) == (2, ("Oesterby", "Tolyatti"))
    assert open_count(rows["new-list"]) == len({"springfield-x", "gammelby", "vesterby"})


@pytest.mark.parametrize(
    ("name", "base", "unit"),
    [
        ("Københavns Kommune", "kobenhavn", "municipality"),
        ("Akraneskaupstaður", "akranes", ""),
        ("Tokyo \u2013 Shibuya", "shibuya", ""),
        ("Landkreis Hildesheim", "hildesheim", "region"),
        ("Nakskov (Lolland)", "nakskov", ""),
    ],
)
def test_names_are_read_for_comparing(name: str, base: str, unit: str) -> None:
    assert (name_form(name).base, name_form(name).unit) == (base, unit)
