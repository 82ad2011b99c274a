"""Another checkout beside this one: ``python -m benchmarks.beside CHECKOUT``, its server and ours.

Both run at once with the shipped graph and are asked in turn, so that whatever else the machine
does hits both. CHECKOUT is a clone with its scripts built; what it imports is what we import.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from tests.api.serving import started
from tests.shared import ROOT

MOST_TIMES: Final = 1.05
# Without the folder that it is started in, so that PYTHONPATH says whose program it is.
_COMMAND: Final = (sys.executable, "-P", "-m", "api.cli.main")
_HTML: Final = {"Accept": "text/html", "Accept-Encoding": "gzip"}
_ANY: Final = {"Accept": "*/*"}
_CITY: Final = "/doc/municipality/aarhus-kommune"
_AGREEMENT: Final = "/doc/agreement/sermersooq-aalborg-2019"
_NARROW: Final = "/partnerships?country=DK&on=2012-06-01"
_COLD: Final = 5
Asked = tuple[str, dict[str, str]]


def _ask(pattern: str) -> Asked:
    return f"/sparql?query={quote(f'ASK {{ {pattern} }}')}", _ANY


def _anew(path: str) -> Callable[[int], Asked]:
    # What is made names the host that it was asked at, so a new port makes it anew.
    return lambda turn: (path, _HTML | {"Host": f"localhost:{turn % 65_000 + 1}"})


# What is asked in each turn, and how often.
CASES: Final[dict[str, tuple[Callable[[int], Asked], int]]] = {
    "ASK evaluated": (lambda turn: _ask(f"?s ?p {turn}"), 400),
    "ASK kept": (lambda _: _ask("?s ?p ?o"), 800),
    "page made": (_anew(_CITY), 40),
    "page kept": (lambda _: (_CITY, _HTML), 600),
    "agreement made": (_anew(_AGREEMENT), 40),
    "start page made": (_anew("/"), 80),
    "list made": (_anew("/municipalities"), 150),
    "list kept": (lambda _: ("/municipalities", _HTML), 600),
    "narrowed list made": (_anew(_NARROW), 150),
}


@contextmanager
def _client(checkout: Path, home: Path) -> Generator[HTTPConnection]:
    # Its processes, too, take nothing from the folder that they are started in.
    paths = {"PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1"}
    with started(_COMMAND, home, **paths) as server:
        place = urlsplit(server.origin)
        client = HTTPConnection(place.hostname or "", place.port, timeout=60)
        try:
            yield client
        finally:
            client.close()


def _milliseconds(client: HTTPConnection, asked: Asked) -> float:
    path, headers = asked
    begun = time.perf_counter()
    client.request("GET", path, headers=headers)
    answer = client.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
    return (time.perf_counter() - begun) * 1000


def measure(other: Path) -> dict[str, tuple[float, float]]:
    """The medians of the other checkout's answers and of ours, ms.

    Args:
        other: the folder of the other checkout.

    Raises:
        RuntimeError: a server did not answer 200.
    """
    turns = itertools.count(time.time_ns() % 10**6)
    with (
        tempfile.TemporaryDirectory(prefix="venskab-beside-") as name,
        _client(other, Path(name) / "other") as theirs,
        _client(ROOT, Path(name) / "ours") as ours,
    ):
        return {
            each: _medians((theirs, ours), (ask(next(turns)) for _ in range(number)))
            for each, (ask, number) in CASES.items()
        }


def _medians(clients: tuple[HTTPConnection, ...], asked: Iterator[Asked]) -> tuple[float, float]:
    found: tuple[list[float], list[float]] = ([], [])
    for turn, each in enumerate(asked):
        # Neither is always the one that is asked first.
        for side in (0, 1) if turn % 2 else (1, 0):
            found[side].append(_milliseconds(clients[side], each))
    return statistics.median(found[0][_COLD:]), statistics.median(found[1][_COLD:])


def table(found: dict[str, tuple[float, float]]) -> Table:
    """The figures for people."""
    made = Table(title="Medians of answers asked in turn", box=MARKDOWN)
    for column in ("what", "other, ms", "this, ms", "times"):
        made.add_column(column, justify="left" if column == "what" else "right")
    for name, (theirs, ours) in found.items():
        missed = " (missed)" if ours > MOST_TIMES * theirs else ""
        made.add_row(name, f"{theirs:.3f}", f"{ours:.3f}", f"{ours / theirs:.2f}{missed}")
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path, help="folder of the other checkout")
    Console().print(table(measure(parser.parse_args().checkout.resolve())))
