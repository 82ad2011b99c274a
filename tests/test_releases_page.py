"""The page on releases shows a session from its first command to its last; this runs it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from graph.data.shipped import shipped_graphs
from graph.ledger import Ledger, Put
from ontology import EXAMPLES
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.serving import running
from tests.shared import ROOT, lacking

PAGE = "docs/how-to/releases.md"
ADDRESS = "http://127.0.0.1:8000"


def session(page: str) -> list[tuple[str, str]]:
    """The commands that a page shows, each with what it prints."""
    text = (ROOT / page).read_text("utf-8")
    return re.findall(r"```sh\n\$ (.*?)\n```\n```\n(.*?)\n```", text, re.DOTALL)


def plain(text: str) -> str:
    """Text without what differs from day to day and from one shipped graph to the next."""
    text = re.sub(r"\b[0-9a-f]{64}\b|(?<=version )[0-9a-f]{12}\b", "HASH", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME", text)
    return re.sub(r"\b\d{1,3}(,\d{3})*(?= (graphs|statements|bytes))|(?<=change )\d+", "N", text)


def ran(command: str, folder: Path) -> str:
    """What a command prints; one that needs no shell is run here, which takes no start."""
    if command.startswith("venskab ") and not set("|&>'") & set(command):
        variables = {"VENSKAB_HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"}
        result = CliRunner().invoke(app, shlex.split(command)[1:], env=variables)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()
    return ran_in_a_shell(command, folder)


def ran_in_a_shell(command: str, folder: Path) -> str:
    venskab = f"{shlex.quote(sys.executable)} -m api.cli.main"
    run = subprocess.run(
        ["sh", "-c", f'venskab() {{ {venskab} "$@"; }}; {command}'],
        cwd=folder,
        env=os.environ
        | {"VENSKAB_HOME": str(folder / "home"), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_the_session_on_the_page_goes_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if shutil.which("curl") is None or shutil.which("sha256sum") is None:
        lacking("curl and sha256sum")
    shown = session(PAGE)
    assert len(shown) >= 10
    shipped = shipped_graphs()
    with Ledger.open(tmp_path / "home" / "ledger.sqlite") as ledger:
        # As many as are enough: the page shows how it goes, not how much there is.
        ledger.apply([Put(graph, shipped[graph]) for graph in FEW_GRAPHS], actor="t")
    shutil.copy(EXAMPLES / "partnership-without-agreement.ttl", tmp_path / "example.ttl")
    asked = [each for each in shown if each[0].startswith("curl")]
    for command, output in shown:
        if (command, output) not in asked:
            assert plain(ran(command, tmp_path)) == plain(output), command
    with running(tmp_path / "home") as server:
        for command, output in asked:
            assert ran(command.replace(ADDRESS, server.origin), tmp_path) == output, command
