"""The decisions that come with the package: made by its rules, and right where that is known."""

from __future__ import annotations

import csv
import lzma
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.data.shipped import shipped_reference
from graph.matching.decision_table import place_iri
from graph.matching.decisions import YES, MatchDecision
from graph.matching.measuring import two_paths
from graph.matching.packed_decisions import FOLDER, made, shipped_decisions
from graph.matching.place_reading import reference
from tests.shared import in_full

LABELLED = Path(__file__).parent / "labelled_pairs.csv"


@cache
def decided() -> dict[tuple[str, str], MatchDecision]:
    """The pairs of the two lists that are decided, by place and target."""
    rows = shipped_decisions("pairs-2026")
    return {(row.place, row.target): row for row in rows if row.decision == YES}


@pytest.mark.skipif(not in_full(), reason="both lists are matched anew: all of it in full runs")
def test_they_are_what_the_rules_give() -> None:
    """Scores may differ in the last place from one machine to another; decisions may not."""
    for name, text in made().items():
        with lzma.open(FOLDER / f"{name}.csv.xz", "rt", encoding="utf-8", newline="") as file:
            kept = list(csv.DictReader(file))
        new = list(csv.DictReader(text.splitlines()))
        for old, again in zip(kept, new, strict=True):
            assert float(old.pop("score")) == pytest.approx(float(again.pop("score")), abs=0.002)
            assert old == again


def test_two_paths_lead_to_one_municipality_in_every_nordic_country() -> None:
    places = reference(line for lines in shipped_reference().values() for line in lines).places
    told = two_paths(places, shipped_decisions("wikidata-2016"), shipped_decisions("pairs-2026"))
    assert {each.country for each in told} == {"DNK", "FIN", "FRO", "GRL", "ISL", "NOR", "SWE"}
    for each in told:
        assert each.precision.part >= 0.99 * each.precision.whole
        assert each.found.part >= 0.95 * each.found.whole
    assert sum(each.found.whole for each in told) > 150
    assert not any("reference other" in row.reason for row in shipped_decisions("pairs-2026"))


def test_of_the_labelled_pairs_those_that_are_decided_are_right() -> None:
    """More than 500 pairs of two lists, drawn with a seed and labelled by reading both lists.

    Not one that is decided is wrong. Of some the list itself takes two places for one; they are
    labelled unsure, and are few.
    """
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = {(place_iri(row["place"]), place_iri(row["target"])): row for row in rows}
    assert len(pairs) > 500
    labels = Counter(row["label"] for pair, row in pairs.items() if pair in decided())
    assert labels["other"] == 0
    assert labels["same"] >= 0.97 * labels.total()
    assert labels.total() > 300
    known = Counter(row["label"] for row in rows)
    assert set(known) == {"same", "other", "unsure"}
