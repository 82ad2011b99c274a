"""One server and one browser for the tests of a module.

The browser lives no longer than its module: while it does, this process has a running event loop,
in which no other test can start its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.serving import Server, running
from tests.browser.browsing import Visits, browsing


@pytest.fixture(scope="session")
def server(shipped_home: Callable[[str], Path]) -> Iterator[Server]:
    with running(shipped_home("browser-home")) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def origin(server: Server) -> str:
    return server.origin


@pytest.fixture(scope="module")
def visits(browser: Browser, server: Server) -> Iterator[Visits]:
    with ExitStack() as stack:
        yield Visits(browser, server.origin, stack)
