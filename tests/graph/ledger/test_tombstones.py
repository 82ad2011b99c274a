"""Tombstones: what older versions describe and no newer one does."""

from __future__ import annotations

from pathlib import Path

from graph.ledger import Ledger
from graph.ledger.tombstones import Tombstones
from graph.prefixes import BASE

GRAPH = f"{BASE}graph/source/one"
THING = f"{BASE}id/visit/one"
OTHER = f"{BASE}id/visit/other"


def lines(*things: str) -> list[str]:
    return [f'<{thing}> <http://example.org/is> "x" <{GRAPH}> .' for thing in things]


def test_a_ledger_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert Tombstones(tmp_path / "none.sqlite").find(THING) is None


def test_an_empty_file_is_no_ledger_yet_and_is_left_empty(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.touch()
    assert Tombstones(path).find(THING) is None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b""
    assert not (tmp_path / "none.sqlite").exists()


def test_a_newer_version_without_the_thing_and_a_withdrawal_both_leave_one(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    tombstones = Tombstones(path)
    with Ledger.open(path) as ledger:
        first = ledger.put(GRAPH, lines(THING, OTHER), actor="test")
        assert tombstones.find(THING) is None
        second = ledger.put(GRAPH, lines(OTHER), actor="test", note="it never took place")
        found = tombstones.find(THING)
        assert found is not None
        assert (found.graph, found.when, found.version) == (GRAPH, second.when, first.hash)
        assert found.note == "it never took place"
        assert tombstones.find(OTHER) is None
        ledger.withdraw(GRAPH, actor="test")
        gone = tombstones.find(OTHER)
        assert gone is not None
        assert gone.version == second.hash
        assert tombstones.find(THING) == found
