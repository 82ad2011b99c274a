"""The ledger's file: durable, told when it is not ours or damaged; several writers at once."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from graph.errors import LimitMet, UnreadableFile
from graph.ledger import Ledger
from graph.ledger.schema import APPLICATION, SCHEMA
from graph.ledger.short_names import graph_iri
from graph.ledger.verification import verify
from tests.graph.ledger.ledgers import GRAPHS, A, B, line, state

# The file


def test_the_file_is_durable_and_never_rewritten(ledger: Ledger, path: Path) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    connection = ledger.connection
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1),
                           ("user_version", SCHEMA), ("application_id", APPLICATION)):  # fmt: skip
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (wanted,)
    for statement in (
        "UPDATE changes SET actor = 'x'",
        "DELETE FROM changes",
        "UPDATE versions SET quads = 9",
        "DELETE FROM versions",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)


def test_a_newer_ledger_is_told(path: Path) -> None:
    Ledger.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    with pytest.raises(UnreadableFile, match="newer Venskab"):
        Ledger.open(path)


def test_files_that_are_no_ledger_are_told(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(UnreadableFile, match="no ledger of Venskab"):
        Ledger.open(path)
    path.write_bytes(b"certainly no database " * 100)
    with pytest.raises(UnreadableFile, match="damaged"):
        Ledger.open(path)
    with pytest.raises(UnreadableFile, match="folder"):
        Ledger.open(path.parent)
    with pytest.raises(UnreadableFile, match="folder cannot be made"):
        Ledger.open(path / "below" / "ledger.sqlite")


def test_a_damaged_ledger_is_told(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for graph in GRAPHS:
            ledger.put(
                graph, [line(graph, n, f'"{os.urandom(9)!r}"') for n in range(900)], actor="t"
            )
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with Ledger.open(path) as ledger:
        assert "damaged" in " ".join(verify(ledger).faults)


def test_a_version_that_is_not_what_its_name_says_is_told(ledger: Ledger) -> None:
    change = ledger.put(A, [line(A, 1)], actor="t")
    ledger.connection.execute("DROP TRIGGER versions_stay")
    ledger.connection.execute("UPDATE versions SET text = x'00'")
    with pytest.raises(UnreadableFile, match=f"version {(change.hash or '')[:12]}.*damaged"):
        ledger.lines(change.hash or "")


# Several at once


def test_a_second_writer_waits_and_then_says_so(ledger: Ledger, path: Path) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    ledger.connection.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, wait=0.1) as other:
        assert state(other) == {A: [line(A, 1)]}
        with pytest.raises(LimitMet, match="another process") as caught:
            other.put(B, [line(B, 1)], actor="t")
        assert caught.value.limit == "lock"
        ledger.connection.execute("ROLLBACK")
        other.put(B, [line(B, 1)], actor="t")
    assert set(state(ledger)) == {A, B}


def test_many_writers_lose_nothing(path: Path) -> None:
    errors: list[Exception] = []

    def write(number: int) -> None:
        graph = graph_iri(f"source/{number}")
        try:
            with Ledger.open(path) as own:
                for n in range(5):
                    own.put(graph, [line(graph, n)], actor=str(number))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Ledger.open(path) as ledger:
        assert [change.sequence for change in ledger.history()] == list(range(1, 31))
        assert len(ledger.graphs()) == 6


def test_one_ledger_serves_several_threads(ledger: Ledger) -> None:
    def write(graph: str) -> None:
        for n in range(10):
            ledger.put(graph, [line(graph, n)], actor="t")
            assert ledger.graphs()

    threads = [threading.Thread(target=write, args=(graph,)) for graph in GRAPHS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.head() == 30
