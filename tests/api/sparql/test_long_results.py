"""A million rows: whole, in little memory, and kept for the next to ask."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

import httpx
import pytest

from tests.api.processes import descendants
from tests.api.serving import Server, running
from tests.api.sockets import metric

ROWS = 1_000_000
_THOUSAND = " ".join(f'"{n}"' for n in range(1000))
QUERY = f"SELECT ?x ?y {{ VALUES ?x {{ {_THOUSAND} }} VALUES ?y {{ {_THOUSAND} }} }}"
MOST = 300 << 20
LIMIT_SECONDS = 600


@dataclass
class Memory:
    """Proportional memory of a server's processes: what they share counts once.

    Attributes:
        before: bytes at the beginning.
        most: most bytes that were seen.
    """

    before: int = 0
    most: int = 0
    over: threading.Event = field(default_factory=threading.Event)


def proportional(pid: int) -> int:
    """Bytes of a process and all below it; the files in the page cache are not counted."""
    total = 0
    for process in (pid, *descendants(pid)):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(
            int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:")
        )
    return total


@contextmanager
def watched(server: Server) -> Generator[Memory]:
    """Watch the memory of ``server`` while the block runs."""
    memory = Memory(before=proportional(server.process.pid))

    def watch() -> None:
        while not memory.over.wait(0.05):
            memory.most = max(memory.most, proportional(server.process.pid))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield memory
    finally:
        memory.over.set()
        watching.join()


@pytest.fixture(scope="module")
def server(small_home: Path) -> Iterator[Server]:
    with running(small_home, VENSKAB_QUERY_SECONDS=str(LIMIT_SECONDS)) as server:
        httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        yield server
        assert server.stop()[::2] == (0, "")


def fetch(server: Server, form: str, target: Path) -> None:
    """Write the answer to ``target`` as it comes."""
    with (
        httpx.Client(base_url=server.origin, timeout=120, trust_env=False) as client,
        client.stream(
            "POST",
            "/sparql",
            data={"query": QUERY, "format": form},
            headers={"Accept-Encoding": "identity"},
        ) as response,
    ):
        assert response.status_code == 200
        with target.open("wb") as file:
            for chunk in response.iter_raw(1 << 20):
                file.write(chunk)
    assert target.stat().st_size == int(response.headers["content-length"])


def rows(path: Path, form: str) -> int:
    """Rows of a whole answer."""
    text = path.read_bytes()
    if form == "xml":
        expat.ParserCreate().Parse(text, True)
        return text.count(b"<result>")
    if form == "csv":
        assert text.endswith(b"\r\n")
        return len(set(text.split(b"\r\n")[1:-1]))
    assert text.startswith(b'{"head"')
    assert text.rstrip().endswith(b"}}]}}")
    return text.count(b'"x":')


@pytest.mark.parametrize("form", ["csv", "json", "xml"])
def test_a_million_rows_are_whole_cheap_and_kept(server: Server, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"answer.{form}"
    with watched(server) as memory:
        fetch(server, form, target)
        hits = metric(server, "venskab_cache_hits_total")
        again = tmp_path / f"again.{form}"
        fetch(server, form, again)
        assert metric(server, "venskab_cache_hits_total") == hits + 1
    assert memory.most > 0
    grown = memory.most - memory.before
    assert grown < MOST, f"{grown >> 20} MB"
    assert again.read_bytes() == target.read_bytes()
    assert rows(target, form) == ROWS
