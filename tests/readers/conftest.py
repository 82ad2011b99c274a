"""Programs that others wrote to read what is published, in environments of their own.

What they need cannot stand in our locks beside what we need; installing it takes a minute, so they
run where every part is required, as in ``.ci/run``; by hand
``VENSKAB_REQUIRE_ALL=1 python -m pytest tests/readers``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.api.serving import Server, environment, running
from tests.shared import ROOT, in_full

# The newest that were tried; each reads by rules of its own, which a later one may change.
PACKAGES = (
    # What an assistant reads of an endpoint; what it imports besides is for its models.
    "beautifulsoup4==4.15.0",
    "curies==0.15.7",
    "httpx==0.28.1",
    "langchain-core==1.8.3",
    "pydantic-settings==2.16.3",
    "rdflib==7.6.0",
)
WITHOUT_DEPENDENCIES = ("sparql-llm==0.1.4",)

Reader = Callable[..., str]


@pytest.fixture(scope="session")
def programs(together: Path) -> Path:
    """The folder of the programs of an environment with all readers that are written in Python."""
    if not in_full():
        pytest.skip("installs a second environment: set VENSKAB_REQUIRE_ALL=1")
    folder = together / "readers"
    python = folder / ("Scripts" if sys.platform == "win32" else "bin")
    uv = (sys.executable, "-m", "uv")
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            _run(*uv, "venv", "--python", sys.executable, folder)
            into = (*uv, "pip", "install", "--python", python / "python")
            _run(*into, *PACKAGES)
            _run(*into, "--no-deps", *WITHOUT_DEPENDENCIES)
    return python


@pytest.fixture(scope="session")
def server(shipped_home: Callable[[str], Path]) -> Iterator[Server]:
    """A server over the shipped graph."""
    with running(shipped_home("readers")) as server:
        yield server


@pytest.fixture
def read(programs: Path, tmp_path: Path) -> Reader:
    """Runs a program of the environment in an empty folder; its standard output."""

    def ran(program: str, *words: str | Path, **settings: str) -> str:
        return _run(programs / program, *words, folder=tmp_path, **settings)

    return ran


def _run(*command: str | Path, folder: Path = ROOT, **settings: str) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment(**settings), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout
