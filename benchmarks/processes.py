"""Short answers by web processes, beside the Oxigraph server in the same run.

Eight clients with connections of their own ask at once, and one alone; the load generator says what
share of the time it was itself at work, so that it can be seen that it is not what limits a server.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import servers
from benchmarks.data import Data
from benchmarks.load import Job, Outcome, run
from benchmarks.queries import CASES
from benchmarks.servers import Server
from benchmarks.sparql import CLIENTS, ROUNDS, mixes

PAGE: Final = Path(__file__).with_name("PROCESSES.md")
_WINDOW: Final = 3.0
_ASK: Final = "ASK of one client"
_SERVERS: Final = ("1 process", "2 processes", "oxigraph")
_HEAD: Final = """# Web processes

Written by `python -m benchmarks --only processes`. {triples:,} synthetic statements, {quads:,} with
what is derived, on {cores} cores that the load generator shares; load of the machine {load:.1f}.
Answers a second to {clients} clients, and median latency of one; median of {rounds} rounds in which
the servers take turns, with the lowest and the highest. Nothing comes from a cache. *Client* is the
largest share of the time in which the load generator was at work.

| asked | 1 process | 2 processes | oxigraph on disk | 1 process to oxigraph | 2 to 1 | client |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Figures:
    """What was measured of one question, by server.

    Attributes:
        asked: the question or mix.
        rounds: a figure a round: answers a second, or latency in s.
        busy: largest share of the time in which the load generator was at work.
        errors: answers that were errors, requests given up.
    """

    asked: str
    rounds: Mapping[str, Sequence[float]]
    busy: float
    errors: int

    def ratio(self, one: str, other: str) -> float:
        """How many times the other server's figure the one's is, median of the rounds."""
        pairs = zip(self.rounds[one], self.rounds[other], strict=True)
        return median(mine / theirs for mine, theirs in pairs)


def measure(data: Data) -> list[Figures]:
    """Ask one process, two, and the Oxigraph server in turn."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        running = [
            stack.enter_context(servers.venskab(data.home, folder, {"VENSKAB_PROCESSES": each}))
            for each in "12"
        ]
        running.append(stack.enter_context(servers.oxigraph_on_disk(data.quads_file, folder)))
        ask = next(case for case in CASES if case.name == "is there").texts(data.things)
        found = [_figures(_ASK, running, ask, clients=1)]
        for mix, texts in mixes(data.things).items():
            found.append(_figures(f"{mix}, {CLIENTS} clients", running, texts, clients=CLIENTS))
        return found


def _figures(asked: str, running: Sequence[Server], texts: Sequence[str], clients: int) -> Figures:
    jobs = [Job(each.port, each.path, texts, clients=clients, seconds=_WINDOW) for each in running]
    rounds = [run(jobs) for _ in range(ROUNDS)]
    outcomes = [outcome for each in rounds for outcome in each]
    figures = {
        name: [_figure(each[place], clients) for each in rounds]
        for place, name in enumerate(_SERVERS)
    }
    busy = max(outcome.busy for outcome in outcomes)
    errors = sum(outcome.errors + outcome.late for outcome in outcomes)
    return Figures(asked, figures, busy, errors)


def _figure(outcome: Outcome, clients: int) -> float:
    if clients == 1:
        return median(outcome.latencies)
    return len(outcome.latencies) / outcome.seconds


def as_markdown(found: Sequence[Figures], about: Mapping[str, float]) -> str:
    """The table as a page."""
    head = _HEAD.format(**about, clients=CLIENTS, rounds=ROUNDS)
    return head + "".join(
        f"| {each.asked} | {' | '.join(_cell(each, name) for name in _SERVERS)} | "
        f"{each.ratio('1 process', 'oxigraph'):.2f} | "
        f"{each.ratio('2 processes', '1 process'):.2f} | {each.busy:.0%} |\n"
        for each in found
    )


def _cell(figures: Figures, name: str) -> str:
    rounds = figures.rounds[name]
    if figures.asked == _ASK:
        low, middle, high = (each * 1000 for each in (min(rounds), median(rounds), max(rounds)))
        return f"{middle:.2f} ms ({low:.2f} to {high:.2f})"
    return f"{median(rounds):,.0f} ({min(rounds):,.0f} to {max(rounds):,.0f})"
