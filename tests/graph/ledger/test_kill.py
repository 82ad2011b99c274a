"""SIGKILL at any moment of a load leaves the old state or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from graph.ledger import Ledger, Put, Withdraw
from graph.ledger.short_names import graph_iri

KILLS = 50
LINES = 1000
GRAPHS = [graph_iri(f"source/{n}") for n in range(6)]

State = dict[str, str]


def lines(graph: str, generation: int) -> list[str]:
    # Words that do not compress make the step's own writing as long as can be.
    chance = random.Random(f"{graph} {generation}")
    words = [f'"{chance.randbytes(24).hex()}"' for _ in range(LINES)]
    return [
        f"<http://e.org/{n}> <http://e.org/p> {word} <{graph}> ." for n, word in enumerate(words)
    ]


def state(ledger: Ledger) -> State:
    return {version.graph: version.hash for version in ledger.graphs()}


def change_all(path: Path, generation: int) -> None:
    """Replace all graphs but one, which comes and goes, in one step."""
    coming = generation % 2
    changes: list[Put | Withdraw] = [Put(graph, lines(graph, generation)) for graph in GRAPHS[1:]]
    first = GRAPHS[0]
    changes.append(Put(first, lines(first, generation)) if coming else Withdraw(first))
    with Ledger.open(path) as ledger:
        ledger.apply(changes, actor="child", note=f"generation {generation}")


def start(path: Path, generation: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            change_all(path, generation)
        finally:
            os._exit(0)
    return child


def killed_after(path: Path, generation: int, seconds: float) -> bool:
    child = start(path, generation)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no SIGKILL")
def test_50_kills_leave_the_old_or_the_new_state(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    change_all(path, 1)
    began = time.perf_counter()
    change_all(path, 2)
    longest = time.perf_counter() - began
    chance = random.Random(2)
    generation, taken, cut = 2, 0, 0
    with Ledger.open(path) as ledger:
        old, changes = state(ledger), ledger.head()
    for _ in range(KILLS):
        cut += killed_after(path, generation + 1, chance.uniform(0, longest))
        with Ledger.open(path) as ledger:
            ledger.check()
            new, head = state(ledger), ledger.head()
            assert head in (changes, changes + len(GRAPHS))
            if head == changes:
                assert new == old
                longest *= 1.1
            else:
                # So the moments close in on the writing, however busy the machine is.
                longest *= 0.8
                generation, taken = generation + 1, taken + 1
                assert len(new) == len(GRAPHS) - (generation + 1) % 2
                for graph, version in new.items():
                    assert ledger.lines(version) == sorted(lines(graph, generation))
            old, changes = new, head
    # Moments before and after the step were both met, else this shows nothing.
    assert cut >= KILLS // 4
    assert taken >= 1
    assert taken < KILLS
    change_all(path, generation + 1)
