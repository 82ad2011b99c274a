"""``venskab search`` as a person at a terminal sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.cli.test_query_commands import Venskab


@pytest.fixture
def venskab(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Venskab:
    return Venskab(home, monkeypatch, capfd)


def test_hits_are_a_table(venskab: Venskab, home: Path) -> None:
    done = venskab("search", "Kommune", "Kujaleq", "--lang", "da", "--home", str(home))
    assert (done.status, done.err) == (0, "")
    first = next(line for line in done.out.splitlines() if "│" in line)
    cells = [cell.strip() for cell in first.split("│")[1:-1]]
    assert cells[:2] == ["Kommune Kujalleq", "kommune"]
    assert cells[3] == "navnet ligner"


def test_hits_are_json(venskab: Venskab, home: Path) -> None:
    words = ("search", "Nuuk", "--type", "municipality", "--limit", "2", "-f", "json")
    done = venskab(*words, "--home", str(home))
    hits = json.loads(done.out)
    assert [hit["match"]["why"] for hit in hits] == ["own", "seat"]


def test_nothing_found_is_exit_status_1(venskab: Venskab, home: Path) -> None:
    done = venskab("search", "qwertyuiop", "-f", "json", "--home", str(home))
    assert (done.status, json.loads(done.out)) == (1, [])


def test_an_unknown_type_is_one_sentence(venskab: Venskab, home: Path) -> None:
    done = venskab("search", "Nuuk", "--type", "castle", "--home", str(home))
    assert done.status == 2
    assert done.err.startswith("There is no type castle. Take municipality, ")
    assert done.err.count("\n") == 1
