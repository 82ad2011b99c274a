"""``venskab serve``: what it says, how it starts, and how it ends."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from graph.ledger import Ledger
from tests.api.serving import COMMAND, ROOT, Server, environment, running
from tests.api.test_health import descendants
from tests.api.test_sparql import ENDLESS


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_it_says_what_it_loaded_where_it_listens_and_what_to_try(server: Server) -> None:
    lines = server.greeting.splitlines()
    assert len(lines) <= 6
    assert re.search(r"Loaded \d+ graphs, [\d,]+ statements", server.greeting)
    (curl,) = [line.split(maxsplit=1)[1] for line in lines if line.startswith("Try")]
    done = subprocess.run(
        [*shlex.split(curl), "--noproxy", "*"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0] == "s,class"
    assert len(done.stdout.splitlines()) > 1
    (page,) = [line.split()[1] for line in lines if line.startswith("Open")]
    assert httpx.get(page, trust_env=False).status_code == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(small_home: Path, number: signal.Signals) -> None:
    with running(small_home) as server:
        httpx.get(f"{server.origin}/health/ready", trust_env=False)
        below = descendants(server.process.pid)
        assert below
        status, out, err = server.stop(number)
        assert (status, err) == (0, "")
        assert out == "Stopped.\n"
        assert gone(below)


def test_control_c_reaches_the_whole_group_and_a_running_query_is_no_hindrance(
    small_home: Path,
) -> None:
    with running(small_home, VENSKAB_QUERY_SECONDS="30") as server:
        asking = subprocess.Popen(
            ["curl", "-s", "--noproxy", "*", "-G", f"{server.origin}/sparql",
             "--data-urlencode", f"query={ENDLESS}"],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(0.5)
        below = descendants(server.process.pid)
        started = time.monotonic()
        os.killpg(server.process.pid, signal.SIGINT)
        _, err = server.process.communicate(timeout=20)
        asking.wait()
        assert server.process.returncode == 0
        assert "Traceback" not in err
        assert time.monotonic() - started < 10
        assert gone(below)


def test_a_kill_leaves_no_orphans(small_home: Path) -> None:
    with running(small_home) as server:
        httpx.get(f"{server.origin}/health/ready", trust_env=False)
        below = descendants(server.process.pid)
        server.process.kill()
        server.process.wait()
        assert gone(below)


def test_control_c_while_it_starts_is_quiet(small_home: Path) -> None:
    for delay in (0.3, 0.8, 1.2):
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", "--home", str(small_home)],
            cwd=ROOT, env=environment(), start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert "Task" not in err


def test_a_second_start_makes_nothing_anew(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        assert "Made a new ledger" in first.greeting
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        head = ledger.head()
    with running(tmp_path) as second:
        assert "Made a new ledger" not in second.greeting
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.head() == head


@pytest.mark.parametrize("words", [["--port", "TAKEN"], ["--host", "no.such.host.invalid"]])
def test_an_address_that_cannot_be_had_is_one_sentence(small_home: Path, words: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*COMMAND, "serve", "--home", str(small_home), *(port if w == "TAKEN" else w for w in words)],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert (port if "TAKEN" in words else "no.such.host.invalid") in sentence
