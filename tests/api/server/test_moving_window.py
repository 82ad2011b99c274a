"""No stretch of time, wherever it begins, holds more hits of one client than it may."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.processes.client_table import ClientTable
from api.server.moving_window import MovingWindow
from api.server.rate_limit import Window
from tests.api.server.test_given_clock import GivenClock, served

MOST, SECONDS = 3, 60.0
PAUSES = st.lists(
    st.tuples(st.floats(0, 40, allow_subnormal=False), st.sampled_from("ab")), max_size=40
)


@pytest.mark.parametrize("make", [MovingWindow, partial(ClientTable, 2)])
@given(pauses=PAUSES)
def test_any_window_holds_as_many_as_it_may_and_a_refusal_says_when_there_is_room(
    make: Callable[[int, float], Window], pauses: list[tuple[float, str]]
) -> None:
    window, now = make(MOST, SECONDS), 1000.0
    through: dict[str, list[float]] = {"a": [], "b": []}
    for pause, client in pauses:
        now += pause
        wait = window.hit(client, now)
        recent = [each for each in through[client] if each > now - SECONDS]
        if wait:
            assert len(recent) == MOST, "a client within its share is let through"
            assert wait == recent[0] + SECONDS - now
        else:
            assert len(recent) < MOST
            through[client].append(now)


def test_who_has_not_asked_for_a_while_is_forgotten() -> None:
    window = MovingWindow(MOST, SECONDS)
    for number in range(1000):
        window.hit(str(number), float(number))
    assert len(window) == SECONDS


def test_processes_forget_who_did_least_lately_but_none_that_is_connected() -> None:
    table = ClientTable(2, MOST, SECONDS)
    assert [table.connected("kept", process, 1) for process in (0, 1, 1)] == [1, 2, 3]
    for number in range(9000):
        table.hit(str(number), float(number))
    assert [table.hit("8999", 8999.0) for _ in range(MOST)][:-1] == [0.0] * (MOST - 1)
    assert table.connected("kept", 0, -1) == 2
    table.leave(1)
    assert table.connected("kept", 0, 1) == 1


def test_two_bursts_at_the_edge_of_a_minute_are_one_too_many(small_home: Path) -> None:
    async def main() -> list[tuple[int, str]]:
        clock = asyncio.get_running_loop()
        assert isinstance(clock, GivenClock)
        found = []
        async with (
            served(small_home, requests_per_minute=MOST) as (port, _),
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}",
                headers={"Connection": "close"},
                timeout=None,
                trust_env=False,
            ) as client,
        ):
            for now in (0.0, 59.0, 59.0, 59.5, 61.0, 61.0, 119.0):
                clock.now = now
                answer = await client.get("/about")
                found.append((answer.status_code, answer.headers.get("retry-after", "")))
        return found

    with asyncio.Runner(loop_factory=GivenClock) as runner:
        found = runner.run(main())
    assert found == [
        (200, ""), (200, ""), (200, ""), (429, "1"), (200, ""), (429, "58"), (200, ""),
    ]  # fmt: skip
