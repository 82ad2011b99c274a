"""How soon a change is seen by whoever asks: ``python -m benchmarks.changes SIZE``.

A server of the synthetic graph is asked by eight clients all the time, while one source after the
other is changed. Measured are the time from the commit to the first right answer, the first and
the later starts beside the bulk load of Oxigraph's server, and memory and disk.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from benchmarks.data import prepared
from benchmarks.servers import Server, memory, oxigraph_on_disk, venskab
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.prefixes import PREFIXES

CLIENTS: Final = 8
_QUADS: Final = range(80, 131)
_COMMENT: Final = f"<{PREFIXES['rdfs']}comment>"
_PAUSE: Final = 0.005
_PATIENCE: Final = 120.0


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        first: time of the first start ever to the first answer, s.
        start: time of a start with the index at hand, s.
        changes: times from a commit to the first right answer, in their order, s.
        asked: answers that the clients got meanwhile, per second.
        memory: proportional set size of all processes at the end, bytes.
        fresh: size of the index on disk after the first start, bytes.
        disk: the same at the end.
    """

    first: float
    start: float
    changes: Sequence[float]
    asked: float
    memory: int
    fresh: int
    disk: int


def measure(home: Path, things: Sequence[str], changes: int) -> Figures:
    """Change a copy of a ledger while its server is asked.

    Args:
        home: the folder of the ledger.
        things: IRIs that the clients ask about.
        changes: how many changes.
    """
    with tempfile.TemporaryDirectory(prefix="venskab-changes-", dir=home.parent) as name:
        folder = Path(name)
        own = folder / "home"
        own.mkdir()
        shutil.copy2(home / "ledger.sqlite", own)
        with venskab(own, folder) as server:
            first = server.seconds
        fresh = _size(own / "index")
        with venskab(own, folder) as server, _asking(server, things) as asked:
            begun = time.monotonic()
            found = list(_changed(own / "ledger.sqlite", server, changes))
            per_second = sum(asked) / (time.monotonic() - begun)
            size = memory(server)[1]
            disk = _size(own / "index")
            return Figures(first, server.seconds, found, per_second, size, fresh, disk)


def _changed(ledger_path: Path, server: Server, changes: int) -> Generator[float]:
    client = HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE)
    with Ledger.open(ledger_path) as ledger:
        sources = [
            each
            for each in ledger.graphs()
            if each.graph.startswith(source_graph("synthetic-")) and each.quads in _QUADS
        ]
        for number in range(changes):
            graph = sources[number % len(sources)].graph
            said = f'<{graph}> {_COMMENT} "change {number}"'
            version = next(each.hash for each in ledger.graphs() if each.graph == graph)
            ledger.put(graph, [*ledger.lines(version)[1:], f"{said} <{graph}> ."], actor="test")
            committed = time.monotonic()
            while not _ask(client, f"ASK {{ GRAPH <{graph}> {{ {said} }} }}"):
                time.sleep(_PAUSE)
            yield time.monotonic() - committed
    client.close()


def _ask(client: HTTPConnection, query: str) -> bool:
    client.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/json"})
    answer = client.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {body[:200]!r}")
    return b"true" in body


@contextmanager
def _asking(server: Server, things: Sequence[str]) -> Generator[list[int]]:
    """Clients that ask for as long as the block lasts; gives the number of answers of each."""
    asked, stop = [0] * CLIENTS, threading.Event()

    def client(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE)
        while not stop.is_set():
            thing = things[(number + CLIENTS * asked[number]) % len(things)]
            _ask(connection, f"ASK {{ <{thing}> ?p {asked[number]} }}")
            asked[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield asked
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _size(folder: Path) -> int:
    """Bytes of a folder's files; one with several names counts once."""
    files = {each.stat().st_ino: each.stat().st_size for each in folder.rglob("*")}
    return sum(files.values())


def table(found: Figures, peer: float | None) -> Table:
    """The figures for people.

    Args:
        found: the figures.
        peer: time of the bulk load and the start of Oxigraph's server, s; None if not measured.
    """
    part = max(1, len(found.changes) // 10)
    early, late = (
        statistics.median(each) for each in (found.changes[:part], found.changes[-part:])
    )
    made = Table(title="A change, and what it costs", box=MARKDOWN)
    made.add_column("what")
    made.add_column("figure", justify="right")
    rows = {
        "first start ever, s": f"{found.first:.1f}",
        "bulk load and start of Oxigraph's server, s": "" if peer is None else f"{peer:.1f}",
        "start with the index at hand, s": f"{found.start:.2f}",
        "commit to first right answer, median, s": f"{statistics.median(found.changes):.3f}",
        "the worst of them, s": f"{max(found.changes):.3f}",
        "the last tenth of changes to the first": f"{late / early:.2f}",
        f"answers to {CLIENTS} clients meanwhile, per second": f"{found.asked:.0f}",
        "memory of all processes, MB": f"{found.memory / 1e6:.0f}",
        "index on disk, fresh, MB": f"{found.fresh / 1e6:.0f}",
        "index on disk, at the end, MB": f"{found.disk / 1e6:.0f}",
    }
    for what, figure in rows.items():
        made.add_row(what, figure)
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="statements of the synthetic graph")
    parser.add_argument("--changes", type=int, default=100, help="how many changes")
    given = parser.parse_args()
    data = prepared(given.size)
    with (
        tempfile.TemporaryDirectory(prefix="venskab-peer-") as name,
        oxigraph_on_disk(data.quads_file, Path(name)) as peer,
    ):
        seconds = peer.seconds
    found = measure(data.home, data.things["municipality"], given.changes)
    Console().print(table(found, seconds))


if __name__ == "__main__":
    main()
