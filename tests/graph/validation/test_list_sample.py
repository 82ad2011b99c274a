"""A list is judged by a part that has all its forms, and sources are judged without lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.identifiers import list_graph
from graph.ledger import Ledger
from graph.lists.about import about_from
from graph.lists.building import build
from graph.lists.left_outs import LeftOuts
from graph.lists.packaged_lists import SHIPPED, build_shipped
from graph.lists.rows import GivenPlace, GivenTie
from graph.validation.audit import look_over
from graph.validation.context import CurrentGraphs
from graph.validation.list_sample import judge_list, kept_out, sample

ABOUT = about_from(None, {"name": "case", "published": "2026"})
GRAPH = list_graph("case")


def ties(left_outs: LeftOuts) -> list[GivenTie]:
    """A list of so many ties that most are in no sample."""
    del left_outs
    return [
        GivenTie(f"case.csv:{n}", GivenPlace(f"A{n}", "Denmark"), GivenPlace(f"B{n}", "Norway"))
        for n in range(2000)
    ]


LINES = build(ABOUT, lambda left_outs: iter(ties(left_outs))).lines


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_list_conforms(name: str) -> None:
    assert judge_list(build_shipped(name).lines) == []


def test_one_thing_of_a_form_of_its_own_is_found_among_thousands() -> None:
    part = sample(LINES)
    assert len(part) < len(LINES) / 2
    (wrong,) = [
        line for line in LINES if "/case-a1777-dk--b1777-no> " in line and "locator>" in line
    ]
    assert wrong not in part
    report = kept_out([line for line in LINES if line != wrong])
    assert report is not None
    assert [one.shape.rpartition("#")[2] for one in report.results] == ["ListTie-locator"]
    assert kept_out(LINES) is None


def test_a_check_looks_at_lists_apart_and_sources_are_judged_without_them(tmp_path: Path) -> None:
    wrong = [line for line in LINES if "A7" not in line or "label>" not in line]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(GRAPH, wrong, actor="test")
        assert CurrentGraphs(ledger).graphs == {}
        shapes = look_over(ledger).sections[0]
    assert shapes.examined == 1
    assert [report.file for report in shapes.reports] == ["list/case"]
