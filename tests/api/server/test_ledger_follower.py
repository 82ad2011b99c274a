"""A running server follows its ledger: what another process changes is found everywhere."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.exports.feed import ATOM
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.ledger.watch import Seen, Watch
from graph.prefixes import BASE
from tests.api.cli.command_line import run
from tests.api.processes import PATIENCE, until
from tests.api.serving import ROOT, Server, running

SOURCE = "source/sermersooq-aalborg-2019"
FILE = ROOT / "graph" / "data" / "sources" / "sermersooq-aalborg-2019.trig"
AGREEMENT = "/doc/agreement/sermersooq-aalborg-2019"
PARTNERSHIP = f"{BASE}id/partnership/sermersooq-aalborg"
OTHER = f"{BASE}graph/source/kujalleq-aarhus-2016"
ASK = f"ASK {{ <{PARTNERSHIP}> ?p ?o }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with what sources lean on, and one source."""
    home = tmp_path_factory.mktemp("live")
    shipped = shipped_graphs()
    wanted = [graph for graph in shipped if "/reference/" in graph]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.apply(
            [Put(graph, shipped[graph]) for graph in (ONTOLOGY_GRAPH, OTHER, *wanted)], actor="test"
        )
    return home


@pytest.fixture(scope="module")
def two(folder: Path) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Clients of two servers over that folder."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running(folder)) for _ in range(2)]
        first, second = (stack.enter_context(asking(server)) for server in servers)
        yield first, second
        for server in servers:
            status, _, err = server.stop()
            assert (status, err) == (0, "")


def asking(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.origin, timeout=60, trust_env=False)


def is_there(client: httpx.Client) -> bool:
    answer = client.get("/sparql", params={"query": ASK}, headers={"Accept": "text/csv"})
    return answer.text.split()[-1] == "true"


def shows(client: httpx.Client, there: bool) -> bool:
    return is_there(client) is there


def everywhere(client: httpx.Client) -> dict[str, bool]:
    """Where the source's content is found."""
    hits = client.get("/search", params={"q": "main agreement on twinning"}).json()["hits"]
    network = client.get("/network.json", params={}).json()
    listed = client.get("/agreements.json").json()
    return {
        "page": client.get(AGREEMENT, headers={"Accept": "text/html"}).status_code == 200,
        "data": client.get(f"{AGREEMENT}.ttl").status_code == 200,
        "search": any(hit["id"].endswith("agreement/sermersooq-aalborg-2019") for hit in hits),
        "network": PARTNERSHIP in str(network["edges"]),
        "list": "agreement/sermersooq-aalborg-2019" in str(listed),
    }


def newest(client: httpx.Client) -> str:
    """The newest entry of the feed of changes."""
    feed = ET.fromstring(client.get("/changes.atom?lang=en").content)  # our own server's
    return feed.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title") or ""


def version_of(folder: Path) -> str:
    """The version that the source had first, shortly."""
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        return next(str(each.hash) for each in ledger.history() if each.graph.endswith(SOURCE))[:12]


def test_what_another_process_changes_is_found_in_everything(
    folder: Path, two: tuple[httpx.Client, httpx.Client]
) -> None:
    titles = []
    for command, there in (
        (lambda: ("load", FILE), True),
        (lambda: ("graph", "withdraw", SOURCE), False),
        (lambda: ("graph", "restore", SOURCE, version_of(folder)), True),
    ):
        for client in two:
            assert set(everywhere(client).values()) == {not there}, everywhere(client)
        tags = [client.get("/").headers["etag"] for client in two]
        done = run(*command(), "--home", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        for client, tag in zip(two, tags, strict=True):
            until(partial(shows, client, there))
            assert set(everywhere(client).values()) == {there}, everywhere(client)
            assert client.get("/").headers["etag"] != tag
            page = client.get(AGREEMENT, headers={"Accept": "text/html"})
            assert page.status_code == (200 if there else 410)
        titles.append(newest(two[0]))
        assert newest(two[1]) == titles[-1]
    assert len(set(titles)) == 3, titles


def test_a_ledger_that_is_replaced_is_told_and_taken_up(new_home: Path, tmp_path: Path) -> None:
    path, other = new_home / "ledger.sqlite", tmp_path / "other.sqlite"
    shipped = shipped_graphs()
    with running(new_home) as server, asking(server) as client:
        assert is_there(client)
        # As many changes as before, so that their number does not give it away.
        with Ledger.open(other) as ledger, Ledger.open(path) as before:
            graphs = [ONTOLOGY_GRAPH, OTHER, f"{BASE}graph/source/klaksvik-vinarbyir"]
            ledger.apply([Put(graph, shipped[graph]) for graph in graphs], actor="test")
            assert ledger.head() == before.head()
        os.replace(other, path)
        until(lambda: not is_there(client))
        assert client.get("/health/ready").text == "ready\n"
        status, _, err = server.stop()
    assert status == 0
    assert "replaced by another file" in err


@pytest.mark.parametrize("content", [None, b"", b"not a ledger at all\n" * 99])
def test_a_ledger_that_cannot_be_read_is_told_and_the_server_goes_on(
    new_home: Path, tmp_path: Path, content: bytes | None
) -> None:
    path, kept = new_home / "ledger.sqlite", tmp_path / "kept.sqlite"
    with running(new_home, VENSKAB_WATCH_SECONDS="0.05") as server, asking(server) as client:
        os.replace(path, kept)
        if content is not None:
            (tmp_path / "new").write_bytes(content)
            os.replace(tmp_path / "new", path)
        until(lambda: client.get("/health/ready").text != "ready\n")
        ready = client.get("/health/ready")
        assert ready.status_code == 200
        assert str(path) in ready.text
        assert is_there(client)
        os.replace(kept, path)
        with Ledger.open(path) as ledger:
            ledger.withdraw(f"{BASE}graph/{SOURCE}", actor="test")
        until(lambda: not is_there(client))
        assert client.get("/health/ready").text == "ready\n"
        status, _, err = server.stop()
    assert status == 0
    assert err.count("cannot be taken up") == 1


def test_a_look_sees_what_others_wrote_once_and_leaves_nothing_beside_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ledger.sqlite"
    graph, line = f"{BASE}graph/source/one", '<http://example.org/s> <http://example.org/p> "x"'
    with Ledger.open(path) as ledger:
        ledger.put(graph, [f"{line} <{graph}> ."], actor="test")
        one, other = Watch(path), Watch(path)
        assert [one.look(), other.look()] == [Seen.CHANGED] * 2
        ledger.withdraw(graph, actor="test")
        assert [one.look(), other.look()] == [Seen.CHANGED] * 2
        # Emptying the log may be seen by the other, who then finds it empty and lets it be.
        for _ in range(3):
            one.look()
            other.look()
        assert [one.look(), other.look()] == [Seen.SAME] * 2
        assert path.with_name("ledger.sqlite-wal").stat().st_size == 0
        one.close()
        other.close()
    with sqlite3.connect(path) as found:
        assert found.execute("SELECT count(*) FROM changes").fetchone() == (2,)
    found.close()


def lines_of(number: int) -> list[Put]:
    """Two graphs that say the same number: one of a thing, one of the thing that it links."""
    one, other = (f"{BASE}id/municipality/{name}" for name in ("one", "other"))
    first, second = (f"{BASE}graph/source/{name}" for name in ("first", "second"))
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    return [
        Put(first, [f'<{one}> <{label}> "{number}" <{first}> .',
                    f"<{one}> <http://www.w3.org/ns/org#linkedTo> <{other}> <{first}> ."]),
        Put(second, [f'<{other}> <{label}> "{number}" <{second}> .']),
    ]  # fmt: skip


def test_an_answer_of_several_queries_is_of_one_state_while_the_data_change(tmp_path: Path) -> None:
    path, seen = tmp_path / "ledger.sqlite", set[str]()
    stop = threading.Event()

    def write() -> None:
        with Ledger.open(path) as ledger:
            for number in itertools.count(1):
                ledger.apply(lines_of(number), actor="test")
                if stop.wait(0.05):
                    return

    with Ledger.open(path) as ledger:
        ledger.apply(lines_of(0), actor="test")
    with (
        running(tmp_path, VENSKAB_WATCH_SECONDS="0.05") as server,
        asking(server) as client,
        ThreadPoolExecutor() as pool,
    ):
        writing = pool.submit(write)
        try:
            deadline = time.monotonic() + PATIENCE
            while len(seen) < 6:
                assert time.monotonic() < deadline, "it never changed"
                answer = client.get("/doc/municipality/one.nt")
                assert answer.status_code == 200
                told = re.findall(r'label> "([0-9]+)"', answer.text)
                assert len(told) == 2 and len(set(told)) == 1, answer.text
                seen |= set(told)
        finally:
            stop.set()
        writing.result()
