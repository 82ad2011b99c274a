"""``python -m benchmarks``: run the benchmarks, print tables, write ``results/latest.json``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmarks import derivation, report, servers, sparql
from benchmarks.answers import differences
from benchmarks.data import Data, prepare
from benchmarks.queries import CASES
from benchmarks.servers import Server, Watch
from benchmarks.synthetic import TRIPLES

# rdflib's store takes minutes to load a million statements and answers some analyses in minutes.
_RDFLIB_TRIPLES: Final = 100_000
_RDFLIB_EFFORT: Final = sparql.Effort(rounds=1, short=5, analytic=1, seconds=5, patience=30)
_console: Final = report.console()


def bench_sparql(triples: int) -> dict[str, object]:
    """Venskab beside the Oxigraph server, on disk and in memory."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name, ExitStack() as stack:
        data = _prepared(Path(name), triples)
        running = [
            stack.enter_context(servers.venskab(data.home, Path(name))),
            stack.enter_context(servers.oxigraph_on_disk(data.dump, Path(name))),
            stack.enter_context(servers.oxigraph_in_memory(data.dump, Path(name))),
        ]
        watch = stack.enter_context(Watch(running))
        _compare_answers(running, data)
        delays = sparql.latencies(running, running[:1], data.things, sparql.Effort())
        rates = sparql.throughput(running, running[:1], data.things)
        starts = {server.name: server.seconds for server in running}
        _console.print(
            report.figures_table("Latency of one client, median, ms", delays, scale=1000),
            report.ratios_table("Latency, times the peer's (below 1: Venskab is faster)", delays),
            report.figures_table("Answers a second to 8 clients", rates, scale=1),
            report.ratios_table("Throughput, times the peer's (above 1: Venskab is faster)", rates),
            report.memory_table(starts, watch.peaks),
            sep="\n\n",
        )
        return _written(data, starts, watch.peaks, latency=delays, throughput=rates)


def bench_rdflib(triples: int) -> dict[str, object]:
    """Venskab beside rdflib-endpoint, on a smaller graph."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name, ExitStack() as stack:
        data = _prepared(Path(name), min(triples, _RDFLIB_TRIPLES))
        running = [
            stack.enter_context(servers.venskab(data.home, Path(name))),
            stack.enter_context(servers.rdflib_endpoint(data.dump, Path(name))),
        ]
        watch = stack.enter_context(Watch(running))
        delays = sparql.latencies(running, running[:1], data.things, _RDFLIB_EFFORT)
        starts = {server.name: server.seconds for server in running}
        _console.print(
            report.figures_table("Latency of one client, median, ms", delays, scale=1000),
            report.ratios_table("Latency, times the peer's (below 1: Venskab is faster)", delays),
            report.memory_table(starts, watch.peaks),
            sep="\n\n",
        )
        return _written(data, starts, watch.peaks, latency=delays)


def bench_derivation(triples: int) -> dict[str, object]:
    """Where the time goes when the derived graph is made."""
    steps = derivation.measure(triples)
    title = f"Derivation over {triples:,} synthetic statements"
    _console.print(report.steps_table(title, steps))
    return {"triples": triples, "steps": [asdict(step) for step in steps]}


BENCHMARKS: Final[dict[str, Callable[[int], dict[str, object]]]] = {
    "sparql": bench_sparql,
    "rdflib": bench_rdflib,
    "derivation": bench_derivation,
}


def _prepared(folder: Path, triples: int) -> Data:
    data = prepare(folder, triples)
    laps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in data.seconds.items())
    _console.print(f"\n{data.triples:,} synthetic statements, {data.quads:,} in all ({laps})")
    return data


def _compare_answers(running: list[Server], data: Data) -> None:
    for case in CASES:
        for sentence in differences(running, case.name, case.texts(data.things)[0]):
            _console.print(f"Answers differ! {sentence}")


def _written(
    data: Data,
    starts: dict[str, float],
    peaks: dict[str, tuple[int, int]],
    **figures: list[sparql.Figure],
) -> dict[str, object]:
    return {
        "triples": data.triples,
        "quads": data.quads,
        "prepared_seconds": dict(data.seconds),
        "start_seconds": starts,
        "peak_bytes_rss_pss": peaks,
        **{name: [asdict(figure) for figure in found] for name, found in figures.items()},
    }


def main() -> None:
    """Run all benchmarks, or one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, help="run this one only")
    parser.add_argument(
        "--triples", type=int, default=TRIPLES, help="size of the synthetic graph (%(default)s)"
    )
    options = parser.parse_args()
    wanted = [options.only] if options.only else list(BENCHMARKS)
    report.save({name: BENCHMARKS[name](options.triples) for name in wanted})
    _console.print(f"\nWritten to {report.RESULTS}")


if __name__ == "__main__":
    main()
