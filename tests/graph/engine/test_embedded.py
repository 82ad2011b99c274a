"""The embedded engine with real processes: answers, limits, crashes, generations."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.engine.base import (
    CSV,
    JSON,
    NTRIPLES,
    TURTLE,
    Kind,
    Limits,
    Request,
    Result,
    Unacceptable,
)
from graph.engine.embedded import EmbeddedEngine
from graph.engine.process.zygote_handle import ZygoteHandle
from graph.errors import BadQuery, LimitMet
from graph.ledger import Ledger
from tests.graph.engine.conftest import GRAPH, Start, numbers

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d"
EVERYTHING = f"SELECT ?o {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <" + GRAPH + "> { ?s ?p ?o } }"


# Met only where something is wrong; nothing here is a measure of time.
PATIENCE = 60.0


async def until(condition: Callable[[], bool]) -> None:
    """Wait until the engine has come so far."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)


async def leave(query: asyncio.Task[Result]) -> None:
    """Go away from a query, as a client does."""
    query.cancel()
    with pytest.raises(asyncio.CancelledError):
        await query


def children(pid: int) -> set[int]:
    """Processes below ``pid``, as Linux lists them."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError):
            found |= {int(child) for child in task.read_text().split()}
    return found.union(*(children(child) for child in found))


def test_each_kind_of_query_answers_whole(start: Start) -> None:
    async def body() -> None:
        engine = await start()
        try:
            rows = await engine.query(Request(COUNT, [CSV]))
            assert (rows.kind, rows.read()) == (Kind.SOLUTIONS, b"n\r\n2000\r\n")
            yes = await engine.query(Request("ASK { ?s ?p '7' }", [JSON]))
            assert json.loads(yes.read())["boolean"] is True
            one = "CONSTRUCT { ?s ?p '7' } WHERE { ?s ?p '7' }"
            graph = await engine.query(Request(one, [CSV, NTRIPLES, TURTLE]))
            assert graph.format is NTRIPLES
            assert graph.read() == b'<http://example.org/7> <http://example.org/is> "7" .\n'
        finally:
            await engine.close()

    asyncio.run(body())


def test_the_default_graph_is_the_union_unless_the_request_names_one(start: Start) -> None:
    async def body() -> None:
        engine = await start()
        try:
            ask = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/is> ?o }"
            union = await engine.query(Request(ask, [CSV]))
            named = await engine.query(Request(ask, [CSV], default_graphs=[GRAPH]))
            other = await engine.query(Request(ask, [CSV], default_graphs=["http://e/none"]))
            only_named = await engine.query(Request(ask, [CSV], named_graphs=[GRAPH]))
        finally:
            await engine.close()
        answers = [r.read().split()[1] for r in (union, named, other, only_named)]
        assert answers == [b"1000", b"1000", b"0", b"0"]

    asyncio.run(body())


def test_an_endless_query_is_stopped_ten_times_and_others_are_answered(start: Start) -> None:
    async def body() -> None:
        engine = await start(seconds=600, workers=2)
        try:
            for _ in range(10):
                hasty = Request(ENDLESS, [CSV], seconds=0.5)
                endless = asyncio.create_task(engine.query(hasty))
                assert (await engine.query(Request(COUNT, [CSV]))).size
                with pytest.raises(LimitMet) as met:
                    await endless
                assert (met.value.limit, met.value.value) == ("time", "0.5 s")
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_short_query_does_not_wait_for_an_endless_one(start: Start) -> None:
    async def body() -> None:
        engine = await start(seconds=600, workers=2)
        try:
            endless = asyncio.create_task(engine.query(Request(ENDLESS, [CSV])))
            await until(lambda: engine.state.busy == 1)
            assert (await engine.query(Request(COUNT, [CSV]))).size
            assert not endless.done()
            await leave(endless)
        finally:
            await engine.close()

    asyncio.run(body())


def test_memory_and_size_of_the_answer_are_limits_that_name_themselves(start: Start) -> None:
    async def body() -> None:
        engine = await start(memory=200 << 20, result=1 << 20, short=1 << 16, seconds=600)
        try:
            with pytest.raises(LimitMet) as memory:
                await engine.query(Request(HUNGRY, [CSV]))
            assert memory.value.limit == "memory"
            with pytest.raises(LimitMet) as result:
                await engine.query(Request("SELECT * { ?a ?b ?c . ?d ?e ?f }", [CSV]))
            assert result.value.limit == "result"
            assert (await engine.query(Request(COUNT, [CSV]))).size
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_worker_that_crashes_takes_nobody_with_it(start: Start) -> None:
    async def body() -> None:
        engine = await start(depth=100_000, text=1 << 20, patterns=1 << 20)
        nested = "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }"
        try:
            crash = asyncio.create_task(engine.query(Request(nested, [CSV])))
            assert (await engine.query(Request(COUNT, [CSV]))).size
            with pytest.raises(LimitMet) as met:
                await crash
            assert met.value.limit == "depth"
            assert (await engine.query(Request(COUNT, [CSV]))).size
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_syntax_error_has_its_place_and_an_unfit_format_its_kind(start: Start) -> None:
    async def body() -> None:
        engine = await start()
        try:
            with pytest.raises(BadQuery) as bad:
                await engine.query(Request("SELECT *\n{ ?s ?p", [CSV]))
            assert bad.value.line == 2
            with pytest.raises(Unacceptable) as unfit:
                await engine.query(Request(COUNT, [TURTLE]))
            assert unfit.value.kind is Kind.SOLUTIONS
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_long_answer_is_spooled_whole_and_removed_with_the_engine(start: Start) -> None:
    async def body() -> Path:
        engine = await start(short=1000)
        try:
            result = await engine.query(
                Request(f"SELECT ?o {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}", [CSV])
            )
            assert result.path is not None
            assert result.body is None
            assert result.path.stat().st_size == result.size
            assert len(result.read().splitlines()) == 2001
            return result.path
        finally:
            await engine.close()

    assert not asyncio.run(body()).exists()


def test_a_full_queue_is_told_with_a_time_to_come_back(start: Start) -> None:
    async def body() -> None:
        engine = await start(seconds=600, workers=1, queue=1)
        try:
            running = asyncio.create_task(engine.query(Request(ENDLESS)))
            await until(lambda: engine.state.busy == 1)
            waiting = asyncio.create_task(engine.query(Request(COUNT)))
            await until(lambda: engine.state.waiting == 1)
            with pytest.raises(LimitMet) as met:
                await engine.query(Request(COUNT))
            assert (met.value.limit, met.value.retry_after) == ("queue", 5)
            waiting.cancel()
            await until(lambda: engine.state.waiting == 0)
            with pytest.raises(LimitMet, match=r"No worker became free within 0\.1 s") as met:
                await engine.query(Request(COUNT, seconds=0.1))
            assert (met.value.limit, met.value.retry_after) == ("queue", 5)
            assert not running.done()
            await leave(running)
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_client_that_goes_away_ends_its_query(start: Start) -> None:
    async def body() -> None:
        engine = await start(workers=1, seconds=600)
        try:
            query = asyncio.create_task(engine.query(Request(ENDLESS)))
            await until(lambda: engine.state.busy == 1)
            query.cancel()
            # There is one place: it is free now, or this waits longer than a test may take.
            assert (await engine.query(Request(COUNT, [CSV]))).size
        finally:
            await engine.close()

    asyncio.run(body())


def test_a_change_in_the_ledger_makes_a_new_generation_beside_running_queries(
    start: Start, ledger_path: Path
) -> None:
    async def body() -> None:
        engine = await start(seconds=600)
        try:
            first = engine.generation
            running = asyncio.create_task(engine.query(Request(ENDLESS)))
            await until(lambda: engine.state.busy == 1)
            with Ledger.open(ledger_path) as ledger:
                ledger.put(GRAPH, numbers(10), actor="test")
            await engine.refresh()
            answer = await engine.query(Request(COUNT, [CSV]))
            assert answer.read().split()[1] == b"20"
            assert answer.generation == engine.generation != first
            assert not running.done()
            await leave(running)
        finally:
            await engine.close()

    asyncio.run(body())


def test_the_past_can_be_asked(ledger_path: Path) -> None:
    async def body() -> None:
        with Ledger.open(ledger_path) as ledger:
            before = ledger.head()
            ledger.withdraw(GRAPH, actor="test")
        engine = await EmbeddedEngine.start(ledger_path, Limits(), as_of=before)
        try:
            answer = await engine.query(Request(COUNT, [CSV]))
        finally:
            await engine.close()
        assert answer.read().split()[1] == b"2000"

    asyncio.run(body())


def test_the_same_question_is_evaluated_once_a_generation(start: Start, ledger_path: Path) -> None:
    async def body() -> None:
        engine = await start(short=1000)
        rows = Request("SELECT ?o { ?s ?p ?o }", [CSV])
        try:
            first = await engine.query(rows)
            assert first.path is not None
            whole = first.read()
            first.path.unlink()
            second = await engine.query(rows)
            assert second.read() == whole
            assert (first.seconds > 0, second.seconds) == (True, 0.0)
            changing = Request("SELECT (RAND() AS ?n) {}", [CSV])
            drawn = {(await engine.query(changing)).read() for _ in range(3)}
            assert len(drawn) == 3
            with Ledger.open(ledger_path) as ledger:
                ledger.put(GRAPH, numbers(1), actor="test")
            await engine.refresh()
            assert len((await engine.query(rows)).read()) < len(whole)
        finally:
            await engine.close()

    asyncio.run(body())


def test_the_cache_keeps_no_more_than_it_may(start: Start) -> None:
    async def body() -> None:
        engine = await start(cache=100)
        try:
            for number in range(30):
                ask = f"SELECT ?s {{ ?s ?p '{number}' }}"
                answer = await engine.query(Request(ask, [CSV]))
                assert answer.size < 100
                assert answer.size <= engine.state.kept <= 100
            assert (engine.state.hits, engine.state.misses) == (0, 30)
        finally:
            await engine.close()

    asyncio.run(body())


def test_no_process_is_left_behind(start: Start) -> None:
    async def body() -> None:
        engine = await start(seconds=0.5)
        with pytest.raises(LimitMet):
            await engine.query(Request(ENDLESS))
        await engine.query(Request(COUNT))
        assert children(os.getpid())
        await engine.close()

    before = children(os.getpid())
    asyncio.run(body())
    deadline = time.monotonic() + PATIENCE
    while children(os.getpid()) - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not children(os.getpid()) - before


def test_a_dead_zygote_is_replaced(start: Start) -> None:
    async def body() -> None:
        engine = await start()
        try:
            dead = engine._current.pool
            assert isinstance(dead.zygote, ZygoteHandle)
            process = dead.zygote._process
            process.kill()
            process.wait()
            with pytest.raises(LimitMet, match="starting again"):
                await engine.query(Request(COUNT, [CSV]))
            await until(lambda: engine._current.pool is not dead)
            answer = await engine.query(Request(COUNT, [CSV]))
            assert answer.read().split()[1] == b"2000"
        finally:
            await engine.close()

    asyncio.run(body())


@pytest.mark.parametrize("in_memory", [75_000, 0])
def test_a_worker_can_open_no_connection_even_if_the_check_were_passed(
    start: Start, in_memory: int
) -> None:
    async def body(port: int) -> None:
        engine = await start(in_memory=in_memory)
        call = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}"
        try:
            worker = await engine._fork(engine._current)
            job = {"formats": ["csv"], "default_graphs": [], "named_graphs": []}
            reply, _ = await worker.channel.ask(job, call.encode())
            assert reply["error"] == "evaluation"
            await engine._current.pool.bury(worker)
        finally:
            await engine.close()

    with socket.socket() as canary:
        canary.bind(("127.0.0.1", 0))
        canary.listen()
        asyncio.run(body(canary.getsockname()[1]))
        # Whoever had connected would be waiting here.
        canary.setblocking(False)
        with pytest.raises(BlockingIOError):
            canary.accept()
