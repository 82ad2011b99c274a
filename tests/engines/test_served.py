"""A server over a remote engine serves the pages, lists, networks and files of an embedded one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from tests.api.processes import until
from tests.api.serving import Server, running
from tests.engines.servers import oxigraph

SOURCE = f"{BASE}graph/source/sermersooq-aalborg-2019"
OTHER = f"{BASE}graph/source/kujalleq-aarhus-2016"
PAGES = (
    "/", "/partnerships", "/agreements?lang=en", "/municipalities.csv", "/sources.json",
    "/doc/partnership/aarhus-kujalleq", "/doc/agreement/kujalleq-aarhus-2016.ttl",
    "/search?q=aarhus", "/network.graphml", "/explore", "/timeline", "/catalog.ttl", "/map",
    "/changes.atom", "/sparql?query=SELECT+*+%7B+%3Fs+a+%3Fc+%7D+ORDER+BY+%3Fs+%3Fc&format=csv",
)  # fmt: skip
# What differs from one server to the other, or from one request to the next.
_OWN = re.compile(r"\w+://127\.0\.0\.1:\d+|127\.0\.0\.1%3A\d+|urn:uuid:[-0-9a-f]+")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shipped = shipped_graphs()
    graphs = [each for each in shipped if "/reference/" in each]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.apply(
            [Put(each, shipped[each]) for each in (ONTOLOGY_GRAPH, OTHER, *graphs)], actor="t"
        )
    return tmp_path


@pytest.fixture
def three(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Two servers that share a remote engine, and one with its own."""
    with ExitStack() as stack:
        address = stack.enter_context(oxigraph(tmp_path_factory.mktemp("served")))
        yield [
            stack.enter_context(running(home, VENSKAB_ENGINE=engine))
            for engine in (address, address, "")
        ]


def served(origin: str, page: str) -> tuple[int, str]:
    headers = {"Accept": "text/html"}
    found = httpx.get(origin + page, headers=headers, timeout=60, trust_env=False)
    return found.status_code, _OWN.sub("", found.text)


def is_served(origin: str, page: str) -> bool:
    return served(origin, page)[0] == 200


def test_servers_of_a_remote_engine_serve_what_others_do_and_take_up_changes(
    three: list[Server], home: Path
) -> None:
    first, second, embedded = (server.origin for server in three)
    for page in PAGES:
        expected = served(embedded, page)
        assert served(first, page) == expected, page
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(SOURCE, shipped_graphs()[SOURCE], actor="t")
    changed = "/doc/partnership/sermersooq-aalborg"
    # The one that feeds, and the one that finds the new state in the engine.
    for origin in (first, second, embedded):
        until(partial(is_served, origin, changed))
    assert served(first, changed) == served(second, changed) == served(embedded, changed)
    # Past states stay embedded.
    assert served(first, f"{changed}?as_of=1")[0] == 404
    assert httpx.get(f"{second}/health/ready", trust_env=False).text == "ready\n"
    for server in three:
        status, _, err = server.stop()
        assert (status, err) == (0, "")
