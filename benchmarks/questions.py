"""How long each question of the library takes on the shipped graph, with its own defaults."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.data.shipped import open_home
from graph.engine.base import CSV, TURTLE, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from queries.library import Query, library, violations

TABLE: Final = Path(__file__).parent / "QUESTIONS.md"
_ROUNDS: Final = 9
_HEAD: Final = """\
# Run times of the questions

Each question with its default parameters on the shipped graph ({quads:,} statements with what is
derived), by the embedded engine, no cache: median and slowest of {rounds} runs, milliseconds.
Made by `python -m benchmarks --only questions`.

| Question | Rows | Median | Slowest |
| --- | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Timing:
    """What one question took.

    Attributes:
        name: of the question.
        rows: number of rows, or of triples, with the defaults.
        seconds: of each run, s.
    """

    name: str
    rows: int
    seconds: list[float]


def measure() -> tuple[list[Timing], int]:
    """Ask every question and every quality query; also tells the number of statements."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as home:
        with open_home(Path(home)):
            pass
        return asyncio.run(_ask_all(Path(home) / "ledger.sqlite"))


async def _ask_all(ledger: Path) -> tuple[list[Timing], int]:
    engine = await EmbeddedEngine.start(ledger, Limits(cache=0))
    try:
        asked = {**library(), **violations()}
        return [await _time(engine, query) for query in asked.values()], int(engine.about["quads"])
    finally:
        await engine.close()


async def _time(engine: EmbeddedEngine, query: Query) -> Timing:
    seconds, answer = [], b""
    for _ in range(_ROUNDS):
        result = await engine.query(Request(query.text, (CSV, TURTLE)))
        seconds.append(result.seconds)
        answer = result.read()
    return Timing(query.name, len(answer.splitlines()) - 1, seconds)


def as_markdown(timings: Iterable[Timing], quads: int) -> str:
    """The table, slowest first."""
    ordered = sorted(timings, key=lambda each: -statistics.median(each.seconds))
    return _HEAD.format(quads=quads, rounds=_ROUNDS) + "".join(
        f"| {each.name} | {each.rows} | {statistics.median(each.seconds) * 1000:.1f} "
        f"| {max(each.seconds) * 1000:.1f} |\n"
        for each in ordered
    )
