"""A process that ends at any byte of what it writes leaves the old state or the new one, whole."""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
from pathlib import Path

import pytest

from graph.ledger import Ledger, Put, Withdraw
from graph.ledger.short_names import graph_iri
from graph.ledger.verification import verify

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


def killed_at(path: Path, generation: int, most: int) -> bool:
    """Change all in a process that ends in the write that would make a file longer than ``most``.

    Returns:
        Whether it was ended so, by the kernel.
    """
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            change_all(path, generation)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def taken(path: Path, generation: int, old: State) -> bool:
    """Whether the state is that of a generation; else it must be the old one. Both are whole."""
    with Ledger.open(path) as ledger:
        assert not verify(ledger).faults
        new = state(ledger)
        if new == old:
            return False
        assert len(new) == len(GRAPHS) - (generation + 1) % 2
        for graph, version in new.items():
            assert ledger.lines(version) == sorted(lines(graph, generation))
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no limit on files")
def test_an_end_at_any_byte_leaves_the_old_or_the_new_state(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    change_all(path, 1)
    before = path.stat().st_size
    change_all(path, 2)
    # What a change writes first, beside the file; and then into the file, which is longer.
    written = path.stat().st_size - before
    generation = 2
    for number in range(KILLS):
        with Ledger.open(path) as ledger:
            old, changes = state(ledger), ledger.head()
        assert killed_at(path, generation + 1, written * number // KILLS)
        assert not taken(path, generation + 1, old)
        with Ledger.open(path) as ledger:
            assert ledger.head() == changes
    for most in (path.stat().st_size, path.stat().st_size + written // 2):
        with Ledger.open(path) as ledger:
            old, changes = state(ledger), ledger.head()
        assert killed_at(path, generation + 1, most), "while it tidies up"
        assert taken(path, generation + 1, old)
        with Ledger.open(path) as ledger:
            assert ledger.head() == changes + len(GRAPHS)
        generation += 1
    assert not killed_at(path, generation + 1, 10 * path.stat().st_size)
