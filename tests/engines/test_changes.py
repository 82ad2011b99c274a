"""A remote engine follows its ledger by deltas, and no request is answered from two states."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from graph.engine.base import JSON, Engine, Limits, Request
from graph.engine.remote.connection import Connection, connection_of
from graph.engine.remote.feeder import Feeder
from graph.engine.remote.remote_engine import RemoteEngine
from graph.engine.results import rows
from graph.errors import EngineUnavailable, LimitMet
from graph.ledger import Ledger, Put
from graph.prefixes import BASE, PREFIXES
from graph.settings import Settings
from tests.engines.conftest import remote

FIRST, SECOND = f"{BASE}graph/source/one", f"{BASE}graph/source/two"
THING = "http://example.org/thing"
INTEGER = PREFIXES["xsd"] + "integer"


def line(graph: str, value: str, name: str = "is") -> str:
    return f"<{THING}> <http://example.org/{name}> {value} <{graph}> ."


@pytest.fixture
def settings(tmp_path: Path, empty: str) -> Settings:
    """A ledger with two graphs that both state one triple, and an engine that holds nothing."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(FIRST, [line(FIRST, '"a"'), line(FIRST, '"b"')], actor="test")
        ledger.put(SECOND, [line(SECOND, '"b"'), line(SECOND, '"c"@da')], actor="test")
    return remote(tmp_path, empty)


async def values(engine: Engine, pattern: str = "?s <http://example.org/is> ?o") -> list[str]:
    found = await rows(engine, f"SELECT ?o {{ {pattern} }} ORDER BY STR(?o)")
    return [row["o"].value for row in found]


def test_changes_are_taken_up_as_deltas(settings: Settings, runner: asyncio.Runner) -> None:
    runner.run(_take_up(settings))


async def _take_up(settings: Settings) -> None:
    connection = connection_of(settings)
    feeder = Feeder(settings.ledger_path, connection)
    assert feeder.feed().whole
    assert feeder.feed().added == 0
    engine = await RemoteEngine.start(settings, Limits())
    try:
        assert await values(engine) == ["a", "b", "c"]
        with engine.pinned() as old, Ledger.open(settings.ledger_path) as ledger:
            # What one graph states no longer, another does.
            ledger.put(FIRST, [line(FIRST, '"æ"'), line(FIRST, f'"1"^^<{INTEGER}>')], actor="t")
            assert await engine.refresh()
            assert await values(engine) == ["1", "b", "c", "æ"]
            assert old.gone
            with pytest.raises(LimitMet, match="changed"):
                await old.query(Request("ASK { ?s ?p 1 }", formats=(JSON,)))
            ledger.put(FIRST, [line(FIRST, f'"01"^^<{INTEGER}>')], actor="t")
            ledger.withdraw(SECOND, actor="t")
            assert await engine.refresh()
            assert not await engine.refresh()
            assert await values(engine) == ["1"]
            assert await values(engine, "GRAPH ?g { ?s <http://example.org/is> ?o }") == ["1"]
            assert engine.head == ledger.head()
        done = feeder.feed()
        assert (done.whole, done.added, done.removed) == (False, 0, 0)
    finally:
        await engine.close()
        connection.close()


def test_no_request_is_answered_from_two_states(settings: Settings, runner: asyncio.Runner) -> None:
    runner.run(_read_while_it_changes(settings))


async def _read_while_it_changes(settings: Settings) -> None:
    # Without a cache each query is asked of the server.
    engine = await RemoteEngine.start(settings, Limits(workers=4, cache=0))
    seen: dict[str, set[str]] = {}
    changing = asyncio.Event()

    async def read() -> None:
        while not changing.is_set():
            with engine.pinned() as state:
                try:
                    for graph in (FIRST, SECOND):
                        pattern = f"GRAPH <{graph}> {{ ?s <http://example.org/is> ?o }}"
                        found = await values(state, pattern)
                        seen.setdefault(state.generation, set()).update(found)
                except LimitMet as met:
                    # The state went on the way, and that is told.
                    assert met.limit == "queue"

    try:
        with Ledger.open(settings.ledger_path) as ledger:
            both = [Put(graph, [line(graph, '"b"')]) for graph in (FIRST, SECOND)]
            ledger.apply(both, actor="test")
            await engine.refresh()
            readers = [asyncio.create_task(read()) for _ in range(3)]
            for number in range(6):
                both = [Put(graph, [line(graph, f'"{number}"')]) for graph in (FIRST, SECOND)]
                ledger.apply(both, actor="test")
                assert await engine.refresh()
                # The next change meets readers that are in the middle of this state.
                while engine.generation not in seen:
                    await asyncio.sleep(0.01)
            changing.set()
            await asyncio.gather(*readers)
        # Both graphs change together: whoever was answered of a state saw one value in both.
        assert {str(number) for number in range(6)} <= set().union(*seen.values())
        assert all(len(found) == 1 for found in seen.values()), seen
    finally:
        await engine.close()


def test_an_engine_with_other_data_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    connection = connection_of(settings)
    try:
        _replace(settings, tmp_path, connection)
    finally:
        connection.close()


def _replace(settings: Settings, tmp_path: Path, connection: Connection) -> None:
    connection.update("INSERT DATA { GRAPH <http://example.org/g> { <http://a/> <http://b/> 1 } }")
    with pytest.raises(
        EngineUnavailable, match=r"not of this ledger, such as <http://example\.org/g>"
    ):
        Feeder(settings.ledger_path, connection).feed()
    assert Feeder(settings.ledger_path, connection).feed(replace=True).whole
    other = tmp_path / "other.sqlite"
    with Ledger.open(other) as ledger:
        ledger.put(FIRST, [line(FIRST, '"z"')], actor="test")
    with pytest.raises(EngineUnavailable, match="of another ledger"):
        Feeder(other, connection).feed()
    assert Feeder(other, connection).feed(replace=True).head == 1
