"""Several web processes on one port: one state for every client, and one that dies or is late."""

from __future__ import annotations

import itertools
import os
import re
import signal
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from api.server.rate_limit import MINUTE
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from tests.api.processes import children, descendants, gone, halted, until
from tests.api.serving import Server, running
from tests.api.sockets import connect, metric

ONE = f"{BASE}id/municipality/one"
GRAPH = f"{BASE}graph/source/first"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PER_MINUTE, CONNECTIONS = 200, 6
ADDRESSES = (f"127.1.{one}.{two}" for one in range(256) for two in range(1, 255))
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
    few = {
        "VENSKAB_WATCH_SECONDS": "0.05",
        "VENSKAB_CATCH_UP_SECONDS": "1",
        "VENSKAB_REQUESTS_PER_MINUTE": f"{PER_MINUTE}",
        "VENSKAB_CONNECTIONS_PER_CLIENT": f"{CONNECTIONS}",
    }
    with running(folder, "--processes", "2", **few) as server:
        assert "2 web processes" in server.greeting
        yield server
        below = descendants(server.process.pid)
        assert server.stop()[:2] == (0, "Stopped.\n")
        assert gone(below)


def get(server: Server, path: str, address: str = "") -> httpx.Response:
    """The answer over a connection of its own, from an address that asked little so far."""
    transport = httpx.HTTPTransport(verify=False, local_address=address or next(ADDRESSES))
    with httpx.Client(base_url=server.origin, timeout=60, transport=transport) as client:
        return client.get(path, headers={"Accept": "text/csv, */*;q=0.1"})


def number(server: Server, *, page: bool = False) -> int:
    """The number that a new connection is told."""
    answer = get(server, "/doc/municipality/one.nt" if page else f"/sparql?query={quote(QUERY)}")
    assert answer.status_code == 200, answer.text
    return int(*re.findall(r'label> "([0-9]+)"' if page else r"^([0-9]+)\r?$", answer.text, re.M))


def tells(server: Server, wanted: int) -> bool:
    return number(server) == wanted


def spread(server: Server) -> bool:
    """Whether each process holds some of the connections."""
    held = [metric(server, "venskab_process_connections", process=each) for each in "12"]
    return min(held) > 0 and sum(held) >= CONNECTIONS


def serve(server: Server, processes: int) -> bool:
    return metric(server, "venskab_processes", state="serving") == processes


def test_the_answers_of_one_client_never_go_back_whichever_process_takes_its_connection(
    folder: Path, pair: Server
) -> None:
    seen = [number(pair)]
    with changing(folder):
        while len(set(seen)) < 5:
            seen += [number(pair), number(pair, page=True)]
            assert seen == sorted(seen)
    answered = [metric(pair, "venskab_process_requests_total", process=each) for each in "12"]
    assert min(answered) > len(seen) / 10, answered


def test_a_process_that_is_late_answers_nobody_until_it_has_caught_up(
    folder: Path, pair: Server
) -> None:
    for late in children(pair.process.pid):
        with Ledger.open(folder / "ledger.sqlite") as ledger, halted([late]):
            newest = ledger.head()
            put(ledger, newest)
            until(partial(tells, pair, newest))
        for _ in range(20):
            assert tells(pair, newest)
        until(partial(serve, pair, 2))


def test_a_client_has_one_share_of_all_processes(pair: Server) -> None:
    begun, asked = time.monotonic(), 0
    while get(pair, "/no/such/page", "127.0.0.2").status_code == 404:
        asked += 1
    assert asked == PER_MINUTE or time.monotonic() - begun > MINUTE
    with ExitStack() as stack:
        for _ in range(CONNECTIONS):
            stack.enter_context(connect(pair, "127.0.0.3"))
        until(partial(spread, pair))
        assert get(pair, "/about", "127.0.0.3").json()["limit"] == "connections"
    assert number(pair) >= 0


def test_a_process_that_is_killed_is_replaced(pair: Server) -> None:
    for killed in children(pair.process.pid):
        os.kill(killed, signal.SIGKILL)
        assert gone([killed])
        number(pair)
        until(partial(serve, pair, 2))
    assert len(children(pair.process.pid)) == 2
