"""Releases: one hash for the same graphs, never changed or lost, told when they cannot be made."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadDate, NotFound, UnusableInput
from graph.ledger import Ledger, Put
from graph.ledger.lookup import change_of
from graph.ledger.schema import SCHEMA, STEPS
from tests.graph.ledger.ledgers import A, B, line

_GRAPHS = st.dictionaries(
    st.sampled_from([A, B, f"{A}-more", f"{A}.more"]),
    st.sets(st.integers(0, 5), min_size=1),
    min_size=1,
)


@settings(max_examples=25)
@given(_GRAPHS, st.data())
def test_the_same_graphs_have_the_same_hash_however_they_came(
    tmp_path_factory: pytest.TempPathFactory, graphs: dict[str, set[int]], data: st.DataObject
) -> None:
    puts = [Put(graph, [line(graph, n) for n in numbers]) for graph, numbers in graphs.items()]
    folder = tmp_path_factory.mktemp("law")
    with Ledger.open(folder / "one.sqlite") as one, Ledger.open(folder / "two.sqlite") as two:
        one.apply(puts, actor="somebody")
        for put in data.draw(st.permutations(puts)):
            two.put(put.graph, [line(put.graph, 9)], actor="another")
            two.put(put.graph, put.lines, actor="another", note="again")
        first = one.releases.make("one", title="First", actor="a")
        second = two.releases.make("two", actor="b")
        text = b"".join(two.releases.text(second))
        lines = [
            each
            for graph in sorted(graphs)
            for each in sorted(line(graph, n) for n in graphs[graph])
        ]
    assert text.decode() == "".join(f"{each}\n" for each in lines)
    assert first.hash == second.hash == hashlib.sha256(text).hexdigest()
    assert (first.bytes, first.quads, first.graphs) == (len(text), len(lines), len(graphs))


def test_a_release_stays_what_it_was(ledger: Ledger, path: Path) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    first = ledger.releases.make("1.0", title="The first", actor="t")
    ledger.put(A, [line(A, 2)], actor="t")
    ledger.withdraw(A, actor="t")
    ledger.put(B, [line(B, 1)], actor="t")
    second = ledger.releases.make("1.1", actor="t")
    with Ledger.open(path) as again:
        assert again.releases.all() == [first, second]
        assert b"".join(again.releases.text(first)).decode() == f"{line(A, 1)}\n"
    assert (first.previous, second.previous) == (None, "1.0")
    assert first.when <= second.when
    for statement in (
        "UPDATE releases SET hash = 'x'",
        "DELETE FROM releases",
        "DELETE FROM versions",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            ledger.connection.execute(statement)


def test_without_a_name_a_release_is_named_by_its_day(ledger: Ledger) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    made = ledger.releases.make(actor="t")
    assert made.name == f"{made.when:%Y-%m-%d}"
    with pytest.raises(UnusableInput, match=rf"already.*such as {made.name}\.2"):
        ledger.releases.make(made.name, actor="t")
    assert ledger.releases.make(f"{made.name}.2", actor="t").hash == made.hash


@pytest.mark.parametrize(
    "name", ["Spring", "a b", "a/b", "a.ttl", "-a", "a-", "a" * 61, "12", "2019-12-31", "20191231"]
)
def test_a_name_that_is_no_name_or_means_another_moment_is_refused(
    ledger: Ledger, name: str
) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    with pytest.raises(UnusableInput):
        ledger.releases.make(name, actor="t")
    assert ledger.releases.all() == []


def test_nothing_cannot_be_released(ledger: Ledger) -> None:
    with pytest.raises(UnusableInput, match="no graph to release"):
        ledger.releases.make("empty", actor="t")
    ledger.put(A, [line(A, 1)], actor="t")
    ledger.withdraw(A, actor="t")
    with pytest.raises(UnusableInput, match="no graph to release"):
        ledger.releases.make("empty", actor="t")


def test_a_point_of_the_history_is_a_release_a_day_or_a_change(ledger: Ledger) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    made = ledger.releases.make(actor="t")
    ledger.releases.make("spring", actor="t")
    ledger.put(A, [line(A, 2)], actor="t")
    assert change_of(ledger, made.name) == change_of(ledger, "spring") == 1
    assert change_of(ledger, "2999-01-01") == change_of(ledger, "2") == 2
    assert change_of(ledger, "2000-01-01") == 0
    with pytest.raises(NotFound, match="There are spring and more"):
        change_of(ledger, "sprint")
    with pytest.raises(BadDate, match=f"There are spring, {made.name}"):
        change_of(ledger, "2020-02-30")
    with pytest.raises(NotFound, match="There are spring"):
        ledger.releases.find("winter")


def test_a_ledger_of_the_first_schema_gets_what_it_lacks_and_loses_nothing(path: Path) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.executescript(f"PRAGMA journal_mode = WAL; {STEPS[0]} PRAGMA user_version = 1;")
    old.close()
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        ledger.put(A, [line(A, 1)], actor="t")
        made = ledger.releases.make("1.0", actor="t")
    with Ledger.open(path) as ledger:
        assert ledger.releases.all() == [made]
