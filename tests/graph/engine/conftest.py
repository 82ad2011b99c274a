"""A real ledger and a real engine over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.ledger import Ledger
from tests.graph.engine.rdf_files import Write

GRAPH = "https://w3id.org/venskab/graph/source/numbers"


def numbers(count: int) -> list[str]:
    """N-Quads lines: ``count`` things, each with a number and a link to the next."""
    return [
        line
        for n in range(count)
        for line in (
            f'<http://example.org/{n}> <http://example.org/is> "{n}" <{GRAPH}> .',
            f"<http://example.org/{n}> <http://example.org/next> "
            f"<http://example.org/{n + 1}> <{GRAPH}> .",
        )
    ]


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, numbers(1000), actor="test")
    return path


Start = Callable[..., Awaitable[EmbeddedEngine]]


@pytest.fixture
def start(ledger_path: Path) -> Start:
    async def started(**limits: Any) -> EmbeddedEngine:
        return await EmbeddedEngine.start(ledger_path, Limits(**limits))

    return started


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of a test, and says where."""

    def writer(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return writer
