"""Backups made while others write, what is told of a damaged ledger, and what is saved of it."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableFile, UnusableInput, VenskabError
from graph.ledger import Ledger
from graph.ledger.backup import back_up
from graph.ledger.salvage import salvage
from graph.ledger.verification import verify
from tests.graph.ledger.ledgers import GRAPHS, A, B, C, line, state


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new.sqlite"


def filled(path: Path) -> None:
    """Two versions of A, one of B, a release, then C."""
    with Ledger.open(path) as ledger:
        ledger.put(A, [line(A, 1)], actor="t")
        ledger.put(B, [line(B, 1)], actor="t")
        ledger.releases.make("first", actor="t")
        ledger.put(A, [line(A, 2)], actor="t")
        ledger.put(C, [line(C, 1)], actor="t")


def damage(path: Path, graph: str) -> None:
    """Spoil the text of the version that a graph has now."""
    with Ledger.open(path) as ledger:
        version = next(each.hash for each in ledger.graphs() if each.graph == graph)
        ledger.connection.execute("DROP TRIGGER versions_stay")
        ledger.connection.execute("UPDATE versions SET text = x'00' WHERE hash = ?", (version,))


def test_a_backup_is_one_whole_state_whoever_writes_meanwhile(path: Path, target: Path) -> None:
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with Ledger.open(path) as ledger:
            while not stop.is_set():
                written += 1
                ledger.put(A, [line(A, n) for n in range(written)], actor="t")

    with Ledger.open(path) as ledger:
        ledger.put(B, [line(B, 1)], actor="t")
        writer = threading.Thread(target=write)
        writer.start()
        try:
            found = back_up(ledger, target)
        finally:
            stop.set()
            writer.join()
    assert not found.faults
    with Ledger.open(target) as copy, Ledger.open(path) as ledger:
        assert copy.head() == found.head <= ledger.head()
        assert state(copy) == state(ledger, found.head)
    assert [each.name for each in target.parent.iterdir() if "ledger-" in each.name] == []


def test_a_backup_neither_replaces_a_file_nor_leaves_half_of_one(path: Path, target: Path) -> None:
    filled(path)
    target.write_text("mine")
    with Ledger.open(path) as ledger:
        with pytest.raises(UnusableInput, match="already"):
            back_up(ledger, target)
        assert target.read_text() == "mine"
        with pytest.raises(UnusableInput, match="written"):
            back_up(ledger, target / "below.sqlite")
        target.unlink()
        damage(path, A)
        with pytest.raises(UnreadableFile, match=r"no backup was made.*source/a"):
            back_up(ledger, target)
    assert not target.exists()


def test_verify_names_every_fault(path: Path) -> None:
    filled(path)
    damage(path, A)
    with Ledger.open(path) as ledger:
        ledger.connection.execute("DROP TRIGGER changes_stay")
        ledger.connection.execute("UPDATE changes SET made = '1999' WHERE sequence = 4")
        ledger.connection.execute("DROP TRIGGER releases_stay")
        ledger.connection.execute("UPDATE releases SET hash = ?", ("0" * 64,))
        told = " ".join(verify(ledger).faults)
    assert "(source/a)" in told
    assert "Change 4 stands before an earlier one." in told
    assert "Release first is not what was released." in told


def test_what_is_whole_is_saved_and_what_is_lost_is_named(path: Path, target: Path) -> None:
    filled(path)
    damage(path, A)
    before = path.read_bytes()
    found = salvage(path, target)
    assert path.read_bytes() == before
    assert [str(each).split(": ")[0] for each in found.lost][1:] == [
        "source/a has the version of change 1 again."
    ]
    assert "version" in found.lost[0]
    with Ledger.open(target) as saved:
        assert state(saved) == {A: [line(A, 1)], B: [line(B, 1)], C: [line(C, 1)]}
        assert [each.sequence for each in saved.history()] == [1, 2, 4]
        assert [each.name for each in saved.releases.all()] == ["first"]
        told = verify(saved)
        assert not told.faults
        assert "3" in told.remarks[0]
        saved.put(A, [line(A, 2)], actor="t")
        assert state(saved)[A] == [line(A, 2)]


def test_what_is_no_ledger_is_not_saved(tmp_path: Path, target: Path) -> None:
    other = tmp_path / "other.sqlite"
    with pytest.raises(UnreadableFile, match="no ledger"):
        salvage(other, target)
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE t (a)")
    with pytest.raises(UnreadableFile, match="no ledger of Venskab"):
        salvage(other, target)
    assert not target.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(seed=st.integers(), pages=st.integers(1, 6))
def test_whatever_pages_are_spoilt_what_is_saved_is_whole(
    tmp_path_factory: pytest.TempPathFactory, seed: int, pages: int
) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    path, target = folder / "ledger.sqlite", folder / "new.sqlite"
    chance = random.Random(seed)
    with Ledger.open(path) as ledger:
        for number in range(40):
            graph = GRAPHS[number % 3]
            lines = [line(graph, n, f'"{chance.random()}"') for n in range(60)]
            ledger.put(graph, lines, actor="t")
        truth = {each.hash: ledger.lines(each.hash or "") for each in ledger.history()}
    content = bytearray(path.read_bytes())
    for _ in range(pages):
        at = chance.randrange(1, len(content) // 4096) * 4096
        content[at : at + 4096] = chance.randbytes(4096)
    path.write_bytes(content)
    try:
        found = salvage(path, target)
    except VenskabError:
        assert not target.exists()
        return
    with Ledger.open(target) as saved:
        assert not verify(saved).faults
        history = saved.history()
        assert len(history) == found.changes
        assert all(saved.lines(each.hash or "") == truth[each.hash] for each in history)
        assert len(history) == 40 or found.lost
