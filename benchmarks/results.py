"""Writes ``RESULTS.md`` and ``growth.svg`` from the figures of the last runs."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from benchmarks import growth, network_page, report
from benchmarks.derivation import Step
from benchmarks.sparql import Figure
from benchmarks.targets import TARGETS, verdict

PAGE: Final = Path(__file__).with_name("RESULTS.md")
_INTRODUCTION: Final = """\
# What the benchmarks found

Written by `python -m benchmarks`; the figures behind it are in `results/`. {system}, {cores} cores,
Python {python}, Venskab {venskab} with pyoxigraph {pyoxigraph}; peers: {peers}. Requests come from
one process on the same machine, in rounds in which the servers take turns; figures are medians of
the rounds, and what stands in brackets is the lowest and the highest round. Each request carries a
comment of its own, so that no cache has seen it; *cached* means the same text again and again.
Venskab counts requests a minute and logs each; both are off here, since the peers do neither.

The peers hold the same named graphs, with what Venskab derives, and take the default graph as the
union of all. The Oxigraph server is run on disk (`load`, `optimize`, `serve-read-only`), as its
own documentation has it, and in memory.

Ten million statements are not here: with what is derived they are 24 million, and at about 1,000
bytes each, measured at the smaller sizes, the index alone would take the 24 GB of this machine.

![Latency as data grows](growth.svg)
"""


@dataclass(frozen=True)
class Run:
    """One benchmark at one size.

    Attributes:
        name: the benchmark.
        triples: synthetic statements.
        found: what was written down.
    """

    name: str
    triples: int
    found: dict[str, Any]

    def figures(self, kind: str) -> list[Figure]:
        """Figures of a kind: ``latency`` or ``throughput``."""
        return [Figure(**each) for each in self.found.get(kind, [])]


def runs(name: str) -> list[Run]:
    """The last run of a benchmark at each size, the smallest first."""
    files = report.RESULTS.glob(f"{name}-*.json")
    found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return sorted((Run(name, each["triples"], each) for each in found), key=lambda run: run.triples)


def write() -> None:
    """Write the page and the plot, where the SPARQL benchmark was run."""
    measured = runs("sparql")
    if not measured:
        return
    about = measured[-1].found
    parts = [_INTRODUCTION.format(**{**about, "peers": ", ".join(about["peers"])})]
    parts += _targets(measured[-1])
    parts += [part for run in measured for part in _sparql(run)]
    parts += [part for run in runs("rdflib") for part in _rdflib(run)]
    parts += [part for run in runs("derivation") for part in _derivation(run)]
    parts += _networks()
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    growth.draw([(run.triples, run.figures("latency")) for run in measured])


def _targets(run: Run) -> list[str]:
    table = Table(*("target", "beside", "reached", "is it met?"))
    beside = [run, *runs("rdflib")[:1]]
    for target in TARGETS:
        source = next((each for each in beside if each.name == target.benchmark), None)
        for peer in target.peers if source else ():
            figures = source.figures(target.kind) if source else []
            table.add_row(target.wording, peer, *verdict(target, peer, figures))
    return [f"## What was aimed at, at {run.triples:,} statements\n", _markdown(table)]


def _sparql(run: Run) -> list[str]:
    delays, rates = run.figures("latency"), run.figures("throughput")
    differing = "".join(f"- {sentence}\n" for sentence in run.found["differing_answers"])
    return [
        f"## {run.triples:,} statements, {run.found['quads']:,} with what is derived\n",
        f"{run.found['when']}; `python -m benchmarks --only sparql --triples {run.triples}`\n",
        _titled(report.figures_table("Latency of one client, ms", delays, scale=1000)),
        _titled(report.ratios_table("Latency, times the peer's", delays)),
        _titled(report.figures_table("Answers a second to 8 clients", rates, scale=1)),
        _titled(report.ratios_table("Throughput, times the peer's", rates)),
        _memory(run),
        f"Answers that differ, since peers count what two graphs share twice:\n\n{differing}"
        if differing
        else "All servers gave the same answers.\n",
    ]


def _rdflib(run: Run) -> list[str]:
    delays = run.figures("latency")
    return [
        f"## Beside rdflib-endpoint, {run.triples:,} statements\n",
        _titled(report.figures_table("Latency of one client, ms", delays, scale=1000)),
        _titled(report.ratios_table("Latency, times the peer's", delays)),
        _memory(run),
    ]


def _derivation(run: Run) -> list[str]:
    steps = sorted((Step(**step) for step in run.found["steps"]), key=lambda step: -step.cpu)
    title = f"Derivation at {run.triples:,} statements"
    sentence = report.changes_sentence(run.found["changes"])
    return [f"## {title}\n", _markdown(report.steps_table(title, steps)), f"{sentence}\n"]


def _networks() -> list[str]:
    """The networks of both sizes; they have no number of statements."""
    files = [report.RESULTS / f"{name}.json" for name in ("network", "network-large")]
    several = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    return [part for found in several for part in _network(found)]


def _network(found: dict[str, Any]) -> list[str]:
    tables = network_page.tables(found)
    return [
        f"## {tables[0].title}\n",
        f"{network_page.METHOD.format(**found)}\n",
        _markdown(tables[0]),
        *(_titled(table) for table in tables[1:]),
        *(f"- {sentence}" for sentence in network_page.sentences(found)),
        "",
    ]


def _memory(run: Run) -> str:
    peaks = {name: (rss, pss) for name, (rss, pss) in run.found["peak_bytes_rss_pss"].items()}
    return _titled(report.memory_table(run.found["start_seconds"], peaks))


def _titled(table: Table) -> str:
    return f"### {table.title}\n\n{_markdown(table)}"


def _markdown(table: Table) -> str:
    table.title, table.box = None, MARKDOWN
    output = io.StringIO()
    Console(file=output, width=400).print(table)
    lines: Sequence[str] = [line.rstrip() for line in output.getvalue().splitlines()]
    return "\n".join(line for line in lines if line) + "\n"
