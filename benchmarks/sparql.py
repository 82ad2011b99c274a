"""Measures SPARQL endpoints: latency with one client, throughput with eight.

Servers take turns case by case, so that what else the machine does hits all of them; everything
is done in several rounds, whose spread is reported; on a busy machine in fewer, to end in time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import geometric_mean, median
from typing import Final

from benchmarks.load import Job, Outcome, run
from benchmarks.queries import CASES, Case, Group
from benchmarks.servers import Server

CLIENTS: Final = 8
ROUNDS: Final = 3
BUDGET: Final = 120.0
_WINDOW: Final = 3.0
_ANALYSES: Final = 0.1
Things = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Effort:
    """How much is asked of each server in each case and round.

    Attributes:
        rounds: most rounds.
        short: most requests of a short question.
        analytic: most requests of an analysis.
        seconds: no new request of a case after this time, s.
        patience: a request is given up after this time, s.
    """

    rounds: int = ROUNDS
    short: int = 80
    analytic: int = 5
    seconds: float = 1.2
    patience: float = 60.0


@dataclass(frozen=True)
class Figure:
    """What was measured of one server in one case.

    Attributes:
        server: the server's name.
        case: the case's or mix's name.
        group: the group it belongs to.
        cached: whether the same text was asked again and again.
        rounds: one figure a round: median latency in s, or answers a second.
        errors: answers that were errors.
        late: requests given up.
        first_error: the beginning of the first error.
    """

    server: str
    case: str
    group: str
    cached: bool
    rounds: Sequence[float]
    errors: int = 0
    late: int = 0
    first_error: str = ""

    @property
    def middle(self) -> float:
        """The median of the rounds; nan when nothing was measured."""
        return median(self.rounds) if self.rounds else float("nan")


@dataclass(frozen=True)
class Plan:
    """One thing to measure: a figure-to-be with its job."""

    server: Server
    case: str
    group: str
    cached: bool
    job: Job


def latencies(
    servers: Sequence[Server], caching: Sequence[Server], things: Things, effort: Effort
) -> list[Figure]:
    """Median latency of every case, uncached for all servers and cached for those that cache."""
    plans = []
    for case in CASES:
        plans += [_latency(server, case, things, effort, cached=False) for server in servers]
        plans += [_latency(server, case, things, effort, cached=True) for server in caching]
    rounds = _rounds(plans, effort.rounds)
    return [
        _figure(plan, outcomes, [median(o.latencies) for o in outcomes if o.latencies])
        for plan, outcomes in zip(plans, zip(*rounds, strict=True), strict=True)
    ]


def _rounds(plans: Sequence[Plan], most: int) -> list[list[Outcome]]:
    """Everything once, and again until there are enough rounds or the time is used up."""
    until = time.monotonic() + BUDGET
    rounds = [run([plan.job for plan in plans])]
    while len(rounds) < most and time.monotonic() < until:
        rounds.append(run([plan.job for plan in plans]))
    return rounds


def _latency(server: Server, case: Case, things: Things, effort: Effort, *, cached: bool) -> Plan:
    texts = case.texts(things)
    job = Job(
        port=server.port,
        path=server.path,
        texts=texts[:1] if cached else texts,
        count=effort.analytic if case.group is Group.ANALYTIC else effort.short,
        unseen=not cached,
        seconds=effort.seconds,
        patience=effort.patience,
    )
    return Plan(server, case.name, case.group, cached, job)


def throughput(
    servers: Sequence[Server], caching: Sequence[Server], things: Things
) -> list[Figure]:
    """Answers a second to eight clients at once, for each mix of questions."""
    plans = []
    for name, texts in mixes(things).items():
        plans += [_rate(server, name, texts, cached=False) for server in servers]
        plans += [_rate(server, name, texts, cached=True) for server in caching]
    run([plan.job for plan in plans if plan.cached])
    rounds = _rounds(plans, ROUNDS)
    return [
        _figure(plan, outcomes, [len(o.latencies) / o.seconds for o in outcomes])
        for plan, outcomes in zip(plans, zip(*rounds, strict=True), strict=True)
    ]


def _rate(server: Server, name: str, texts: Sequence[str], *, cached: bool) -> Plan:
    job = Job(
        port=server.port,
        path=server.path,
        texts=texts,
        unseen=not cached,
        clients=CLIENTS,
        seconds=_WINDOW,
    )
    return Plan(server, name, name, cached, job)


def mixes(things: Things) -> dict[str, list[str]]:
    """Look-ups, two-hop questions, and both with one analysis in ten requests."""
    rng = Random(3)
    texts = {
        group: [text for case in CASES if case.group is group for text in case.texts(things)]
        for group in Group
    }
    short = texts[Group.POINT] + texts[Group.TWO_HOP]
    share = round(len(short) * _ANALYSES / (1 - _ANALYSES))
    mixes = {
        "point": texts[Group.POINT],
        "two-hop": texts[Group.TWO_HOP],
        "mix": short + rng.choices(texts[Group.ANALYTIC], k=share),
    }
    return {name: rng.sample(mix, len(mix)) for name, mix in mixes.items()}


def _figure(plan: Plan, outcomes: Sequence[Outcome], rounds: Sequence[float]) -> Figure:
    return Figure(
        server=plan.server.name,
        case=plan.case,
        group=plan.group,
        cached=plan.cached,
        rounds=rounds,
        errors=sum(outcome.errors for outcome in outcomes),
        late=sum(outcome.late for outcome in outcomes),
        first_error=next((o.first_error for o in outcomes if o.first_error), ""),
    )


@dataclass(frozen=True)
class Ratio:
    """How many times the first server's figure is the second's, over several cases.

    Attributes:
        middle: geometric mean over the cases, median of the rounds.
        low: the lowest such mean of a round.
        high: the highest.
        cases: number of cases that both servers answered.
    """

    middle: float
    low: float
    high: float
    cases: int


def ratio(ours: Sequence[Figure], theirs: Sequence[Figure]) -> Ratio:
    """Compare the figures of two servers, case by case; cases that one lacks are left out."""
    other = {figure.case: figure for figure in theirs if figure.rounds}
    pairs = [(figure, other[figure.case]) for figure in ours if figure.case in other]
    pairs = [(one, two) for one, two in pairs if one.rounds]
    if not pairs:
        nan = float("nan")
        return Ratio(nan, nan, nan, 0)
    count = min(min(len(one.rounds), len(two.rounds)) for one, two in pairs)
    by_round = [
        geometric_mean(one.rounds[index] / two.rounds[index] for one, two in pairs)
        for index in range(count)
    ]
    return Ratio(median(by_round), min(by_round), max(by_round), len(pairs))
