"""The two lists of the package: what their rows give, and what the ledger has of them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.engine.nquads import lines, statements
from graph.errors import NotFound
from graph.identifiers import list_graph, list_place, list_tie
from graph.ledger import Ledger
from graph.lists.building import BuiltList
from graph.lists.left_outs import Fault
from graph.lists.list_store import counted, loaded_lists, put_lists, remove_lists
from graph.lists.list_ties import MOST_STATED
from graph.lists.packaged_lists import FOLDER, SHIPPED, build_shipped
from graph.prefixes import BASE, PREFIXES

VSK = PREFIXES["vsk"]


@cache
def built(name: str) -> BuiltList:
    return build_shipped(name)


def said_of(subject: str, name: str) -> set[tuple[str, str]]:
    """The predicates and values of a subject of a list, without namespaces."""
    mine = [line for line in built(name).lines if line.startswith(f"<{subject}> ")]
    return {
        (each.predicate.rpartition("#")[2], each.object.value.rpartition("/")[2])
        for each in statements(mine)
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_its_lines_are_those_of_the_ledger(name: str) -> None:
    assert lines(statements(built(name).lines)) == sorted(set(built(name).lines))
    assert counted(built(name).lines) == (built(name).places, built(name).ties)


def test_each_tie_has_two_places_and_few_statements() -> None:
    for name in SHIPPED:
        subjects = Counter(
            line.partition(" ")[0]
            for line in built(name).lines
            if line.startswith(f"<{BASE}id/list-tie/")
        )
        assert len(subjects) == built(name).ties
        assert max(subjects.values()) <= MOST_STATED
        of_places = sum(f"<{VSK}listedPlace>" in line for line in built(name).lines)
        assert of_places == 2 * built(name).ties


def test_every_row_is_a_tie_or_is_reported() -> None:
    dropped = (Fault.SELF_LOOP, Fault.TWO_NAMES, Fault.UNREADABLE, Fault.DEPRECATED)
    for name in SHIPPED:
        counts = built(name).left_outs.counts
        located = sum(f"<{VSK}locator>" in line for line in built(name).lines)
        assert located == built(name).rows - sum(counts[each] for each in dropped)


def test_a_relation_of_one_direction_stays_so() -> None:
    first, second = (list_place("wikidata-2016", item) for item in ("q484018", "q432397"))
    both = said_of(list_tie("wikidata-2016", "q432397--q484018"), "wikidata-2016")
    sides = {("mentionedBy", each.rpartition("/")[2]) for each in (first, second)}
    assert sides <= both
    lines_of_sides = [
        line.partition(" ")[0]
        for line in built("wikidata-2016").lines
        if f"<{VSK}mentionedBy>" in line
    ]
    assert sum(count == 1 for count in Counter(lines_of_sides).values()) == 624


def test_countries_that_are_spelled_in_two_ways_are_one_place() -> None:
    said = said_of(list_place("pairs-2026", "aberystwyth-gb"), "pairs-2026")
    assert {value for name, value in said if name == "statedCountry"} == {
        "Wales",
        "Wales, United Kingdom",
    }
    assert ("country", "GBR") in said


def test_the_licence_is_shipped_and_said() -> None:
    assert "Permission is hereby granted" in (FOLDER / "twin_cities_2026.LICENSE.txt").read_text()
    said = said_of(list_graph("pairs-2026"), "pairs-2026")
    assert {("published", "2026-02-08"), ("sourceKind", "aggregator")} <= said


def test_added_again_it_is_the_same_and_removed_it_is_gone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        first = put_lists(ledger, [built("wikidata-2016")], actor="test")
        again = put_lists(ledger, [built("wikidata-2016")], actor="test")
        assert [each.new for each in (*first, *again)] == [True, False]
        assert "edition 2016-09-12, http://creativecommons.org/publicdomain" in first[0].note
        (loaded,) = loaded_lists(ledger)
        assert (loaded.places, loaded.ties) == (10055, 17401)
        remove_lists(ledger, ["wikidata-2016"], actor="test")
        assert loaded_lists(ledger) == [] and ledger.graphs() == []
        with pytest.raises(NotFound, match="no list"):
            remove_lists(ledger, ["wikidata-2016"], actor="test")
        back = put_lists(ledger, [built("wikidata-2016")], actor="test")
        assert back[0].hash == first[0].hash
