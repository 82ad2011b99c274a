"""The export of a large graph: its time beside a plain dump by the engine, and its memory.

Run alone: ``python -m benchmarks.export``. Times are of the processor, which other programs on the
machine do not lengthen; memory is the most that each process held.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rich.table import Table

from benchmarks import report
from benchmarks.data import prepared
from benchmarks.synthetic import TRIPLES
from graph.engine.index import build
from graph.exports.export import export
from graph.exports.network_export import read_network
from graph.settings import Settings

_MEGABYTE: Final = 1 << 20


@dataclass(frozen=True)
class Lap:
    """One piece of work, in a process of its own.

    Attributes:
        name: what was done.
        seconds: processor time of the process, s; loading the store is not counted.
        children: processor time of the engine that reads the network, s.
        megabytes: most memory that the process held, MB.
        bytes: what it wrote.
    """

    name: str
    seconds: float
    children: float
    megabytes: float
    bytes: int


def measure(triples: int) -> list[Lap]:
    """Dump and export the same ledger."""
    ledger = Settings(home=prepared(triples).home).ledger_path
    pieces: tuple[tuple[str, Callable[[Path, Path], float], str], ...] = (
        ("the engine's own N-Quads", _dump, "dump"),
        ("all files of an export", _export, "export"),
        ("again, with all files there", _export, "export"),
    )
    # Forked processes would begin with what this one holds.
    context = multiprocessing.get_context("spawn")
    laps = []
    with tempfile.TemporaryDirectory() as folder:
        for name, work, place in pieces:
            with context.Pool(1) as pool:
                figures = pool.apply(_timed, (work, ledger, Path(folder) / place))
            laps.append(Lap(name, *figures))
    return laps


def _timed(
    work: Callable[[Path, Path], float], ledger: Path, folder: Path
) -> tuple[float, float, float, int]:
    folder.mkdir(exist_ok=True)
    seconds = work(ledger, folder)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return seconds, used.ru_utime + used.ru_stime, peak, size


def _dump(ledger: Path, folder: Path) -> float:
    store = build(ledger).store
    started = time.process_time()
    store.dump(str(folder / "all.nq"), ox.RdfFormat.N_QUADS)
    return time.process_time() - started


def _export(ledger: Path, folder: Path) -> float:
    started = time.process_time()
    export(ledger, folder, partial(read_network, ledger))
    return time.process_time() - started


def table(triples: int, laps: list[Lap]) -> Table:
    """A row a piece of work, with the ratio to the engine's dump."""
    found = Table("work", title=f"Export of {triples:,} statements", title_justify="left")
    for name in ("processor, s", "times the dump", "engine's processor, s", "memory, MB", "MB"):
        found.add_column(name, justify="right")
    for lap in laps:
        ratio = f"{lap.seconds / laps[0].seconds:.1f}"
        sizes = (f"{lap.megabytes:,.0f}", f"{lap.bytes / _MEGABYTE:,.0f}")
        found.add_row(lap.name, f"{lap.seconds:.1f}", ratio, f"{lap.children:.1f}", *sizes)
    return found


def main() -> None:
    """Measure, print, write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=TRIPLES)
    triples = parser.parse_args().triples
    laps = measure(triples)
    report.console().print(table(triples, laps))
    report.save("export", {"triples": triples, "laps": [asdict(lap) for lap in laps]})


if __name__ == "__main__":
    main()
