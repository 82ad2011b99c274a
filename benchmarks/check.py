"""Processor time and memory of ``venskab check``: of all, of nothing new, and of one change.

Each runs in a process of its own over a ledger that no other process has worked with, so that the
first has the derivation and the index in it. The shipped graph is judged by pySHACL too.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.nquads import Graph
from benchmarks.synthetic import generate
from graph.data.shipped import open_home
from graph.ledger import Put
from graph.validation.audit import PYSHACL, TURBO

PAGE: Final = Path(__file__).with_name("CHECK.md")
SIZES: Final = (100_000, 1_000_000)
_MEBI: Final = 1 << 20
_RUN: Final = """
import sys
from pathlib import Path
from graph.engine.base import Limits
from graph.ledger import Ledger
from graph.validation import audit
engine = {each.name: each for each in (audit.PYSHACL, audit.TURBO)}[sys.argv[2]]
with Ledger.open(Path(sys.argv[1])) as ledger:
    outcome = audit.look_over(ledger, engine=engine, limits=Limits(seconds=600))
print(outcome.sections[0].judged)
"""
_HEAD: Final = """# What it takes to look the whole graph over

Processor time of `venskab check`, with the processes that it starts, and the most memory that one
of them holds; one run each. The first check of a ledger derives and indexes it too. Then the same
again with nothing changed, and after one source was changed. Made by
`python -m benchmarks --only check`.

| statements | engine | check | graphs judged | s | MB |
| ---: | --- | --- | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Check:
    """One run.

    Attributes:
        statements: in the ledger.
        engine: name of what runs the shapes.
        which: what was new to it.
        judged: number of graphs that it judged.
        seconds: processor time, s.
        memory: peak of the largest process, bytes.
    """

    statements: int
    engine: str
    which: str
    judged: int
    seconds: float
    memory: int


def measure(sizes: Sequence[int] = SIZES) -> list[Check]:
    """Check the shipped graph by each engine, then with synthetic graphs beside it."""
    found = [*_measured(0, PYSHACL.name), *_measured(0, TURBO.name)]
    for size in sizes:
        found += _measured(size, TURBO.name)
    return found


def _measured(triples: int, engine: str) -> Iterable[Check]:
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as home:
        with open_home(Path(home)) as ledger:
            for part in _batches(generate(triples) if triples else ()):
                ledger.apply([Put(each.iri, each.lines) for each in part], actor="benchmarks")
            count, path = sum(each.quads for each in ledger.graphs()), ledger.path
        yield _run(path, engine, "first", count)
        yield _run(path, engine, "nothing new", count)
        with open_home(Path(home)) as ledger:
            source = [each for each in ledger.graphs() if "/source/" in each.graph][-1]
            ledger.put(source.graph, ledger.lines(source.hash)[:-1], actor="benchmarks")
        yield _run(path, engine, "one source changed", count)


def _batches(graphs: Iterable[Graph], size: int = 500) -> Iterable[list[Graph]]:
    part: list[Graph] = []
    for each in graphs:
        part.append(each)
        if len(part) == size:
            yield part
            part = []
    yield part


def _run(path: Path, engine: str, which: str, statements: int) -> Check:
    reader, writer = os.pipe()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", _RUN, str(path), engine],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_CLOSE, reader)],
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        judged = answer.read()
    _, status, used = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"the check ended with {os.waitstatus_to_exitcode(status)}")
    seconds = used.ru_utime + used.ru_stime
    return Check(statements, engine, which, int(judged), seconds, used.ru_maxrss * 1024)


def as_markdown(checks: Iterable[Check]) -> str:
    """The table as a page."""
    return _HEAD + "".join(
        f"| {each.statements:,} | {each.engine} | {each.which} | {each.judged:,} | "
        f"{each.seconds:.1f} | {each.memory / _MEBI:,.0f} |\n"
        for each in checks
    )
