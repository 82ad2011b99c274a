"""One server and one browser for the tests of a module.

The browser lives no longer than its module: while it does, this process has a running event loop,
in which no other test can start its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.api.serving import Server, running
from tests.browser.browsing import browsing


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("browser-home")) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def origin(server: Server) -> str:
    return server.origin
