"""``venskab serve``: what it says, how it starts, and how it ends."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from graph.ledger import Ledger
from tests.api.endpoint import ENDLESS
from tests.api.processes import PATIENCE, descendants, gone
from tests.api.serving import COMMAND, ROOT, Server, environment, running
from tests.api.sockets import becomes


def test_it_says_what_it_loaded_where_it_listens_and_what_to_try(server: Server) -> None:
    lines = server.greeting.splitlines()
    assert len(lines) <= 6
    assert re.search(r"Loaded \d+ graphs, [\d,]+ statements", server.greeting)
    (curl,) = [line.split(maxsplit=1)[1] for line in lines if line.startswith("Try")]
    name, silent, address, option, header = shlex.split(curl)
    assert (name, silent, option) == ("curl", "-s", "-H")
    accept = header.removeprefix("Accept: ")
    answer = httpx.get(address, headers={"Accept": accept}, trust_env=False, timeout=60)
    assert answer.headers["content-type"].startswith(accept)
    rows = answer.text.splitlines()
    assert rows[0] == "s,class"
    assert len(rows) > 1
    (page,) = [line.split()[1] for line in lines if line.startswith("Open")]
    assert httpx.get(page, trust_env=False, timeout=60).status_code == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(small_home: Path, number: signal.Signals) -> None:
    with running(small_home) as server:
        httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        below = descendants(server.process.pid)
        assert below
        status, out, err = server.stop(number)
        assert (status, err) == (0, "")
        assert out == "Stopped.\n"
        assert gone(below)


def test_control_c_with_a_query_running_tells_its_client(small_home: Path) -> None:
    def endless(origin: str) -> httpx.Response:
        return httpx.get(f"{origin}/sparql", params={"query": ENDLESS}, timeout=60, trust_env=False)

    with running(small_home, VENSKAB_STOP_SECONDS="0.5") as server, ThreadPoolExecutor() as pool:
        asking = pool.submit(endless, server.origin)
        assert becomes(server, 1, "venskab_workers", state="busy")
        below = descendants(server.process.pid)
        # A terminal sends it to the whole group, the engine's processes too.
        os.killpg(server.process.pid, signal.SIGINT)
        response = asking.result()
        _, err = server.process.communicate(timeout=PATIENCE)
        assert (server.process.returncode, err) == (0, "")
        assert response.status_code == 503
        assert response.json()["detail"] == "The server is stopping."
        assert gone(below)


def test_a_kill_leaves_no_orphans(small_home: Path) -> None:
    with running(small_home) as server:
        httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        below = descendants(server.process.pid)
        server.process.kill()
        server.process.wait()
        assert gone(below)


def test_control_c_while_it_loads_is_quiet(home: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--home", str(home)],
        cwd=ROOT, env=environment(), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Venskab")
    below = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert "Stopped" in out
    assert gone(below)


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
        given = [port if word == "TAKEN" else word for word in words]
        done = subprocess.run(
            [*COMMAND, "serve", "--home", str(small_home), *given],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert (port if "TAKEN" in words else "no.such.host.invalid") in sentence
