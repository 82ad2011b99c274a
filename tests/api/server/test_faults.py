"""Processes that are killed while the data change: every answer is one whole state of the ledger.

``VENSKAB_KILLS=200`` in the environment kills so many, and not the few that stand for them.
"""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from graph.ledger import Ledger
from graph.ledger.verification import verify
from graph.prefixes import BASE, PREFIXES
from tests.api.processes import children, descendants, gone, until
from tests.api.server.ledger_writer import GRAPHS, LABEL, step
from tests.api.serving import ROOT, Server, running
from tests.shared import in_full

VICTIMS = ("web process", "index", "server", "writer", "worker")
KILLS = int(os.environ.get("VENSKAB_KILLS", f"{len(VICTIMS) if in_full() else 3}"))
# What is in the sources, and how many changes the state holds, which names the state.
QUERY = f"""SELECT ?head ?g ?s ?o {{
    {{ SELECT (COUNT(*) AS ?head) {{ ?change a <{PREFIXES["vsk"]}GraphChange> }} }}
    GRAPH ?g {{ ?s <{LABEL}> ?o }} FILTER (STRSTARTS(STR(?g), "{BASE}graph/source/")) }}"""
SETTINGS = {"VENSKAB_WATCH_SECONDS": "0.02", "VENSKAB_CATCH_UP_SECONDS": "1"}
# Where the index is: of the whole ledger in memory, or on disk, where an indexer makes it.
PLACES = {"memory": "75000", "disk": "0"}
# Nobody answers at the moment; or a worker was killed, as the system does when memory is short.
TOLD = (503, 507)
State = frozenset[tuple[str, ...]]


class Readers:
    """Clients that ask without end, and hold each answer against the ledger.

    Attributes:
        answers: right answers so far.
        heads: states that they were of.
        faults: answers that were wrong.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._states: dict[int, State] = {}
        self._ended = threading.Event()
        self._counted = threading.Condition()
        self.origin = ""
        self.answers = 0
        self.heads: set[int] = set()
        self.faults: list[str] = []

    @contextmanager
    def asking(self) -> Generator[None]:
        """Ask while the block lasts."""
        threads = [threading.Thread(target=self._ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()

    def wait(self, answers: int) -> None:
        """Wait for so many more."""
        with self._counted:
            wanted = self.answers + answers
            assert self._counted.wait_for(lambda: self.answers >= wanted or self.faults, 120)

    def _ask(self) -> None:
        last = 0
        # Each request has a connection of its own, which any process may take.
        alone = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(trust_env=False, verify=False, timeout=60, limits=alone) as client:
            while not self._ended.is_set() and not self.faults:
                try:
                    answer = client.get(
                        f"{self.origin}/sparql",
                        params={"query": QUERY},
                        headers={"Accept": "text/csv"},
                    )
                except httpx.TransportError:
                    # Who is killed answers nobody; what is answered is right.
                    self._ended.wait(0.05)
                else:
                    last = self._held_against_the_ledger(answer, last)

    def _held_against_the_ledger(self, answer: httpx.Response, last: int) -> int:
        if answer.status_code in TOLD:
            return last
        rows = [tuple(row) for row in csv.reader(answer.text.splitlines()[1:])]
        heads = {int(head) for head, *_ in rows} if answer.status_code == 200 else set()
        head = max(heads, default=0)
        right = {head} == heads and head >= last
        with self._counted:
            if not right or frozenset(row[1:] for row in rows) != self._state(head):
                self.faults.append(f"{answer.status_code} after {last}: {answer.text}")
            self.answers += 1
            self.heads.add(head)
            self._counted.notify_all()
        return head

    def _state(self, head: int) -> State:
        if head not in self._states:
            with Ledger.open(self._path) as ledger:
                lines = [
                    line.split()
                    for version in ledger.graphs(as_of=head)
                    for line in ledger.lines(version.hash)
                ]
            self._states[head] = frozenset(
                (graph[1:-1], subject[1:-1], value.strip('"'))
                for subject, _, value, graph, _ in lines
            )
        return self._states[head]


def below(server: Server, *, deep: bool) -> list[int]:
    """The processes that hold the index, or those that answer a query each."""
    web = set(children(server.process.pid))
    held = {pid for each in web for pid in descendants(each)}
    answering = {pid for each in held for pid in descendants(each)}
    return sorted(answering if deep else held - answering)


def writer(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.api.server.ledger_writer", str(path)]
    return subprocess.Popen(command, cwd=ROOT)


class Scene:
    """A server of two processes and a writer; what is killed of them is started again."""

    def __init__(self, home: Path, readers: Readers, in_memory: str) -> None:
        self._home = home
        self._settings = SETTINGS | {"VENSKAB_IN_MEMORY": in_memory}
        self._readers = readers
        self._writer = writer(home / "ledger.sqlite")
        self._start()

    def _start(self) -> None:
        self._running = running(self._home, "--processes", "2", **self._settings)
        self.server = self._running.__enter__()
        self._readers.origin = self.server.origin

    def kill(self, victim: str, chance: random.Random) -> None:
        """End a process by force."""
        if victim == "writer":
            self._end_writer()
            self._writer = writer(self._home / "ledger.sqlite")
        elif victim == "server":
            left = descendants(self.server.process.pid)
            self._running.__exit__(None, None, None)
            assert gone(left)
            self._start()
        else:
            found = {
                "web process": children(self.server.process.pid),
                "index": below(self.server, deep=False),
                "worker": below(self.server, deep=True),
            }[victim]
            with suppress(ProcessLookupError, IndexError):
                os.kill(chance.choice(found), signal.SIGKILL)

    def _end_writer(self) -> None:
        self._writer.kill()
        self._writer.wait()

    def close(self) -> None:
        """End all."""
        self._end_writer()
        left = descendants(self.server.process.pid)
        assert self.server.stop()[0] == 0
        assert gone(left)
        self._running.__exit__(None, None, None)


@pytest.mark.parametrize("place", PLACES if in_full() else ["disk"])
@pytest.mark.timeout(300 + 30 * KILLS)
def test_whoever_is_killed_while_the_data_change_each_answer_is_one_state_and_the_next_is_newer(
    tmp_path: Path, place: str
) -> None:
    path, chance = tmp_path / "ledger.sqlite", random.Random(16)
    with Ledger.open(path) as ledger:
        step(ledger)
    readers = Readers(path)
    scene = Scene(tmp_path, readers, PLACES[place])
    try:
        with readers.asking():
            for number in range(KILLS):
                readers.wait(chance.randrange(1, 20))
                assert not readers.faults, readers.faults
                scene.kill(VICTIMS[number % len(VICTIMS)], chance)
            readers.wait(1)
            seen = len(readers.heads)
            until(lambda: len(readers.heads) > seen or bool(readers.faults))
    finally:
        scene.close()
    assert not readers.faults, readers.faults
    with Ledger.open(path) as ledger:
        assert not verify(ledger).faults
        assert ledger.head() % len(GRAPHS) == 0
