"""Venskab runs where Python has no Unix: no fork, no limits of processes, no locks of fcntl.

This is Windows as far as another system can be made to look like it: what Windows lacks is taken
from every process that is started, after what is not ours has been imported.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.api.serving import COMMAND, Server, environment, started
from tests.shared import ROOT

# Python imports this in each process that begins with its folder on the path. asyncio and
# subprocess need on Unix what they do without on Windows, so they are imported first.
LESS: Final = """
import asyncio, filelock, os, platformdirs, socket, ssl, subprocess, sys, tempfile
for name in ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "uvloop"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "getuid", "geteuid", "getgid", "killpg", "nice", "setsid",
             "fchmod", "wait", "waitid", "chown"):
    delattr(os, name)
for name in ("recv_fds", "send_fds"):
    delattr(socket, name)
def _none(*_):
    raise NotImplementedError
asyncio.unix_events._UnixSelectorEventLoop.add_signal_handler = _none
asyncio.unix_events._UnixSelectorEventLoop.create_unix_connection = _none
"""
EVERY_MODULE: Final = """
import importlib, os, pkgutil, api, graph, ontology, queries
assert not hasattr(os, "fork")
count = 0
for package in (api, graph, ontology, queries):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        # The SDK of assistants goes by the name of the system, which is not Windows here.
        if not module.name.endswith("__main__") and not module.name.startswith("api.mcp."):
            importlib.import_module(module.name)
            count += 1
print(count)
"""


@pytest.fixture(scope="module")
def less(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which every Python has less."""
    folder = tmp_path_factory.mktemp("less")
    (folder / "sitecustomize.py").write_text(LESS, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def ran(less: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**less), capture_output=True, text=True, check=False
    )


def test_every_module_can_be_imported(less: dict[str, str]) -> None:
    done = ran(less, "-c", EVERY_MODULE)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 300


def test_a_question_is_answered_and_files_are_made(less: dict[str, str], tmp_path: Path) -> None:
    words = ("-m", "api.cli.main", "query", "agreements-in-force", "--format", "csv")
    home = ("--home", str(tmp_path / "home"))
    plain = ran({}, *words, *home)
    done = ran(less, *words, *home)
    assert done.returncode == 0, done.stderr
    assert done.stdout == plain.stdout
    assert len(done.stdout.splitlines()) > 1
    release = ran(less, "-m", "api.cli.main", "release", "create", *home)
    assert release.returncode == 0, release.stderr


@pytest.fixture(scope="module")
def server(less: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with less, whose answers go into files early."""
    settings = less | {"VENSKAB_QUERY_SECONDS": "60"}
    with started(COMMAND, tmp_path_factory.mktemp("home"), **settings) as running:
        yield running


def asked(server: Server, query: str, accept: str = "text/csv") -> httpx.Response:
    url = f"{server.origin}/sparql"
    return httpx.get(url, params={"query": query}, headers={"Accept": accept}, timeout=60)


def test_a_server_answers_short_and_long(server: Server) -> None:
    for _ in range(2):
        answer = asked(server, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert answer.status_code == 200, answer.text
        assert int(answer.text.splitlines()[1]) > 1000
    long = asked(server, "SELECT * WHERE { ?s ?p ?o }")
    assert long.status_code == 200, long.text
    assert len(long.content) > 1 << 20


def test_the_deadline_holds_without_a_fork(server: Server) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = httpx.get(
        f"{server.origin}/sparql",
        params={"query": endless, "timeout": "1"},
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert (answer.status_code, answer.json().get("limit")) == (504, "time"), answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert asked(server, "ASK { ?s ?p ?o }", "*/*").status_code == 200, "the next worker answers"


def test_a_file_is_judged(server: Server) -> None:
    source = min((ROOT / "graph" / "data" / "sources").glob("*.trig"))
    for _ in range(2):
        answer = httpx.post(
            f"{server.origin}/validate",
            content=source.read_bytes(),
            headers={"Content-Type": "application/trig"},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text


def test_a_stop_is_clean(server: Server) -> None:
    status, said, errors = server.stop()
    assert (status, errors) == (0, ""), said
    assert "Stopped." in said
