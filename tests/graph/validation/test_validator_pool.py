"""The judging processes: beside the ledger as it is, one copy a body, started again when killed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.data.shipped import shipped_graphs
from graph.engine.formats import TURTLE
from graph.engine.parser_process import anew, forked
from graph.engine.process.zygote_handle import ZygoteHandle
from graph.engine.safe_parser import read_data
from graph.errors import LimitMet, UnreadableFile, VenskabError
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.validation.jobs import Judgement, ValidationJob
from graph.validation.validator_pool import ValidatorPool
from ontology import EXAMPLES

ORDER = ValidationJob(TURTLE.media_type, "en", "json", None, seconds=60)
SOURCE = "https://w3id.org/venskab/graph/source/sermersooq-aalborg-2019"
# It leans on the source: it speaks of an agreement that only the source describes.
LEANING = """
@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/venskab/graph/source/x> a vsk:Source ; dcterms:title "X"@en ;
    dcterms:relation <https://w3id.org/venskab/id/agreement/sermersooq-aalborg-2019> .
"""
# Nodes that nothing tells apart: naming them takes longer than anybody lives.
ENDLESS = "\n".join(f"_:n{n} <e:b> _:n{m} ." for n in range(40) for m in range(40) if n != m)
Ask = Callable[[ValidatorPool], Awaitable[None]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    return path


def with_judge(ledger: Path, ask: Ask, *, queue: int = 4) -> None:
    async def body() -> None:
        judge = ValidatorPool(ledger, 1, queue, "api.validation.validator_main", locale_dir="")
        try:
            await ask(judge)
        finally:
            await judge.close()

    asyncio.run(body())


def shapes_of(judgement: Judgement) -> set[str]:
    return {one["shape"] for one in json.loads(judgement.report)["results"]}


def test_it_judges_beside_what_the_ledger_holds_now(ledger: Path) -> None:
    async def ask(judge: ValidatorPool) -> None:
        before = shapes_of(await judge.judge(LEANING.encode(), ORDER))
        with Ledger.open(ledger) as opened:
            opened.put(SOURCE, shipped_graphs()[SOURCE], actor="test")
        after = shapes_of(await judge.judge(LEANING.encode(), ORDER))
        assert {shape.rpartition("#")[2] for shape in before - after} == {"NoDanglingIri"}

    with_judge(ledger, ask)


def test_nothing_of_a_body_is_left_for_the_next(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        opened.put(ONTOLOGY_GRAPH, shipped_graphs()[ONTOLOGY_GRAPH], actor="test")
    body = (EXAMPLES / "partnership-without-agreement.ttl").read_bytes()
    other = body.replace(b"north-east", b"other").replace(b"without-agreement", b"other")

    async def ask(judge: ValidatorPool) -> None:
        first = await judge.judge(body, ORDER)
        assert first.preview is not None
        assert first.preview["ties"]["appearing"]["count"] == 1
        # Had it stayed, the parties would be partners already.
        second = await judge.judge(other, ORDER)
        assert second.preview is not None
        assert second.preview["ties"] == first.preview["ties"]
        assert await judge.judge(body, ORDER) == first

    with_judge(ledger, ask)


def test_a_process_that_was_killed_is_started_again(ledger: Path) -> None:
    async def ask(judge: ValidatorPool) -> None:
        first = await judge.judge(LEANING.encode(), ORDER)
        zygote = await judge._ready()
        assert isinstance(zygote, ZygoteHandle)
        process = zygote._process
        process.kill()
        process.wait()
        with pytest.raises(VenskabError, match="process that judges ended"):
            await judge.judge(LEANING.encode(), ORDER)
        assert await judge.judge(LEANING.encode(), ORDER) == first

    with_judge(ledger, ask)


def test_too_many_bodies_are_told_to_come_again(ledger: Path) -> None:
    async def ask(judge: ValidatorPool) -> None:
        two = [asyncio.ensure_future(judge.judge(LEANING.encode(), ORDER)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(LimitMet, match="wait to be judged"):
            await judge.judge(LEANING.encode(), ORDER)
        assert len({(await each).report for each in two}) == 1

    with_judge(ledger, ask, queue=1)


def test_who_goes_away_leaves_the_others_their_place(ledger: Path) -> None:
    async def ask(judge: ValidatorPool) -> None:
        order = replace(ORDER, graph=SOURCE)

        async def begin() -> asyncio.Future[Judgement]:
            judging = asyncio.ensure_future(judge.judge(ENDLESS.encode(), order))
            await asyncio.sleep(0)
            return judging

        async def leave(judging: asyncio.Future[Judgement]) -> None:
            judging.cancel()
            with pytest.raises(asyncio.CancelledError):
                await judging

        # Before there is a process, while it gets ready, and while it judges.
        await leave(await begin())
        judging = await begin()
        zygote = await judge._ready()
        await leave(judging)
        assert isinstance(zygote, ZygoteHandle)
        judging = await begin()
        while not Path(f"/proc/{(pid := zygote._process.pid)}/task/{pid}/children").read_text():
            await asyncio.sleep(0.01)
        await leave(judging)
        assert await judge.judge(LEANING.encode(), ORDER)

    with_judge(ledger, ask)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl"))[:5], ids=lambda path: path.stem)
def test_a_forked_reader_reads_as_one_that_is_started_anew(path: Path) -> None:
    data = path.read_bytes()
    graph = "https://w3id.org/venskab/graph/source/x"
    read = [
        read_data(data, TURTLE.media_type, default_graph=graph, run=run) for run in (anew, forked)
    ]
    assert read[0] == read[1]


@pytest.mark.parametrize("text", ["", "a b c", "<a:b> <a:c> <a:d> .", "<a:b> <a:c> <a:d> <a:g> ."])
def test_a_forked_reader_refuses_in_the_same_words(text: str) -> None:
    told = []
    for run in (anew, forked):
        with pytest.raises(UnreadableFile) as refused:
            read_data(text.encode(), TURTLE.media_type, run=run)
        told.append(str(refused.value))
    assert told[0] == told[1]
