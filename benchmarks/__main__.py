"""``python -m benchmarks``: run the benchmarks, print tables, and write ``RESULTS.md``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import (
    browser,
    check,
    command,
    derivation,
    lists,
    network,
    network_page,
    pages,
    processes,
    questions,
    report,
    resources,
    results,
    search,
    servers,
    sparql,
)
from benchmarks.answers import differences
from benchmarks.data import Data, prepared
from benchmarks.queries import CASES
from benchmarks.servers import Server, Watch
from benchmarks.sparql import Figure

SIZES: Final = (100_000, 1_000_000)
# rdflib's store takes minutes to load a million statements and answers some analyses in minutes.
_RDFLIB_TRIPLES: Final = 50_000
_RDFLIB_EFFORT: Final = sparql.Effort(rounds=1, short=5, analytic=1, seconds=5, patience=90)
# Larger sizes would be the same again.
_ONE_SIZE: Final = (
    "rdflib",
    "questions",
    "network",
    "network-large",
    "search",
    "browser",
    "pages",
    "command",
    "check",
    "lists",
    "processes",
)
_console: Final = report.console()


@dataclass(frozen=True)
class Stage:
    """Servers that run with the same data, Venskab first.

    Attributes:
        data: the data.
        running: the servers.
        watch: watches their memory.
    """

    data: Data
    running: list[Server]
    watch: Watch

    def about(self) -> dict[str, object]:
        """What to write down of it."""
        return {
            "triples": self.data.triples,
            "quads": self.data.quads,
            "prepared_seconds": dict(self.data.seconds),
            "start_seconds": {server.name: server.seconds for server in self.running},
            "peak_bytes_rss_pss": self.watch.peaks,
        }


@contextmanager
def _stage(triples: int, *peers: servers.Peer) -> Generator[Stage]:
    """Make the data, start Venskab and its peers."""
    data = prepared(triples)
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        running = [stack.enter_context(servers.venskab(data.home, folder))]
        running += [stack.enter_context(peer(data.quads_file, folder)) for peer in peers]
        laps = ", ".join(f"{lap} {seconds:.1f} s" for lap, seconds in data.seconds.items())
        _console.print(f"\n{data.triples:,} synthetic statements, {data.quads:,} in all ({laps})")
        yield Stage(data, running, stack.enter_context(Watch(running)))


def bench_sparql(triples: int) -> dict[str, object]:
    """Venskab beside the Oxigraph server, on disk and in memory."""
    with _stage(triples, servers.oxigraph_on_disk, servers.oxigraph_in_memory) as stage:
        differing = _compare_answers(stage)
        ours, things = stage.running[:1], stage.data.things
        delays = sparql.latencies(stage.running, ours, things, sparql.Effort())
        _print_latencies(delays)
        rates = sparql.throughput(stage.running, ours, things)
        _console.print(
            report.figures_table("Answers a second to 8 clients", rates, scale=1),
            report.ratios_table("Throughput, times the peer's (above 1: Venskab is faster)", rates),
            sep="\n\n",
        )
        return _finished(stage, differing, latency=delays, throughput=rates)


def bench_rdflib(triples: int) -> dict[str, object]:
    """Venskab beside rdflib-endpoint, on a smaller graph."""
    with _stage(min(triples, _RDFLIB_TRIPLES), servers.rdflib_endpoint) as stage:
        ours, things = stage.running[:1], stage.data.things
        delays = sparql.latencies(stage.running, ours, things, _RDFLIB_EFFORT)
        _print_latencies(delays)
        return _finished(stage, [], latency=delays)


def bench_derivation(triples: int) -> dict[str, object]:
    """Where the time goes when the derived graph is made."""
    store = derivation.store_of(triples)
    steps = derivation.measure(store)
    title = f"Derivation over {triples:,} synthetic statements"
    _console.print(report.steps_table(title, steps))
    changes = derivation.measure_changes(store)
    _console.print(report.changes_sentence(changes))
    return {"triples": triples, "steps": [asdict(step) for step in steps], "changes": changes}


def bench_questions(_: int) -> dict[str, object]:
    """Run time of each question on the shipped graph, whatever the size asked for."""
    timings, quads = questions.measure()
    questions.TABLE.write_text(questions.as_markdown(timings, quads), encoding="utf-8")
    _console.print(f"Written to {questions.TABLE}")
    return {"quads": quads, "timings": [asdict(each) for each in timings]}


def bench_network(triples: int) -> dict[str, object]:
    """Measures of 10,000 nodes beside igraph and networkx; a projection from the engine."""
    return _networks(network.SMALL, network.projection(triples, rounds=3), rounds=3)


def bench_network_large(_: int) -> dict[str, object]:
    """Measures of 100,000 nodes beside igraph and networkx."""
    return _networks(network.LARGE, [], rounds=1)


def _networks(
    size: tuple[int, int], projection: list[network.Lap], rounds: int
) -> dict[str, object]:
    laps, peak = network.measure(*size, rounds)
    error = network.sampled_error(*size) if size == network.LARGE else None
    found: dict[str, Any] = {
        "nodes": size[0], "edges": size[1], "rounds": rounds, "peak_megabytes": peak,
        "sampled_error": error, "laps": [asdict(lap) for lap in laps],
        "projection": [asdict(lap) for lap in projection],
    }  # fmt: skip
    for part in network_page.tables(found):
        _console.print(part)
    for sentence in network_page.sentences(found):
        _console.print(sentence)
    return found


def bench_resources(triples: int) -> dict[str, object]:
    """Pages of collections beside bare SPARQL, and answers that are kept beside the floor."""
    with _stage(triples) as stage:
        found = resources.measure(stage.running[0].port, stage.data.things)
        machine = {"load": os.getloadavg()[0], "cores": os.cpu_count()}
        about = {"triples": stage.data.triples, "quads": stage.data.quads} | machine
        resources.PAGE.write_text(resources.as_markdown(found, about), encoding="utf-8")
        _console.print(f"Written to {resources.PAGE}")
        return {**stage.about(), **machine, **found}


def bench_search(_: int) -> dict[str, object]:
    """Forms of names found on the shipped graph, and latency on 100,000 generated names."""
    rates, measured = search.hit_rates(), search.latencies()
    search.PAGE.write_text(search.as_markdown(rates, measured), encoding="utf-8")
    _console.print(f"Written to {search.PAGE}")
    return rates | measured | {"latency": [asdict(each) for each in measured["latency"]]}


def bench_browser(_: int) -> dict[str, object]:
    """Bytes and first paint of pages, and the explorer on an invented network."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name:
        pages, large = browser.measure(Path(name))
    browser.PAGE.write_text(browser.as_markdown(pages, large), encoding="utf-8")
    _console.print(f"Written to {browser.PAGE}")
    return {"pages": [asdict(page) for page in pages], "explorer": large}


def bench_pages(_: int) -> dict[str, object]:
    """Server time of pages on the shipped graph, beside the answers that they show."""
    timings = pages.measure()
    pages.PAGE.write_text(pages.as_markdown(timings), encoding="utf-8")
    _console.print(f"Written to {pages.PAGE}")
    return {"timings": [asdict(each) for each in timings]}


def bench_check(_: int) -> dict[str, object]:
    """Processor time of looking the whole over, at two sizes and by each engine."""
    checks = check.measure()
    check.PAGE.write_text(check.as_markdown(checks), encoding="utf-8")
    _console.print(f"Written to {check.PAGE}")
    return {"check": [asdict(each) for each in checks]}


def bench_processes(triples: int) -> dict[str, object]:
    """Short answers by one web process and by two, beside the Oxigraph server."""
    data = prepared(triples)
    found = processes.measure(data)
    load, cores = os.getloadavg()[0], os.cpu_count() or 0
    about: dict[str, float] = {
        "triples": data.triples,
        "quads": data.quads,
        "load": load,
        "cores": cores,
    }
    processes.PAGE.write_text(processes.as_markdown(found, about), encoding="utf-8")
    _console.print(f"Written to {processes.PAGE}")
    return {**about, "figures": [asdict(each) for each in found]}


def bench_lists(_: int) -> dict[str, object]:
    """Time and memory of loading lists of ties: the shipped ones and synthetic ones."""
    found = lists.measure()
    lists.PAGE.write_text(lists.as_markdown(found), encoding="utf-8")
    _console.print(f"Written to {lists.PAGE}")
    return {"lists": [asdict(each) for each in found]}


def bench_command(_: int) -> dict[str, object]:
    """Processor time of commands on the shipped graph, beside a Python that does nothing."""
    starts = command.measure()
    command.PAGE.write_text(command.as_markdown(starts), encoding="utf-8")
    _console.print(f"Written to {command.PAGE}")
    return {"starts": [asdict(each) for each in starts]}


BENCHMARKS: Final[dict[str, Callable[[int], dict[str, object]]]] = {
    "sparql": bench_sparql,
    "rdflib": bench_rdflib,
    "derivation": bench_derivation,
    "questions": bench_questions,
    "network": bench_network,
    "network-large": bench_network_large,
    "resources": bench_resources,
    "search": bench_search,
    "browser": bench_browser,
    "pages": bench_pages,
    "command": bench_command,
    "lists": bench_lists,
    "check": bench_check,
    "processes": bench_processes,
}


def _compare_answers(stage: Stage) -> list[str]:
    found = []
    for case in CASES:
        text = case.texts(stage.data.things)[0]
        found += differences(stage.running, case.name, text)
    for sentence in found:
        _console.print(f"Answers differ! {sentence}")
    return found


def _print_latencies(delays: list[Figure]) -> None:
    _console.print(
        report.figures_table("Latency of one client, median, ms", delays, scale=1000),
        report.ratios_table("Latency, times the peer's (below 1: Venskab is faster)", delays),
        sep="\n\n",
    )


def _finished(stage: Stage, differing: list[str], **figures: list[Figure]) -> dict[str, object]:
    starts = {server.name: server.seconds for server in stage.running}
    _console.print(report.memory_table(starts, stage.watch.peaks))
    found = {name: [asdict(figure) for figure in several] for name, several in figures.items()}
    return {**stage.about(), "differing_answers": differing, **found}


def main() -> None:
    """Run all benchmarks, or one, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=(*BENCHMARKS, "report"), help="do this one only")
    parser.add_argument(
        "--triples", type=int, nargs="+", default=SIZES, help="sizes of the synthetic graph"
    )
    options = parser.parse_args()
    # Ended from outside, the servers still have to be stopped: leave by an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for name in [options.only] if options.only else BENCHMARKS:
        sizes = options.triples[:1] if name in _ONE_SIZE else options.triples
        for triples in sizes if name in BENCHMARKS else ():
            report.save(name, BENCHMARKS[name](triples))
    results.write()
    _console.print(f"\nWritten to {results.PAGE}")


if __name__ == "__main__":
    main()
