"""Health: alive without the engine, ready only with it."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.api.serving import running


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_healthy(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"
    assert client.head(path).status_code == 200


def test_a_halted_engine_is_live_but_not_ready(home: Path) -> None:
    with running(home) as server, httpx.Client(base_url=server.origin, trust_env=False) as client:
        assert client.get("/health/ready").status_code == 200
        halted = descendants(server.process.pid)
        assert halted
        for pid in halted:
            os.kill(pid, signal.SIGSTOP)
        ready = client.get("/health/ready", timeout=5)
        assert ready.status_code == 503
        assert ready.headers["content-type"] == "application/problem+json"
        assert int(ready.headers["retry-after"]) > 0
        assert client.get("/health/live").status_code == 200
        for pid in halted:
            # The first to go on buries the one that was ended meanwhile.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        assert client.get("/health/ready", timeout=5).status_code == 200


def descendants(pid: int) -> list[int]:
    """All processes below ``pid``, by the kernel's own list."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this kernel does not list a process's children")
    children = [
        int(child)
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for child in path.read_text().split()
    ]
    return children + [below for child in children for below in descendants(child)]
