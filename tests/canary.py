"""A listener that notes who connects, and a file whose words must not be read aloud."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SECRET = "the canary's own song"


@dataclass
class Canary:
    """A listener on the loopback address.

    Attributes:
        port: where it listens.
        calls: the addresses that connected.
    """

    port: int
    calls: list[object] = field(default_factory=list)

    @property
    def address(self) -> str:
        """An ``http:`` IRI of it."""
        return f"http://127.0.0.1:{self.port}/x"


@contextmanager
def listening() -> Generator[Canary]:
    """A canary that hangs up on whoever connects, after noting it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        canary, stop = Canary(server.getsockname()[1]), threading.Event()

        def listen() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, address = server.accept()
                    canary.calls.append(address)
                    connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield canary
        finally:
            stop.set()
            thread.join()


def secret_file(folder: Path) -> Path:
    """A file of Turtle that states the secret."""
    path = folder / "secret.ttl"
    path.write_text(f'<urn:x:canary> <urn:x:sings> "{SECRET}" .\n', encoding="utf-8")
    return path


@pytest.fixture(name="canary")
def canary_fixture() -> Generator[Canary]:
    """A canary for one test."""
    with listening() as canary:
        yield canary
