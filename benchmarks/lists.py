"""Lists of ties: what loading them takes, and how it grows with their number."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.data.shipped import open_home
from graph.lists.list_store import loaded_lists
from graph.lists.packaged_lists import SHIPPED
from graph.settings import Settings

PAGE: Final = Path(__file__).with_name("LISTS.md")
TIES: Final = (40_000, 400_000)
# The command in a child process whose peak of memory is its own.
_TELLING: Final = """
import json, resource, sys
from api.cli.main import run
try:
    run()
finally:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([seconds, max(each.ru_maxrss for each in used)]), file=sys.stderr)
"""
_HEAD: Final = """# Lists of ties

Written by `python -m benchmarks --only lists`, on {cores} cores; load of the machine {load:.1f}.
Read, judged and written into the ledger in one command; the aim for the two shipped lists is two
minutes. The synthetic lists are pairs with countries and points, four ties a place.

| list | ties | statements | s | s of processor | MB | µs of processor a statement |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Loading:
    """What loading a list took.

    Attributes:
        name: the list or lists.
        ties: number of ties.
        statements: number of statements.
        seconds: from the start of the command to its end.
        processor: processor time of it and its children, s.
        megabytes: its peak of memory.
    """

    name: str
    ties: int
    statements: int
    seconds: float
    processor: float
    megabytes: float


def measure(ties: Sequence[int] = TIES) -> list[Loading]:
    """Load the shipped lists together, and synthetic ones of each size."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name:
        folder = Path(name)
        found = [_loading(folder, " and ".join(SHIPPED), ["list", "add", *SHIPPED])]
        for number in ties:
            table = folder / f"{number}.csv"
            table.write_text("\n".join(synthetic(number)) + "\n", encoding="utf-8")
            words = ["import", "list", "pairs", str(table), "--name", f"synthetic-{number}"]
            found.append(_loading(folder, "synthetic", [*words, "--edition", "2026"]))
        return found


def synthetic(ties: int) -> Iterator[str]:
    """The lines of a table of so many pairs of invented places, the same every time."""
    yield "city1,country1,lat1,lng1,city2,country2,lat2,lng2"
    chance = random.Random(ties)
    countries = ("Denmark", "Norway", "Sweden", "Finland", "Germany", "Poland", "France", "Italy")
    places = max(4, ties // 4)

    def place(number: int) -> str:
        latitude, longitude = 45 + number % 997 / 100, 5 + number % 1009 / 100
        return f"Town {number},{countries[number % len(countries)]},{latitude:.2f},{longitude:.2f}"

    met: set[tuple[int, int]] = set()
    while len(met) < ties:
        one, other = sorted(chance.sample(range(places), 2))
        if (one, other) not in met:
            met.add((one, other))
            yield f"{place(one)},{place(other)}"


def _loading(folder: Path, name: str, words: Sequence[str]) -> Loading:
    home = Path(tempfile.mkdtemp(dir=folder))
    open_home(home).close()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _TELLING, *words, "--home", str(home)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds = time.monotonic() - started
    processor, kilobytes = json.loads(done.stderr.splitlines()[-1])
    with open_home(Settings(home=home).home) as ledger:
        loaded = loaded_lists(ledger)
    return Loading(
        name,
        sum(each.ties for each in loaded),
        sum(each.statements for each in loaded),
        seconds,
        processor,
        kilobytes / 1024,
    )


def as_markdown(found: Sequence[Loading]) -> str:
    """The page of figures."""
    head = _HEAD.format(cores=os.cpu_count(), load=os.getloadavg()[0])
    rows = (
        f"| {each.name} | {each.ties:,} | {each.statements:,} | {each.seconds:.1f} |"
        f" {each.processor:.1f} | {each.megabytes:.0f} |"
        f" {each.processor / each.statements * 1e6:.0f} |\n"
        for each in found
    )
    return head + "".join(rows)
