"""Fixtures of the API's tests: one home folder and one real server for the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.serving import QUERY_SECONDS, Server, running


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that the tests of a session share for reading."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[Server]:
    with running(home, VENSKAB_RESULT_MEGABYTES="8") as server:
        yield server
        status, _, err = server.stop()
        assert (status, err) == (0, ""), "the server ends cleanly and never complained"


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def hasty_client(home: Path) -> Iterator[httpx.Client]:
    """A client of a server whose queries may take two seconds."""
    with (
        running(home, VENSKAB_QUERY_SECONDS=str(QUERY_SECONDS)) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client
