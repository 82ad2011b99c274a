"""Prints what was measured as tables for people, and writes it down for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.derivation import Step
from benchmarks.servers import PEERS
from benchmarks.sparql import Figure, ratio

RESULTS: Final = Path(__file__).parent / "results"
_OURS: Final = "venskab"
_MEGABYTE: Final = 1 << 20


def console() -> Console:
    """Where tables go: as wide as they need to be when the output is not a terminal."""
    return Console(width=None if os.isatty(1) else 140)


def about() -> dict[str, object]:
    """Versions and machine."""
    peers = [line for line in PEERS.read_text().splitlines() if "==" in line]
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "venskab": version("venskab"),
        "pyoxigraph": version("pyoxigraph"),
        "peers": peers,
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
    }


def save(name: str, found: Mapping[str, object]) -> None:
    """Write the results of one benchmark, at one size where it has sizes, as JSON."""
    RESULTS.mkdir(exist_ok=True)
    size = f"-{round(int(str(found['triples'])), -4)}" if "triples" in found else ""
    text = json.dumps({**about(), **found}, indent=1)
    (RESULTS / f"{name}{size}.json").write_text(text + "\n", encoding="utf-8")


def _servers(figures: Sequence[Figure]) -> list[tuple[str, bool]]:
    return list(dict.fromkeys((figure.server, figure.cached) for figure in figures))


def _find(figures: Sequence[Figure], server: tuple[str, bool], case: str) -> Figure:
    return next(f for f in figures if (f.server, f.cached) == server and f.case == case)


def _title(server: tuple[str, bool]) -> str:
    return f"{server[0]}, cached" if server[1] else server[0]


def _cell(figure: Figure, scale: float) -> str:
    if not figure.rounds:
        return "no answer in time" if figure.late else "error"
    flaw = "" if not figure.errors + figure.late else f" ({figure.errors + figure.late} failed)"
    return f"{figure.middle * scale:,.{2 if figure.middle * scale < 100 else 0}f}{flaw}"


def figures_table(title: str, figures: Sequence[Figure], *, scale: float) -> Table:
    """One row a case, one column a server.

    Args:
        title: what the figures are, with their unit.
        figures: the figures.
        scale: what they are multiplied with.
    """
    servers = _servers(figures)
    rounds = max(len(figure.rounds) for figure in figures)
    table = Table("class", "case", title=f"{title} ({rounds} rounds)", title_justify="left")
    for server in servers:
        table.add_column(_title(server), justify="right")
    for case, group in dict.fromkeys((figure.case, figure.group) for figure in figures):
        cells = [_cell(_find(figures, server, case), scale) for server in servers]
        table.add_row(group, case, *cells)
    return table


def ratios_table(title: str, figures: Sequence[Figure]) -> Table:
    """Venskab's figures over each peer's, by class: geometric mean, and lowest to highest round."""
    table = Table("class", "Venskab", title=title, title_justify="left")
    servers = _servers(figures)
    ours = [server for server in servers if server[0] == _OURS]
    theirs = [server for server in servers if server[0] != _OURS]
    for server in theirs:
        table.add_column(f"/ {server[0]}", justify="right")
    for group in dict.fromkeys(figure.group for figure in figures):
        for our in ours:
            cells = [_ratio_cell(figures, group, our, their) for their in theirs]
            table.add_row(group, "cached" if our[1] else "uncached", *cells)
    return table


def _ratio_cell(
    figures: Sequence[Figure], group: str, our: tuple[str, bool], their: tuple[str, bool]
) -> str:
    inside = [figure for figure in figures if figure.group == group]
    found = ratio(
        [f for f in inside if (f.server, f.cached) == our],
        [f for f in inside if (f.server, f.cached) == their],
    )
    return f"{found.middle:.2f} ({found.low:.2f} to {found.high:.2f}), {found.cases} cases"


def memory_table(starts: Mapping[str, float], peaks: Mapping[str, tuple[int, int]]) -> Table:
    """Seconds to load and peak memory, one row a server."""
    table = Table(title="Start and peak memory", title_justify="left")
    for name in ("server", "load and start, s", "RSS sum, MB", "shared pages once, MB"):
        table.add_column(name, justify="left" if name == "server" else "right")
    for name, (resident, proportional) in peaks.items():
        sizes = (f"{size / _MEGABYTE:,.0f}" for size in (resident, proportional))
        table.add_row(name, f"{starts[name]:.1f}", *sizes)
    return table


def changes_sentence(changes: Sequence[float]) -> str:
    """Processor time of changes of one partnership each, in words."""
    middle, worst = changes[len(changes) // 2], changes[-1]
    return (
        f"Of {len(changes)} changes of one partnership, the middle one took {middle * 1000:.1f} ms "
        f"of processor time to derive, the slowest {worst * 1000:.1f} ms."
    )


def steps_table(title: str, steps: Sequence[Step]) -> Table:
    """Seconds of every step of a derivation."""
    table = Table("step", title=title, title_justify="left")
    for name in ("seconds", "processor seconds", "triples"):
        table.add_column(name, justify="right")
    for step in steps:
        table.add_row(step.name, f"{step.seconds:.2f}", f"{step.cpu:.2f}", f"{step.lines:,}")
    seconds, cpu = sum(step.seconds for step in steps), sum(step.cpu for step in steps)
    table.add_row("all", f"{seconds:.2f}", f"{cpu:.2f}", "")
    return table
