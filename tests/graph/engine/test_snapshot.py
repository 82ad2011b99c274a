"""A generation that is held goes on answering, whatever changes, and ends with who holds it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from graph.engine.base import CSV, Engine, Request
from graph.engine.embedded import EmbeddedEngine
from graph.ledger import Ledger
from tests.graph.engine.conftest import GRAPH, Start, numbers
from tests.graph.engine.test_embedded import children, until

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/is> ?n }"
LAST = (
    "SELECT (MAX(<http://www.w3.org/2001/XMLSchema#integer>(?n)) AS ?m) "
    "{ ?s <http://example.org/is> ?n }"
)
PAUSE = 0.05
GENERATIONS = 4


async def number(engine: Engine, text: str) -> int:
    return int((await engine.query(Request(text, [CSV]))).take().split()[1])


async def change(engine: EmbeddedEngine, path: Path, count: int) -> None:
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, numbers(count), actor="test")
    assert await engine.refresh()


def test_what_is_held_stays_as_it_is_and_its_processes_go_with_the_last_holder(
    start: Start, ledger_path: Path
) -> None:
    async def body() -> None:
        # Another test's server may be a child too.
        others = children(os.getpid())
        engine = await start()
        try:
            # The first zygote waits for the end of all others, and stays.
            (zygote,) = children(os.getpid()) - others
            with engine.pinned() as first, engine.pinned() as same:
                assert first is same
                await change(engine, ledger_path, 10)
                assert await number(engine, COUNT) == 10
                assert await number(first, COUNT) == 1000
                assert first.generation != engine.generation
            assert first.closed
            with engine.pinned() as second:
                assert await number(second, COUNT) == 10
            old = children(os.getpid()) - others - {zygote}
            await change(engine, ledger_path, 20)
            assert await number(engine, COUNT) == 20
            # Of the old processes none is left; of the new ones a zygote and its worker.
            await until(lambda: not old & children(os.getpid()))
            assert len(children(os.getpid()) - others - {zygote}) == 2
        finally:
            await engine.close()

    asyncio.run(body())


def test_several_queries_of_one_answer_are_of_one_state_while_the_data_change(
    start: Start, ledger_path: Path
) -> None:
    seen: set[str] = set()

    async def read(engine: EmbeddedEngine) -> None:
        while len(seen) < GENERATIONS:
            with engine.pinned() as held:
                count = await number(held, COUNT)
                await asyncio.sleep(PAUSE)
                assert (await number(held, LAST), held.generation) == (count - 1, held.generation)
                seen.add(held.generation)

    async def body() -> None:
        engine = await start(queue=100)
        readers = [asyncio.create_task(read(engine)) for _ in range(4)]
        try:
            count = 1000
            while not all(reader.done() for reader in readers):
                count += 1
                await change(engine, ledger_path, count)
                await asyncio.sleep(PAUSE)
            await asyncio.gather(*readers)
        finally:
            for reader in readers:
                reader.cancel()
            await asyncio.gather(*readers, return_exceptions=True)
            await engine.close()

    asyncio.run(body())
