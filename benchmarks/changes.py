"""How soon a change is seen by whoever asks: ``python -m benchmarks.changes SIZE``.

A server of the synthetic graph is asked by eight clients all the time, while one source after the
other is changed. Measured are the time from the commit to the first right answer, the first and
the later starts beside the bulk load of Oxigraph's server, and memory and disk.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote

from benchmarks import report
from benchmarks.data import Data, prepared
from benchmarks.results import runs
from benchmarks.servers import Server, memory, oxigraph_on_disk, venskab
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.prefixes import PREFIXES

PAGE: Final = Path(__file__).with_name("CHANGES.md")
CLIENTS: Final = 8
_NAME: Final = "changes"
_STARTS: Final = 5
_QUADS: Final = range(80, 131)
_COMMENT: Final = f"<{PREFIXES['rdfs']}comment>"
_PAUSE: Final = 0.005
_PATIENCE: Final = 120.0
_HEAD: Final = """# Changes of a running server

Written by `python -m benchmarks.changes SIZE`. Sources of about 100 statements are changed one
after the other, while {clients} clients ask a question each that no cache has, without a pause.
The time of a change goes from its commit to the first right answer over HTTP. Clients, server and
peer share the machine; its load is the number of processes that wanted a core.

"""


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        triples: synthetic statements.
        quads: statements of all named graphs, with what is shipped and derived.
        cores: cores of the machine.
        loads: load of the machine at the beginning and at the end.
        peer: time of the bulk load and the start of Oxigraph's server, s.
        first: time of the first start ever to the first answer, s.
        starts: times of starts with the index at hand, s.
        changes: times from a commit to the first right answer, in their order, s.
        asked: answers that the clients got meanwhile, per second.
        memory: proportional set size of all processes at the end, bytes.
        fresh: size of the index on disk after the first start, bytes.
        disk: the same at the end.
    """

    triples: int
    quads: int
    cores: int
    loads: tuple[float, float]
    peer: float
    first: float
    starts: Sequence[float]
    changes: Sequence[float]
    asked: float
    memory: int
    fresh: int
    disk: int


def measure(data: Data, changes: int) -> Figures:
    """Change a copy of a ledger while its server is asked.

    Args:
        data: the ledger, and the same for the peer.
        changes: how many changes.
    """
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="venskab-changes-", dir=data.folder) as name:
        folder = Path(name)
        with oxigraph_on_disk(data.quads_file, folder) as server:
            peer = server.seconds
        shutil.rmtree(folder / "oxigraph")
        own = folder / "home"
        own.mkdir()
        shutil.copy2(data.home / "ledger.sqlite", own)
        first = _start(own, folder)
        fresh = _size(own / "index")
        starts = [_start(own, folder) for _ in range(_STARTS)]
        with venskab(own, folder) as server, _asking(server, data.things["municipality"]) as asked:
            begun = time.monotonic()
            found = list(_changed(own / "ledger.sqlite", server, changes))
            return Figures(
                triples=data.triples,
                quads=data.quads,
                cores=os.cpu_count() or 0,
                loads=(load, os.getloadavg()[0]),
                peer=peer,
                first=first,
                starts=starts,
                changes=found,
                asked=sum(asked) / (time.monotonic() - begun),
                memory=memory(server)[1],
                fresh=fresh,
                disk=_size(own / "index"),
            )


def _start(home: Path, folder: Path) -> float:
    with venskab(home, folder) as server:
        return server.seconds


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
    """Clients that ask for as long as the block lasts; gives the number of answers of each.

    Raises:
        RuntimeError: a client was refused.
    """
    asked, stop = [0] * CLIENTS, threading.Event()

    def client(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE)
        while not stop.is_set():
            thing = things[(number + CLIENTS * asked[number]) % len(things)]
            _ask(connection, f"ASK {{ <{thing}> ?p {asked[number]} }}")
            asked[number] += 1
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(client, number) for number in range(CLIENTS)]
        try:
            yield asked
        finally:
            stop.set()
        for each in clients:
            each.result()


def _size(folder: Path) -> int:
    """Bytes of a folder's files; one with several names counts once."""
    files = {}
    for each in folder.rglob("*"):
        # A running server removes what nobody needs any more.
        with suppress(FileNotFoundError):
            files[each.stat().st_ino] = each.stat().st_size
    return sum(files.values())


def as_markdown(several: Sequence[Figures]) -> str:
    """The figures as a page, a column a size."""
    columns = [_rows(each) for each in several]
    sizes = " | ".join(f"{each.triples:,} statements" for each in several)
    table = [f"| what | {sizes} |", f"| --- |{' ---: |' * len(several)}"]
    table += [f"| {what} | {' | '.join(each[what] for each in columns)} |" for what in columns[0]]
    return _HEAD.format(clients=CLIENTS) + "\n".join(table) + "\n"


def _rows(found: Figures) -> dict[str, str]:
    """The rows of one column: what, and its figure."""
    part = max(1, len(found.changes) // 10)
    early, late = median(found.changes[:part]), median(found.changes[-part:])
    twentieths = quantiles(found.changes, n=20, method="inclusive")
    return {
        "load of the machine, on so many cores": f"{found.loads[0]:.1f} to {found.loads[1]:.1f},"
        f" {found.cores}",
        "statements in all": f"{found.quads:,}",
        "bulk load and start of Oxigraph's server, s": f"{found.peer:.1f}",
        "first start ever, s": f"{found.first:.1f}",
        "times the peer's": f"{found.first / found.peer:.1f}",
        f"start with the index at hand, s: median of {len(found.starts)} (range)": (
            f"{median(found.starts):.1f} ({min(found.starts):.1f} to {max(found.starts):.1f})"
        ),
        "changes": f"{len(found.changes):,}",
        "commit to first right answer, s: median (5 % to 95 %)": f"{median(found.changes):.2f}"
        f" ({twentieths[0]:.2f} to {twentieths[-1]:.2f})",
        "the worst of them, s": f"{max(found.changes):.2f}",
        "median of the first tenth, s": f"{early:.2f}",
        "the last tenth, times that": f"{late / early:.2f}",
        f"answers to {CLIENTS} clients meanwhile, per second": f"{found.asked:,.0f}",
        "memory of all processes at the end (PSS), MB": f"{found.memory / 1e6:,.0f}",
        "index on disk, fresh, MB": f"{found.fresh / 1e6:,.0f}",
        "index on disk, at the end, MB": f"{found.disk / 1e6:,.0f}",
        "at the end, times the fresh one": f"{found.disk / found.fresh:.2f}",
    }


def _kept() -> list[Figures]:
    """The last run at each size."""
    names = Figures.__dataclass_fields__
    return [
        Figures(**{name: value for name, value in run.found.items() if name in names})
        for run in runs(_NAME)
    ]


def main() -> None:
    """Measure one size, and write the page of all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.changes", description=__doc__)
    parser.add_argument("size", type=int, help="statements of the synthetic graph")
    parser.add_argument("--changes", type=int, default=100, help="how many changes")
    given = parser.parse_args()
    report.save(_NAME, asdict(measure(prepared(given.size), given.changes)))
    page = as_markdown(_kept())
    PAGE.write_text(page, encoding="utf-8")
    report.console().print(page)


if __name__ == "__main__":
    main()
