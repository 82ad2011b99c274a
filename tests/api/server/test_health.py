"""Health: alive without the engine, ready only with it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.api.processes import descendants, halted
from tests.api.serving import running


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_healthy(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"
    assert client.head(path).status_code == 200


def test_a_halted_engine_is_live_but_not_ready(home: Path) -> None:
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, trust_env=False, timeout=60) as client,
    ):
        assert client.get("/health/ready").status_code == 200
        engine = descendants(server.process.pid)
        assert engine
        with halted(engine):
            ready = client.get("/health/ready", timeout=60)
            assert ready.status_code == 503
            assert ready.headers["content-type"] == "application/problem+json"
            assert int(ready.headers["retry-after"]) > 0
            assert client.get("/health/live").status_code == 200
        # A busy machine takes its time, and each answer until then says when to ask again.
        while (ready := client.get("/health/ready", timeout=60)).status_code != 200:
            assert ready.status_code == 503
