"""Several web processes on one port: one state for every client, and one that dies or is late."""

from __future__ import annotations

import itertools
import os
import re
import signal
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest

from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from tests.api.processes import descendants, gone, halted, until
from tests.api.serving import Server, running
from tests.api.sockets import metric

ONE = f"{BASE}id/municipality/one"
GRAPH = f"{BASE}graph/source/first"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
QUERY = f"SELECT ?n {{ <{ONE}> <{LABEL}> ?n }}"


def put(ledger: Ledger, number: int) -> None:
    ledger.apply([Put(GRAPH, [f'<{ONE}> <{LABEL}> "{number}" <{GRAPH}> .'])], actor="test")


@contextmanager
def changing(home: Path) -> Generator[None]:
    """While the block runs a change comes every 20 ms: the number of all before."""
    stop = threading.Event()

    def write() -> None:
        with Ledger.open(home / "ledger.sqlite") as ledger:
            for number in itertools.count(ledger.head()):
                put(ledger, number)
                if stop.wait(0.02):
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("processes")
    with Ledger.open(home / "ledger.sqlite") as ledger:
        put(ledger, 0)
    return home


@pytest.fixture(scope="module")
def pair(folder: Path) -> Iterator[Server]:
    """A server of two processes that watch closely."""
    few = {"VENSKAB_WATCH_SECONDS": "0.05", "VENSKAB_CATCH_UP_SECONDS": "1"}
    with running(folder, "--processes", "2", **few) as server:
        assert "2 web processes" in server.greeting
        yield server
        below = descendants(server.process.pid)
        assert server.stop()[:2] == (0, "Stopped.\n")
        assert gone(below)


def web_processes(server: Server) -> list[int]:
    """The children of the parent, which are the web processes."""
    pid = server.process.pid
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def number(server: Server, *, page: bool = False) -> int:
    """The number that a new connection is told; the last that was told it holds no other."""
    if page:
        answer = httpx.get(f"{server.origin}/doc/municipality/one.nt", trust_env=False, timeout=60)
        found = re.findall(r'label> "([0-9]+)"', answer.text)
    else:
        params, accept = {"query": QUERY}, {"Accept": "text/csv"}
        answer = httpx.get(
            f"{server.origin}/sparql", params=params, headers=accept, trust_env=False, timeout=60
        )
        found = answer.text.split()[1:]
    assert answer.status_code == 200, answer.text
    return int(*found)


def tells(server: Server, wanted: int) -> bool:
    return number(server) == wanted


def serve(server: Server, processes: int) -> bool:
    return metric(server, "venskab_processes", state="serving") == processes


def test_the_answers_of_one_client_never_go_back_whichever_process_takes_its_connection(
    folder: Path, pair: Server
) -> None:
    seen = [number(pair)]
    with changing(folder):
        while len(set(seen)) < 8:
            seen += [number(pair), number(pair, page=True)]
            assert seen == sorted(seen)
    answered = [metric(pair, "venskab_process_requests_total", process=each) for each in "12"]
    assert min(answered) > len(seen) / 10, answered


def test_a_process_that_is_late_answers_nobody_until_it_has_caught_up(
    folder: Path, pair: Server
) -> None:
    for late in web_processes(pair):
        with Ledger.open(folder / "ledger.sqlite") as ledger, halted([late]):
            newest = ledger.head()
            put(ledger, newest)
            until(partial(tells, pair, newest))
        for _ in range(20):
            assert tells(pair, newest)
        until(partial(serve, pair, 2))


def test_a_process_that_is_killed_is_replaced(pair: Server) -> None:
    for killed in web_processes(pair):
        os.kill(killed, signal.SIGKILL)
        assert gone([killed])
        number(pair)
        until(partial(serve, pair, 2))
    assert len(web_processes(pair)) == 2
