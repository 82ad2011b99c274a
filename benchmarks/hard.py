"""What queries that bring an endpoint down come to on the shipped graph: ``benchmarks.hard``.

``python -m benchmarks.hard`` starts Venskab, asks them all with a limit of a second, and prints
what each came to. ``tests/api/sparql/test_hard_queries.py`` asks them of a smaller graph.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from benchmarks import servers
from graph.data.shipped import open_home
from tests.api.sparql.hard_queries import GRAPHS, ROWS, SETTINGS, Report, run

SECONDS: Final = 1.0


def table(report: Report) -> str:
    """The report as Markdown."""
    lines = ["| query | came to | slowest, s |", "| --- | --- | --- |"]
    for name in (*ROWS, *GRAPHS):
        mine = [each for each in report.outcomes if each.name == name]
        told = sorted({each.told or f"{each.status}" for each in mine if each.format != "html"})
        faults = [f"**{each.format}: {each.fault}**" for each in mine if each.fault]
        slowest = max(each.seconds for each in mine)
        lines.append(f"| {name} | {', '.join([*told, *faults])} | {slowest:.2f} |")
    shares = ", ".join(
        f"{name} {report.live_at(share) * 1000:.0f} ms"
        for name, share in (("median", 0.5), ("99 %", 0.99), ("slowest", 1.0))
    )
    lines.append(f"\n`/health/live`, {len(report.live)} calls meanwhile: {shares}.")
    return "\n".join(lines)


def main() -> None:
    """Start a server on the shipped graph, ask it everything and print what came of it."""
    os.environ.update({**SETTINGS, "VENSKAB_QUERY_SECONDS": f"{SECONDS:g}"})
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with open_home(home):
            pass
        with servers.venskab(home, Path(folder)) as server:
            report = run(f"http://127.0.0.1:{server.port}")
            print(f"Limit: {SECONDS:g} s; {len(report.outcomes)} requests, two at a time.\n")
            print(table(report))


if __name__ == "__main__":
    main()
