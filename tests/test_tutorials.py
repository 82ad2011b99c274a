"""Each tutorial is done as its reader would do it: files written, commands run, pages opened."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.serving import Server, running
from tests.shared import ROOT
from tests.shown import TUTORIALS, steps, visits

ADDRESS = "http://127.0.0.1:8000"
PAGES = sorted(page for page in TUTORIALS.glob("*.md") if page.stem != "index")
# A page for who knows what to do, which is done from end to end all the same.
CURATING = ROOT / "docs/how-to/curating.md"
READERS = {"officer", "researcher", "network-scientist", "curator", "portal"}


@pytest.fixture(scope="module")
def home(shipped_home: Callable[[str], Path]) -> Path:
    return shipped_home("home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    with running(home, VENSKAB_EXPORTS="background") as server:
        yield server


def test_there_is_a_tutorial_for_each_reader() -> None:
    assert {page.stem for page in PAGES} == READERS


@pytest.mark.parametrize("page", [*PAGES, CURATING], ids=lambda page: page.stem)
def test_the_commands_print_what_the_page_says(
    page: Path, server: Server, home: Path, tmp_path: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "VENSKAB_HOME": str(tmp_path if "export VENSKAB_HOME=" in text else home),
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
    }
    found = steps(page)
    assert page.stem == "officer" or len(found) >= 5
    for step in found:
        content = step.text.replace(ADDRESS, server.origin)
        if step.file:
            (tmp_path / step.file).write_text(content, encoding="utf-8")
            continue
        run = subprocess.run(
            ["sh", "-c", content],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        if step.output is not None:
            printed = run.stdout.replace("\r", "").replace(server.origin, ADDRESS)
            assert printed.strip() == step.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_addresses_show_the_words_that_the_page_promises(page: Path, server: Server) -> None:
    found = visits(page)
    assert found or page.stem == "curator"
    assert all(visit.words for visit in found), "a link's title says what is to be seen there"
    with httpx.Client(headers={"Accept": "text/html"}, follow_redirects=True) as client:
        for visit in found:
            answer = client.get(visit.address.replace(ADDRESS, server.origin), timeout=60)
            assert answer.status_code == 200, visit.address
            assert visit.words in _seen(answer.text), visit.address


def _seen(page: str) -> str:
    """The words of a page without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_every_block_of_a_tutorial_is_run_or_sets_the_machine_up() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(\S*)", text, re.MULTILINE)[::2]
        assert set(blocks) <= {"", "sh", "python", "turtle"}, page
        written = [step for step in steps(page) if step.file]
        assert blocks.count("python") + blocks.count("turtle") == len(written)
        assert os.linesep + "## You have" in text
