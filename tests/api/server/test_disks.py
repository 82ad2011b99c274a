"""Disks that are full or read-only: what is whole is served, and the fault is told."""

from __future__ import annotations

import random
import shutil
import subprocess
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.api.cli.command_line import run
from tests.api.processes import until
from tests.api.serving import COMMAND, ROOT, Server, environment, started
from tests.shared import lacking

ALONE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
TINY = "size=4k,nr_inodes=2"
FOLDERS = ("derived", "index", "layouts", "verdicts", "exports")
SOURCE = "source/sermersooq-aalborg-2019"
WITHDRAWN = "source/kujalleq-aarhus-2016"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module", autouse=True)
def mounts() -> None:
    """Skip where a user may not mount disks of its own."""
    if not shutil.which("unshare"):
        lacking("unshare")
    if subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this kernel does not let a user mount a disk")


def graphs(server: Server) -> str:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    answer = httpx.get(
        f"{server.origin}/sparql", params={"query": query}, trust_env=False, timeout=60
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def has(server: Server, graph: str, *, there: bool) -> bool:
    return (f"/graph/{graph}" in graphs(server)) is there


def test_a_full_disk_of_the_index_keeps_nobody_from_answers_nor_from_changes(
    new_home: Path,
) -> None:
    places = [new_home / each for each in FOLDERS]
    full = "".join(f"mkdir -p {each}; mount -t tmpfs -o {TINY} none {each};" for each in places)
    command = (*ALONE, f'{full} exec "$@"', "sh", *COMMAND)
    with started(command, new_home) as server:
        assert has(server, WITHDRAWN, there=True)
        done = run("graph", "withdraw", WITHDRAWN, "--home", new_home)
        assert done.returncode == 0, done.stderr
        until(partial(has, server, WITHDRAWN, there=False))
        ready = httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        assert ready.text == "ready\n"
        assert server.stop()[0] == 0


def test_a_server_answers_from_a_read_only_disk(new_home: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    script = (
        f"mkdir {disk}; mount -t tmpfs none {disk}; cp {new_home}/ledger.sqlite {disk};"
        f'mount -o remount,ro {disk}; exec "$@"'
    )
    with started((*ALONE, script, "sh", *COMMAND), disk) as server:
        assert has(server, SOURCE, there=True)
        for path in ("/releases", "/changes.atom", "/?as_of=1"):
            answer = httpx.get(f"{server.origin}{path}", trust_env=False, timeout=60)
            assert answer.status_code == 200, answer.text
        ready = httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        assert ready.text == "ready\n"
        assert server.stop()[0] == 0


def test_a_change_that_finds_no_room_is_not_made_and_says_so(
    new_home: Path, tmp_path: Path
) -> None:
    disk, file = tmp_path / "disk", tmp_path / "large.nq"
    graph = "<https://w3id.org/venskab/graph/source/large>"
    chance = random.Random(1)
    words = [f'"{chance.randbytes(20).hex()}"' for _ in range(9000)]
    file.write_text(
        "".join(f"<http://e.org/{n}> <http://e.org/p> {w} {graph} .\n" for n, w in enumerate(words))
    )
    venskab = " ".join(COMMAND)
    room = (new_home / "ledger.sqlite").stat().st_size // 1024 + 200
    script = f"""
        mkdir {disk}; mount -t tmpfs -o size={room}k none {disk}
        cp {new_home}/ledger.sqlite {disk}
        {venskab} load {file} --home {disk} 2>&1; echo "status $?"
        {venskab} ledger verify --home {disk} 2>&1; echo "status $?"
        mount -o remount,ro {disk}
        {venskab} graph withdraw {SOURCE} --home {disk} 2>&1; echo "status $?"
        {venskab} query '{COUNT}' --format csv --home {disk} 2>&1; echo "status $?"
    """
    done = subprocess.run(
        [*ALONE, script],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    full, whole, fixed, counted = done.stdout.split("status ")[:4]
    assert full.splitlines() == [
        f"{disk}/ledger.sqlite: the ledger cannot be used: database or disk is full."
    ]
    assert whole.startswith("2\nThe ledger is whole: 3 changes"), whole
    assert "attempt to write a readonly database" in fixed
    assert fixed.startswith("0\n") and len(fixed.splitlines()) == 2
    assert counted.startswith("2\nn\n")
    assert done.stdout.endswith("status 0\n")
