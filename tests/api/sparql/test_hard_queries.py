"""Queries that bring endpoints down: each ends whole or told, while the server lives.

How fast it is (an answer within the limit and one second, ``/health/live`` under 100 ms at the
99th percentile) is what ``python -m benchmarks.hard`` shows on a machine with nothing else to do.
Here nothing hangs on that: without the deadline, the limits and the separate process these queries
take hours and block everybody until they end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.serving import Server, running
from tests.api.sockets import becomes, metric
from tests.api.sparql.hard_queries import FORMATS, GRAPHS, ROWS, SETTINGS, Report, run
from tests.shared import in_full

# Short, since most of the queries run until it is over; and minutes before a test is given up.
SECONDS = 0.25
ROOM = 60.0
# Each query in all formats, or in two of them that change from one query to the next.
IN_FORMATS = FORMATS if in_full() else 2


@pytest.fixture(scope="module")
def server(small_home: Path) -> Iterator[Server]:
    with running(small_home, **SETTINGS, VENSKAB_QUERY_SECONDS=f"{SECONDS:g}") as server:
        yield server
        assert server.stop()[::2] == (0, "")


@pytest.fixture(scope="module")
def report(server: Server) -> Report:
    return run(server.origin, formats=IN_FORMATS)


def test_there_are_thirty_in_ten_formats(report: Report) -> None:
    assert len(ROWS) + len(GRAPHS) >= 30
    assert len(report.outcomes) == IN_FORMATS * (len(ROWS) + len(GRAPHS))
    assert len({each.format for each in report.outcomes}) == 10


def test_every_answer_is_whole_or_a_problem(report: Report) -> None:
    assert [each for each in report.outcomes if each.fault] == []


def test_every_answer_comes_on_time(report: Report) -> None:
    late = [each for each in report.outcomes if each.seconds > SECONDS + ROOM]
    assert late == []


def test_they_are_hard(report: Report) -> None:
    told = {each.told for each in report.outcomes}
    # Whether the limit of memory or of the result, or the engine's refusal, comes before that of
    # time is the machine's.
    assert {"time", "depth"} <= told


def test_the_server_lives_meanwhile(report: Report) -> None:
    # One that is held up answers when the query has ended, and never before.
    timed = [each for each in report.outcomes if each.told == "time"]
    assert sum(map(report.alive_during, timed)) > 10


def test_the_workers_are_idle_afterwards(server: Server, report: Report) -> None:
    assert becomes(server, 0, "venskab_workers", state="busy")
    assert metric(server, "venskab_queue_length") == 0
    assert metric(server, "venskab_requests_total", route="/sparql", status="500") == 0
