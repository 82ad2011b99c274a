"""Fixtures of the API's tests: one home folder and one real server for the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.few_graphs import few_graphs
from tests.api.serving import Server, running


@pytest.fixture(scope="session")
def home(shipped_home: Callable[[str], Path]) -> Path:
    """A home folder that the tests of a session share for reading."""
    return shipped_home("home")


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the ontology and two sources only, so that it starts in no time."""
    return few_graphs(tmp_path_factory.mktemp("small-home"))


@pytest.fixture
def new_home(tmp_path: Path) -> Path:
    """The same, in which no server has worked before."""
    return few_graphs(tmp_path)


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
