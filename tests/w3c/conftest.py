"""One server for what is asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from graph.ledger import Ledger, Put
from tests.api.serving import running
from tests.shared import shared
from tests.w3c.suite import SUITE

DATA = "http://kasei.us/2009/09/sparql/data/"


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server that holds the three documents of the protocol tests."""
    home = tmp_path_factory.mktemp("protocol")
    with Ledger.open(home / "ledger.sqlite") as ledger:
        puts = [Put(f"{DATA}data{n}.rdf", lines(n)) for n in (1, 2, 3)]
        ledger.apply(puts, actor="test")
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def lines(number: int) -> list[str]:
    """One of the documents as lines of the graph that the tests name it by."""
    text = shared(f"{SUITE}/protocol/data{number}.nt").read_text(encoding="utf-8")
    graph = f"<{DATA}data{number}.rdf>"
    return [line.rstrip(" .") + f" {graph} ." for line in text.splitlines() if line]
