"""One ledger, and an engine of each kind over it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.engine.base import Limits, LiveEngine
from graph.engine.embedded import EmbeddedEngine
from graph.engine.remote.remote_engine import RemoteEngine
from graph.ledger import Ledger
from graph.settings import Settings
from tests.engines.servers import oxigraph, virtuoso
from tests.engines.terms import TERMS, TERMS_GRAPH
from tests.shared import in_full

STARTS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "oxigraph": oxigraph,
    "virtuoso": partial(virtuoso, sparql="ResultSetMaxRows = 50000"),
}
LIMITS = Limits(seconds=60, workers=2)


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def folder(shipped_home: Callable[[str], Path]) -> Path:
    """A home folder with the shipped graph, and a graph of every term that engines stumble over."""
    home = shipped_home("engines")
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(TERMS_GRAPH, TERMS, actor="test")
    return home


def remote(folder: Path, address: str) -> Settings:
    """The settings of a server over an engine of a test."""
    return Settings(
        home=folder,
        engine=address,
        engine_user="dba",
        engine_password=SecretStr("dba"),
        watch_seconds=0.05,
    )


@pytest.fixture(scope="session")
def embedded(folder: Path, runner: asyncio.Runner) -> Iterator[LiveEngine]:
    engine = runner.run(EmbeddedEngine.start(folder / "ledger.sqlite", LIMITS))
    yield engine
    runner.run(engine.close())


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def engine(
    request: pytest.FixtureRequest,
    folder: Path,
    runner: asyncio.Runner,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RemoteEngine]:
    """A remote engine that holds the ledger."""
    if request.param == "virtuoso" and not in_full():
        pytest.skip("Virtuoso is tried where every part is: VENSKAB_REQUIRE_ALL=1")
    start = STARTS[request.param]
    with ExitStack() as stack:
        address = stack.enter_context(start(tmp_path_factory.mktemp(request.param)))
        engine = runner.run(RemoteEngine.start(remote(folder, address), LIMITS))
        yield engine
        runner.run(engine.close())


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an engine that holds nothing."""
    with oxigraph(tmp_path_factory.mktemp("empty")) as address:
        yield address
