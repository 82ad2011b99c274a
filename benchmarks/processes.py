"""Short answers by web processes, beside the Oxigraph server in the same run.

Eight clients with connections of their own ask at once, and one alone; the load generator says what
share of the time it was itself at work, so that it can be seen that it is not what limits a server.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
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
_FOOT: Final = """
Processor time of one answer, ms: of the web process, and of the process that evaluates it. It says
what more cores would give: a core answers one through the sum of both, and a web process, which has
one core at most, one through its own part.

| asked | web process | evaluation | a second, a core | a second, a web process | oxigraph |
| --- | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Figures:
    """What was measured of one question, by server.

    Attributes:
        asked: the question or mix.
        rounds: a figure a round: answers a second, or latency in s.
        busy: largest share of the time in which the load generator was at work.
        errors: answers that were errors, requests given up.
        web: processor time of the one web process for an answer, s.
        evaluation: that of the processes below it, s.
        peer: that of the Oxigraph server, s.
    """

    asked: str
    rounds: Mapping[str, Sequence[float]]
    busy: float
    errors: int
    web: float
    evaluation: float
    peer: float

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
    rounds, spent = [], [(0.0, 0.0)] * len(running)
    for _ in range(ROUNDS):
        before = [_spent(each) for each in running]
        rounds.append(run(jobs))
        after = [_spent(each) for each in running]
        spent = [
            (web + last[0] - first[0], rest + last[1] - first[1])
            for (web, rest), first, last in zip(spent, before, after, strict=True)
        ]
    outcomes = [outcome for each in rounds for outcome in each]
    answers = [sum(len(each[place].latencies) for each in rounds) for place in range(len(running))]
    return Figures(
        asked,
        rounds={
            name: [_figure(each[place], clients) for each in rounds]
            for place, name in enumerate(_SERVERS)
        },
        busy=max(outcome.busy for outcome in outcomes),
        errors=sum(outcome.errors + outcome.late for outcome in outcomes),
        web=spent[0][0] / answers[0],
        evaluation=spent[0][1] / answers[0],
        peer=sum(spent[-1]) / answers[-1],
    )


def _spent(server: Server) -> tuple[float, float]:
    """Processor time of a server's first process, and of all others of its session, s."""
    first = rest = 0.0
    for pid in server.processes():
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            if pid == server.process.pid:
                first += seconds
            else:
                rest += seconds
    return first, rest


def _figure(outcome: Outcome, clients: int) -> float:
    if clients == 1:
        return median(outcome.latencies)
    return len(outcome.latencies) / outcome.seconds


def as_markdown(found: Sequence[Figures], about: Mapping[str, float]) -> str:
    """The table as a page."""
    head = _HEAD.format(**about, clients=CLIENTS, rounds=ROUNDS)
    table = "".join(
        f"| {each.asked} | {' | '.join(_cell(each, name) for name in _SERVERS)} | "
        f"{each.ratio('1 process', 'oxigraph'):.2f} | "
        f"{each.ratio('2 processes', '1 process'):.2f} | {each.busy:.0%} |\n"
        for each in found
    )
    return head + table + _FOOT + "".join(_times(each) for each in found)


def _times(figures: Figures) -> str:
    web, evaluation, peer = (
        each * 1000 for each in (figures.web, figures.evaluation, figures.peer)
    )
    return (
        f"| {figures.asked} | {web:.2f} | {evaluation:.2f} | {1000 / (web + evaluation):,.0f} | "
        f"{1000 / web:,.0f} | {peer:.2f} |\n"
    )


def _cell(figures: Figures, name: str) -> str:
    rounds = figures.rounds[name]
    if figures.asked == _ASK:
        low, middle, high = (each * 1000 for each in (min(rounds), median(rounds), max(rounds)))
        return f"{middle:.2f} ms ({low:.2f} to {high:.2f})"
    return f"{median(rounds):,.0f} ({min(rounds):,.0f} to {max(rounds):,.0f})"
