"""What changed between two days is asked like anything else."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

from graph.data.shipped import shipped_graphs
from graph.engine.base import CSV, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from queries.library import library
from tests.graph.engine.conftest import GRAPH, numbers

NUMBERS = "source/numbers"


def asked(path: Path, as_of: int | None = None) -> tuple[list[list[str]], str]:
    """Rows of the question for all days, without moment and IRIs, and the generation."""
    text = library()["graph-changes"].bind({"since": "2000-01-01", "lang": "en", "kind": "source"})

    async def body() -> tuple[list[list[str]], str]:
        engine = await EmbeddedEngine.start(path, Limits(), as_of=as_of)
        try:
            answer = (await engine.query(Request(text, (CSV,)))).read().decode()
            return list(csv.reader(io.StringIO(answer)))[1:], engine.generation
        finally:
            await engine.close()

    rows, generation = asyncio.run(body())
    return [row[3:] for row in rows if row[3] == NUMBERS], generation


def test_each_change_is_told_with_what_it_added_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(ONTOLOGY_GRAPH, shipped_graphs()[ONTOLOGY_GRAPH], actor="test")
        first = ledger.put(GRAPH, numbers(3), actor="test")
        ledger.put(GRAPH, numbers(2), actor="test")
        ledger.withdraw(GRAPH, actor="test")
        assert first.hash
        ledger.restore(GRAPH, first.hash, actor="test")
    rows, now = asked(path)
    assert rows == [
        [NUMBERS, "put in", "6", "0"],
        [NUMBERS, "put in", "0", "2"],
        [NUMBERS, "withdrawn", "0", "4"],
        [NUMBERS, "restored", "6", "0"],
    ]
    # The same sources with another history answer differently, so they are another generation.
    earlier, then = asked(path, as_of=2)
    assert earlier == rows[:1]
    assert then != now
