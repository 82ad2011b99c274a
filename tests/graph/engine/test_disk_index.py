"""An index on disk gives what one in memory gives, and is made again from the ledger if need be."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graph.engine.base import CSV, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.engine.index_folder import folder_of
from graph.errors import LimitMet
from graph.ledger import Ledger
from tests.graph.engine.conftest import GRAPH, numbers
from tests.graph.engine.test_embedded import until

ON_DISK = Limits(in_memory=0)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/is> ?n }"
ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
MERGED = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
Work = Callable[[EmbeddedEngine], Coroutine[Any, Any, None]]


def on_disk(path: Path, work: Work) -> None:
    async def body() -> None:
        engine = await EmbeddedEngine.start(path, ON_DISK)
        try:
            assert engine._current.pool.store is not None
            await work(engine)
        finally:
            await engine.close()

    asyncio.run(body())
    # Of what was lent nothing is left.
    assert not list(folder_of(path).glob("venskab-spool-*"))


async def ask(engine: EmbeddedEngine, text: str = COUNT) -> bytes:
    return (await engine.query(Request(text, [CSV]))).take()


async def count(engine: EmbeddedEngine) -> int:
    return int((await ask(engine)).split()[1])


def put(path: Path, number: int) -> None:
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, numbers(number), actor="test")


def kept(path: Path) -> dict[str, int]:
    """The indexes that are kept, and the file numbers of their notes: another one was made anew."""
    found = folder_of(path).glob("kept-*")
    return {each.name: (each / "about.json").stat().st_ino for each in found}


async def same_as_in_memory(path: Path, engine: EmbeddedEngine, as_of: int | None = None) -> None:
    other = await EmbeddedEngine.start(path, as_of=as_of)
    try:
        assert (engine.generation, engine.head) == (other.generation, other.head)
        assert engine.state.quads == other.state.quads
        for text in (ALL, MERGED):
            assert await ask(engine, text) == await ask(other, text)
    finally:
        await other.close()


def test_it_follows_changes_and_a_restart_takes_up_what_came_since(ledger_path: Path) -> None:
    async def first(engine: EmbeddedEngine) -> None:
        assert await count(engine) == 1000
        with engine.pinned() as held:
            put(ledger_path, 500)
            assert await engine.refresh()
            assert (await held.query(Request(COUNT, [CSV]))).take().split()[1] == b"1000"
        assert await count(engine) == 500
        await same_as_in_memory(ledger_path, engine)

    async def again(engine: EmbeddedEngine) -> None:
        assert await count(engine) == 700
        await same_as_in_memory(ledger_path, engine)

    on_disk(ledger_path, first)
    before = kept(ledger_path)
    put(ledger_path, 700)
    on_disk(ledger_path, again)
    after = kept(ledger_path)
    assert before.items() < after.items() and len(after) == len(before) + 1
    on_disk(ledger_path, again)
    assert kept(ledger_path) == after


def test_a_past_state_is_made_of_the_nearest_and_few_are_kept(ledger_path: Path) -> None:
    for number in range(1, 6):
        put(ledger_path, number)

    async def past(change: int) -> None:
        engine = await EmbeddedEngine.start(ledger_path, ON_DISK, as_of=change)
        try:
            await same_as_in_memory(ledger_path, engine, change)
        finally:
            await engine.close()

    for change in (6, 3, 5, 2, 4):
        asyncio.run(past(change))
    assert len(kept(ledger_path)) == 4


def test_a_killed_indexer_is_replaced(ledger_path: Path) -> None:
    async def body(engine: EmbeddedEngine) -> None:
        assert await count(engine) == 1000
        lineage: Any = engine._current.pool._lineage
        for number in (10, 11):
            os.kill(lineage._indexer[0], signal.SIGKILL)
            put(ledger_path, number)
            assert await engine.refresh()
            assert await count(engine) == number

    on_disk(ledger_path, body)


def test_killed_at_any_moment_of_a_change_it_gives_the_state_of_the_ledger(
    ledger_path: Path,
) -> None:
    # Not for secrets: the same pauses each time, of up to the time that a change takes.
    rng = Random(1)
    moments = int(os.environ.get("VENSKAB_KILLS", "6"))

    async def body(engine: EmbeddedEngine) -> None:
        for number in range(1, moments + 1):
            lineage: Any = engine._current.pool._lineage
            put(ledger_path, number)
            taking_up = asyncio.create_task(engine.refresh())
            await asyncio.sleep(rng.uniform(0, 0.3))
            if lineage._indexer is not None:
                os.kill(lineage._indexer[0], signal.SIGKILL)
            assert await taking_up
            assert await count(engine) == number
            if number % 20 == 0:
                await same_as_in_memory(ledger_path, engine)
        await same_as_in_memory(ledger_path, engine)

    on_disk(ledger_path, body)
    on_disk(ledger_path, lambda engine: same_as_in_memory(ledger_path, engine))


def test_a_killed_zygote_is_replaced(ledger_path: Path) -> None:
    async def body(engine: EmbeddedEngine) -> None:
        dead: Any = engine._current.pool
        dead.zygote._process.kill()
        dead.zygote._process.wait()
        with pytest.raises(LimitMet, match="starting again"):
            await count(engine)
        await until(lambda: engine._current.pool is not dead)
        put(ledger_path, 10)
        assert await engine.refresh()
        assert await count(engine) == 10

    on_disk(ledger_path, body)


@pytest.mark.parametrize("harm", ["truncated", "truncated before a change", "other ledger"])
def test_what_is_of_no_use_is_made_again(
    harm: str, ledger_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(engine: EmbeddedEngine) -> None:
        await same_as_in_memory(ledger_path, engine)

    on_disk(ledger_path, body)
    (folder,) = folder_of(ledger_path).glob("kept-*")
    if harm == "other ledger":
        ledger_path.unlink()
        put(ledger_path, 7)
    else:
        # A power cut does this, and leaves notes without a word.
        (folder_of(ledger_path) / "kept-0").mkdir()
        for file in (folder / "store").glob("MANIFEST-*"):
            file.write_bytes(file.read_bytes()[:40])
        if harm != "truncated":
            put(ledger_path, 5)
    on_disk(ledger_path, body)
    assert ("damaged" in caplog.text) == (harm != "other ledger")


def test_without_a_folder_the_index_is_in_memory(
    ledger_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # A file in its place, as no folder can be made; a full disk is met at the same point.
    folder_of(ledger_path).write_bytes(b"")

    async def body() -> None:
        engine = await EmbeddedEngine.start(ledger_path, ON_DISK)
        try:
            assert engine._current.pool.store is None
            assert await count(engine) == 1000
        finally:
            await engine.close()

    asyncio.run(body())
    assert "held in memory" in caplog.text


def test_two_engines_on_one_ledger_make_each_state_once(ledger_path: Path) -> None:
    async def body(one: EmbeddedEngine) -> None:
        other = await EmbeddedEngine.start(ledger_path, ON_DISK)
        try:
            for number in (4, 5, 6):
                put(ledger_path, number)
                assert all(await asyncio.gather(one.refresh(), other.refresh()))
                assert await count(one) == await count(other) == number
                assert one.generation == other.generation
        finally:
            await other.close()

    on_disk(ledger_path, body)
