"""The README and the documentation show commands with their output; this runs each and compares."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.serving import running
from tests.shared import ROOT, lacking
from tests.shown import Shown, pages, shown

SHOWN = shown()
ADDRESS = "http://127.0.0.1:8000"
ASKED_BY_CURL = re.compile(r"```\n\$ (curl .*?)\n```\n```\n(.*?)\n```", re.DOTALL)


@pytest.fixture(scope="module")
def home(shipped_home: Callable[[str], Path]) -> Path:
    """One ledger for all commands: none of them writes, and each first start takes seconds."""
    return shipped_home("home")


def test_the_readme_and_every_case_show_some_command() -> None:
    pages = [each.page for each in SHOWN]
    cases = {str(path.relative_to(ROOT)) for path in (ROOT / "docs/explanation/cases").glob("*.md")}
    assert pages.count("README.md") >= 2
    assert cases - {"docs/explanation/cases/index.md"} <= set(pages)


@pytest.mark.parametrize("each", SHOWN, ids=lambda each: f"{each.page}-{each.command.split()[2]}")
def test_a_command_that_is_shown_prints_what_the_page_says(each: Shown, home: Path) -> None:
    folder = Path(sys.executable).parent
    run = subprocess.run(
        ["sh", "-c", each.command],
        env={"PATH": f"{folder}:/usr/bin:/bin", "VENSKAB_HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.replace("\r", "").strip() == each.output


def test_the_addresses_that_are_asked_answer_as_shown(home: Path) -> None:
    if shutil.which("curl") is None:
        lacking("curl")
    asked = {
        str(page.relative_to(ROOT)): ASKED_BY_CURL.findall(page.read_text(encoding="utf-8"))
        for page in pages()
    }
    assert len(asked["README.md"]) == 1
    assert len(asked["docs/reference/sparql.md"]) >= 3
    with running(home) as server:
        for command, output in itertools.chain.from_iterable(asked.values()):
            here = command.replace(ADDRESS, server.origin)
            run = subprocess.run(["sh", "-c", here], capture_output=True, text=True, check=True)
            said = run.stdout.replace("\r", "").replace(server.origin, ADDRESS).strip()
            assert said == output, command
