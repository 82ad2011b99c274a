"""The ledger against a dictionary, its names, its errors, and two writers at once."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadDate, NotFound, UnusableInput
from graph.ledger import Action, Ledger, Put, Restore, Withdraw
from graph.ledger.lookup import known_graph, version_hash
from graph.ledger.short_names import graph_iri, moment, short_graph
from graph.ledger.verification import verify
from tests.graph.ledger.ledgers import GRAPHS, A, B, C, line, state

# Laws

_step = st.tuples(
    st.sampled_from(["put", "withdraw", "restore"]),
    st.sampled_from(GRAPHS),
    st.sets(st.integers(0, 5), min_size=1),
    st.integers(0, 10),
)


@settings(max_examples=40)
@given(st.lists(_step, max_size=14))
def test_every_past_state_equals_a_dictionarys(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, set[int], int]]
) -> None:
    now: dict[str, list[str]] = {}
    past: list[dict[str, list[str]]] = [{}]
    had: dict[str, list[list[str]]] = {graph: [] for graph in GRAPHS}
    file = tmp_path_factory.mktemp("law") / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        for action, graph, numbers, pick in steps:
            before = dict(now)
            if action == "put":
                now[graph] = sorted(line(graph, n) for n in numbers)
                ledger.put(graph, now[graph], actor="t")
            elif action == "withdraw":
                if graph not in now:
                    with pytest.raises(NotFound):
                        ledger.withdraw(graph, actor="t")
                    continue
                del now[graph]
                ledger.withdraw(graph, actor="t")
            elif had[graph]:
                now[graph] = had[graph][pick % len(had[graph])]
                text = "".join(f"{each}\n" for each in now[graph])
                ledger.restore(graph, hashlib.sha256(text.encode()).hexdigest(), actor="t")
            if graph in now:
                had[graph].append(now[graph])
            if now != before:
                past.append(dict(now))
            assert ledger.head() == len(past) - 1
    with Ledger.open(file) as ledger:
        assert [state(ledger, n) for n in range(len(past))] == past
        assert state(ledger) == now
        assert [change.sequence for change in ledger.history()] == list(range(1, len(past)))
        assert not verify(ledger).faults


_literal = st.text(st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]))
_lines = st.sets(
    st.builds(lambda n, text: line(A, n, f'"{text}"'), st.integers(0, 9), _literal), min_size=1
)


@settings(max_examples=40)
@given(_lines, _lines, st.randoms(use_true_random=False))
def test_names_do_not_depend_on_order_and_a_diff_makes_new_of_old(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], new: set[str], random: Random
) -> None:
    shuffled = list(old)
    random.shuffle(shuffled)
    with Ledger.open(tmp_path_factory.mktemp("law") / "ledger.sqlite") as ledger:
        first = ledger.put(A, shuffled + shuffled[:1], actor="t")
        text = "".join(f"{each}\n" for each in sorted(old, key=lambda each: each.encode()))
        assert first.hash == hashlib.sha256(text.encode()).hexdigest()
        assert first.quads == len(old)
        second = ledger.put(A, new, actor="t")
        difference = ledger.diff(first.hash, second.hash)
        assert difference.apply(ledger.lines(first.hash or "")) == sorted(new)
        assert set(difference.added).isdisjoint(difference.removed)
        assert ledger.diff(None, first.hash).added == sorted(old)
        assert ledger.diff(first.hash, None).removed == sorted(old)


def test_a_name_is_the_same_on_every_machine(ledger: Ledger) -> None:
    # The number is sha256sum's, of the two lines typed by hand.
    change = ledger.put(A, [line(A, 2, '"Århus\u2028"@da'), line(A, 1)], actor="t")
    assert change.hash == "d012b4bc90dd4350c34c8554fc6bcf03b67c146eb05dacfe35084d4f3805643a"


# Changes


def test_a_change_tells_who_when_what_and_why(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    put = ledger.put(A, [line(A, 1)], actor="clerk", note="first", report="conforms")
    assert (put.sequence, put.actor, put.action, put.graph) == (1, "clerk", Action.PUT, A)
    assert (put.quads, put.note, put.report, put.new) == (1, "first", "conforms", True)
    assert before <= put.when <= datetime.now(UTC)
    gone = ledger.withdraw(A, actor="other", note="wrong")
    assert (gone.action, gone.hash, gone.quads, gone.note) == (Action.WITHDRAW, None, 0, "wrong")
    assert ledger.history() == ledger.history(A) == [put, gone]
    assert ledger.graphs() == []


def test_the_same_content_again_is_no_change(ledger: Ledger) -> None:
    first = ledger.put(A, [line(A, 1), line(A, 2)], actor="one")
    again = ledger.put(A, [line(A, 2), line(A, 1)], actor="two")
    assert first.new
    assert not again.new
    assert (again.sequence, again.actor) == (1, "one")
    assert not ledger.restore(A, first.hash or "", actor="two").new
    assert ledger.head() == 1


def test_restoring_brings_an_older_version_back(ledger: Ledger) -> None:
    old = ledger.put(A, [line(A, 1)], actor="t")
    ledger.put(A, [line(A, 2)], actor="t")
    ledger.withdraw(A, actor="t")
    back = ledger.restore(A, old.hash or "", actor="t")
    assert (back.action, back.hash, back.new) == (Action.RESTORE, old.hash, True)
    assert state(ledger) == {A: [line(A, 1)]}


def test_several_changes_are_one_step_or_none(ledger: Ledger) -> None:
    first = ledger.put(A, [line(A, 1)], actor="t")
    with pytest.raises(NotFound):
        ledger.apply([Put(B, [line(B, 1)]), Put(A, [line(A, 2)]), Withdraw(C)], actor="t")
    assert state(ledger) == {A: [line(A, 1)]}
    made = ledger.apply(
        [Put(B, [line(B, 1)]), Withdraw(A), Restore(A, first.hash or ""), Put(B, [line(B, 1)])],
        actor="t",
    )
    assert [change.new for change in made] == [True, True, True, False]
    assert len({change.when for change in made[:3]}) == 1
    assert [(change.sequence, change.step) for change in made[:3]] == [(2, 2), (3, 2), (4, 2)]
    assert state(ledger) == {A: [line(A, 1)], B: [line(B, 1)]}


# As of


def test_the_past_is_read_by_number_moment_and_day(ledger: Ledger) -> None:
    first = ledger.put(A, [line(A, 1)], actor="t")
    second = ledger.put(B, [line(B, 1)], actor="t")
    day = first.when.date()
    assert set(state(ledger, 0)) == set()
    assert set(state(ledger, 1)) == {A}
    assert set(state(ledger, first.when - timedelta(microseconds=1))) == set()
    assert A in state(ledger, first.when)
    assert set(state(ledger, second.when)) == {A, B}
    assert set(state(ledger, second.when.astimezone(timezone(timedelta(hours=5))))) == {A, B}
    assert set(state(ledger, second.when.replace(tzinfo=None))) == {A, B}
    assert set(state(ledger, second.when.date())) == {A, B}
    assert set(state(ledger, day - timedelta(days=1))) == set()
    assert (ledger.at(day - timedelta(days=1)), ledger.at(date(2999, 1, 1))) == (0, 2)


def test_a_step_is_never_seen_half(ledger: Ledger) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    ledger.apply([Withdraw(A), Put(B, [line(B, 1)]), Put(C, [line(C, 1)])], actor="t")
    assert [set(state(ledger, n)) for n in range(5)] == [set(), {A}, {B, C}, {B, C}, {B, C}]


@pytest.mark.parametrize("number", [-1, 3])
def test_a_change_that_is_not_there_yet_is_told(ledger: Ledger, number: int) -> None:
    ledger.put(A, [line(A, 1)], actor="t")
    with pytest.raises(NotFound, match=f"no change {number}; the ledger has 1"):
        ledger.graphs(number)


def test_time_never_runs_backwards(ledger: Ledger) -> None:
    future = (datetime.now(UTC) + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    ledger.put(A, [line(A, 1)], actor="t")
    with sqlite3.connect(ledger.path, isolation_level=None) as other:
        other.execute("DROP TRIGGER changes_stay")
        other.execute("UPDATE changes SET made = ?", (future,))
    other.close()
    later = ledger.put(A, [line(A, 2)], actor="t")
    assert later.when >= ledger.history()[0].when


# What is refused


@pytest.mark.parametrize(
    "bad",
    [
        "<http://e.org/a> <http://e.org/p> <http://e.org/b> .",
        line(B, 1),
        f"_:b <http://e.org/p> <http://e.org/b> <{A}> .",
        f"<http://e.org/a> <http://e.org/p> _:b <{A}> .",
        line(A, 1) + "\n" + line(A, 2),
        "",
    ],
)
def test_lines_that_are_not_the_graphs_are_refused(ledger: Ledger, bad: str) -> None:
    with pytest.raises(UnusableInput, match="not a line of that graph"):
        ledger.put(A, [line(A, 1), bad], actor="t")
    assert ledger.head() == 0


def test_a_text_that_only_looks_like_a_blank_node_is_kept(ledger: Ledger) -> None:
    ledger.put(A, [line(A, 1, '"see _:b"'), line(A, 2, '"_:b"@da')], actor="t")


def test_an_empty_graph_and_a_name_that_is_no_iri_are_refused(ledger: Ledger) -> None:
    with pytest.raises(UnusableInput, match="Withdraw it instead"):
        ledger.put(A, [], actor="t")
    with pytest.raises(UnusableInput, match="no IRI"):
        ledger.put("a graph", ["x"], actor="t")


def test_unknown_names_get_the_nearest(ledger: Ledger) -> None:
    name = graph_iri("source/sermersooq-aalborg-2019")
    ledger.put(name, [line(name, 1)], actor="t")
    with pytest.raises(NotFound, match=r"Did you mean source/sermersooq-aalborg-2019\?"):
        ledger.withdraw(graph_iri("source/sermersoq-aalborg-2019"), actor="t")
    with pytest.raises(NotFound, match=r"Did you mean source/sermersooq-aalborg-2019\?"):
        known_graph(ledger, "source/sermersooq-aalborg-2109")
    with pytest.raises(NotFound, match="never had a version 000"):
        ledger.restore(name, "0" * 64, actor="t")
    with pytest.raises(NotFound, match="no version 000"):
        ledger.lines("0" * 64)
    with pytest.raises(NotFound):
        ledger.history(A)


def test_versions_are_found_by_hash_number_and_day(ledger: Ledger) -> None:
    first = ledger.put(A, [line(A, 1)], actor="t").hash or ""
    second = ledger.put(A, [line(A, 2)], actor="t").hash or ""
    today = ledger.history()[0].when.date()
    assert version_hash(ledger, A, first[:12]) == first
    assert version_hash(ledger, A, second) == second
    assert version_hash(ledger, A, "1") == first
    assert version_hash(ledger, A, "2") == second
    assert version_hash(ledger, A, today.isoformat()) in (first, second)
    for wrong in ("0" * 12, first[:6], "0", "1999-01-01", "x"):
        with pytest.raises(NotFound):
            version_hash(ledger, A, wrong)
    with pytest.raises(BadDate, match="1999-13-01 is no day"):
        version_hash(ledger, A, "1999-13-01")
    assert moment("2026-11-22T10:00:00Z") == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_short_names_stand_for_our_graphs() -> None:
    assert graph_iri("source/a") == A
    assert graph_iri(A) == A
    assert short_graph(A) == "source/a"
    assert short_graph("http://e.org/g") == "http://e.org/g"
    for wrong in ("", "a b", "http://e.org/<", "/"):
        with pytest.raises(UnusableInput, match="names no graph"):
            graph_iri(wrong)
