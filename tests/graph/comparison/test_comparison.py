"""Registers compared: numbers that add up, places that are one, and figures with their bounds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from graph.comparison.comparison import Comparison, PairStanding
from graph.comparison.comparison_report import compare
from graph.comparison.figure_tables import Row
from graph.comparison.registers import (
    EVIDENCE,
    EvidenceTie,
    Gathered,
    ListedTie,
    Support,
    TieRegister,
)
from graph.comparison.shares import estimated_total, share
from graph.comparison.total_tables import known_totals
from graph.identifiers import list_place, thing
from graph.lists.resolution import Decision
from graph.network.tie_facts import Agent
from graph.time.edtf_dates import Bounds, bounds

ONE = TieRegister("one", {"en": "One"}, "aggregator", "2026-02")
OPEN = Bounds(None, None)
TWO = TieRegister("two", {"en": "Two"}, "register", "2016-09-12")
AGENTS = {
    thing(kind, name): Agent(
        thing(kind, name), kind, {"en": name}, country, population=people
    )
    for name, kind, country, people in (
        ("north", "municipality", "DNK", 4_000), ("south", "municipality", "GRL", 9_000),
        ("east", "municipality", "NOR", 30_000), ("old-east", "municipality", "NOR", None),
        ("town", "locality", "GRL", None), ("town-2", "locality", "DEU", None),
    )
}  # fmt: skip


def rows(found: Gathered, table: str, **where: object) -> list[Row]:
    report = compare(found)
    return [
        row
        for row in report.tables[table].rows
        if all(row[name] == value for name, value in where.items())
    ]


def place(name: str) -> str:
    """The IRI of a place: ``one:a`` of a list, any other of the graph."""
    register, _, key = name.rpartition(":")
    kind = "locality" if name.startswith("town") else "municipality"
    return list_place(register, key) if register else thing(kind, name)


def decided(*pairs: tuple[str, str]) -> list[Decision]:
    return [Decision(place(one), place(other), yes=True) for one, other in pairs]


def listed(register: str, *pairs: str) -> list[ListedTie]:
    """Ties of a list; ``a-b`` ties its places ``a`` and ``b``."""
    return [
        ListedTie(
            f"{register}:{pair}:{at}",
            register,
            tuple(place(f"{register}:{end}") for end in pair.split("-")),
        )
        for at, pair in enumerate(pairs)
    ]


NORTH, SOUTH, EAST = (place(name) for name in ("north", "south", "east"))
SMALL = Gathered(
    registers=[ONE, TWO],
    listed=[
        *listed("one", "n-s", "n-e", "s-x", "n-nn", "n-e", "m"),
        *listed("two", "n-t", "n-e", "x-y"),
    ],
    evidence=[
        EvidenceTie("p1", (NORTH, SOUTH), bounds("1975"), bounds("2014"), Support(act=True)),
        EvidenceTie("p2", (NORTH, EAST), bounds("1979/1981"), OPEN, Support(visit=True)),
    ],
    decisions=decided(
        ("one:n", "north"), ("one:nn", "north"), ("one:s", "south"), ("one:e", "old-east"),
        ("two:n", "north"), ("two:t", "town"), ("two:e", "one:e"), ("two:x", "one:x"),
    ),
    agents=AGENTS,
    carried={place("old-east"): place("east"), place("town"): place("south")},
    countries={place("one:x"): "DEU"},
    names={place("one:x"): "Xanten"},
    rows={"one:n-s:0": ["pairs.csv:1"], "two:n-t:0": ["rel.tsv:9"]},
)  # fmt: skip


def test_places_are_one_by_decision_by_succession_and_by_who_acts_for_a_town() -> None:
    compared = Comparison(SMALL)
    found = {name: compared.node(place(name)) for name in ("one:e", "two:e", "old-east")}
    assert set(found.values()) == {EAST}
    assert {compared.node(place(name)) for name in ("two:t", "town", "one:s")} == {SOUTH}
    xanten = place("one:x")
    assert compared.node(place("two:x")) == compared.node(xanten) == xanten
    assert compared.country(xanten) == "DEU" and compared.name(xanten, "da") == "Xanten"


def test_every_tie_of_a_register_is_accounted_for() -> None:
    (one,) = rows(SMALL, "registers", register="one")
    parts = {name: one[name] for name in ("ties", "pairs", "again", "one_place", "members")}
    assert parts == {"ties": 6, "pairs": 3, "again": 1, "one_place": 1, "members": 1}
    assert (one["places"], one["matched"]) == (4, 3)


def test_a_pair_is_in_both_in_one_or_cannot_be_compared() -> None:
    compared = Comparison(SMALL)
    assert compared.standings("one", "two") == {
        PairStanding.BOTH: 2, PairStanding.ONLY: 1, PairStanding.NOT_COMPARABLE: 0,
    }  # fmt: skip
    assert compared.standings("two", "one")[PairStanding.NOT_COMPARABLE] == 1
    assert compared.standings("one", EVIDENCE) == {
        PairStanding.BOTH: 2, PairStanding.ONLY: 0, PairStanding.NOT_COMPARABLE: 1,
    }  # fmt: skip
    assert {row["registers"]: row["pairs"] for row in rows(SMALL, "combinations")} == {
        "one two evidence": 2, "one": 1, "two": 1,
    }  # fmt: skip


def test_what_evidence_supports_and_what_ended_before_an_edition() -> None:
    (one,) = rows(SMALL, "support", register="one")
    assert (one["supported"], one["act"], one["visit"], one["named"], one["not_comparable"]) == (
        2,
        1,
        1,
        0,
        1,
    )
    ended = {row["register"]: row for row in rows(SMALL, "ended")}
    assert ended["one"]["row"] == "pairs.csv:1" and ended["two"]["row"] == "rel.tsv:9"
    assert ended["two"]["ended"] == "2014-12-31"
    # An edition of before the end may give it.
    early = TieRegister("two", {}, "register", "2014")
    assert [
        row["register"]
        for row in compare(replace(SMALL, registers=[ONE, early])).tables["ended"].rows
    ] == ["one"]


def test_decades_are_those_that_a_beginning_certainly_lies_in() -> None:
    assert {row["decade"]: row["both"] for row in rows(SMALL, "decades", register="one")} == {
        1970: 1,
        None: 1,
    }


def test_who_is_missing_is_counted_among_the_municipalities_of_today() -> None:
    found = {row["country"]: row for row in rows(SMALL, "missing-countries", register="one")}
    assert {country: (row["tied"], row["municipalities"]) for country, row in found.items()} == {
        "DNK": (1, 1), "GRL": (1, 1), "NOR": (1, 1),
    }  # fmt: skip
    assert [row["size"] for row in rows(SMALL, "missing-sizes", register="two")] == [
        "0-4999", "5000-9999", "20000-49999",
    ]  # fmt: skip


def test_intervals_are_those_of_the_textbook() -> None:
    # Wilson's interval of 10 of 50: Agresti and Coull, The American Statistician 52 (1998).
    found = share(10, 50)
    assert found.value == 0.2
    assert found.low == approx(0.1124, abs=1e-4)
    assert found.high == approx(0.3304, abs=1e-4)
    assert share(0, 0).value is None and share(0, 0).low is None
    total = estimated_total(200, 150, 50)
    assert total and total.value == approx(201 * 151 / 51 - 1)
    assert total.low and total.high and 300 <= total.low < 600 < total.high
    assert estimated_total(10, 10, 0) is None


def test_the_totals_of_konect_are_those_of_its_file() -> None:
    found = known_totals()
    assert (found["places"], found["pairs"], found["most"]) == (14_274, 20_573, 99)


_ENDS = st.sampled_from("abcdef")
_PAIRS = st.lists(st.tuples(_ENDS, _ENDS).filter(lambda pair: pair[0] != pair[1]), max_size=12)
_TARGETS = st.sampled_from(
    ["north", "south", "east", "old-east", "town", "one:a", "one:b", "two:c"]
)


@given(
    _PAIRS,
    _PAIRS,
    st.lists(st.tuples(st.sampled_from(["one", "two"]), _ENDS, _TARGETS), max_size=10),
)
def test_the_numbers_add_up_whatever_is_listed_and_matched(
    first: list[tuple[str, str]],
    second: list[tuple[str, str]],
    matched: list[tuple[str, str, str]],
) -> None:
    found = Gathered(
        registers=[ONE, TWO],
        listed=[
            *listed("one", *("-".join(pair) for pair in first)),
            *listed("two", *("-".join(pair) for pair in second)),
        ],
        evidence=SMALL.evidence,
        decisions=decided(*((f"{name}:{end}", target) for name, end, target in matched)),
        agents=AGENTS,
        carried=SMALL.carried,
    )
    report = compare(found)
    tables = report.tables
    for row in tables["registers"].rows:
        parts = ("pairs", "again", "one_place", "members")
        assert row["ties"] == sum(int(row[name] or 0) for name in parts)
    for row in tables["overlap"].rows:
        assert row["pairs"] == sum(
            int(row[name] or 0) for name in ("both", "only", "not_comparable")
        )
    both = {(row["register"], row["other"]): row["both"] for row in tables["overlap"].rows}
    assert all(both[one, other] == both[other, one] for one, other in both)
    total = sum(int(row["pairs"] or 0) for row in tables["combinations"].rows)
    assert total == len(tables["pairs"].rows) == len(report.compared.all_pairs)
    for name, register in report.compared.registers.items():
        ends = sum(
            int(row["pairs"] or 0) for row in tables["degrees"].rows if row["register"] == name
        )
        assert ends == 2 * len(register.pairs)
        (support,) = (row for row in tables["support"].rows if row["register"] == name)
        parts = ("supported", "named", "without", "not_comparable")
        assert support["pairs"] == sum(int(support[each] or 0) for each in parts)
