"""Fixtures of the API's tests: one home folder and one real server for the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from tests.api.serving import Server, running

FEW_GRAPHS = (
    ONTOLOGY_GRAPH,
    f"{BASE}graph/source/sermersooq-aalborg-2019",
    f"{BASE}graph/source/kujalleq-aarhus-2016",
)


@pytest.fixture(scope="session")
def home(shipped_home: Callable[[str], Path]) -> Path:
    """A home folder that the tests of a session share for reading."""
    return shipped_home("home")


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the ontology and two sources only, so that it starts in no time."""
    return _few_graphs(tmp_path_factory.mktemp("small-home"))


@pytest.fixture
def new_home(tmp_path: Path) -> Path:
    """The same, in which no server has worked before."""
    return _few_graphs(tmp_path)


def _few_graphs(folder: Path) -> Path:
    shipped = shipped_graphs()
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.apply([Put(graph, shipped[graph]) for graph in FEW_GRAPHS], actor="test")
    return folder


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[Server]:
    with running(home, VENSKAB_RESULT_MEGABYTES="12") as server:
        yield server
        status, _, err = server.stop()
        assert (status, err) == (0, ""), "the server ends cleanly and never complained"


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client:
        yield client
