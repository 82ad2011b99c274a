"""What holds for every test: no generated case is judged by the time it took."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.shared import ROOT

# Commands and servers are started some hundred times; without this each compiles all it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Importing the tests makes hundreds of thousands of objects that stay.
gc.set_threshold(50_000)

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


Homes = Callable[[str], Path]


@pytest.fixture(scope="session", autouse=True)
def temporary_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the temporary files of tests, and of the servers that they kill, with the tests' own."""
    # A short name: sockets have room for a hundred characters.
    os.environ["TMPDIR"] = str(tmp_path_factory.mktemp("t", numbered=False))
    tempfile.tempdir = None


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the processes that share the work of a session."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def site(together: Path) -> Path:
    """The built site."""
    return _made_once(together / "site", "docs.build")


@pytest.fixture(scope="session")
def shipped_home(together: Path, tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Makes a home folder with the shipped graph, as a first command leaves it."""
    made = _made_once(together / "shipped", "api.cli.main", "query", "ASK {}", "--home")

    def copied(name: str) -> Path:
        return shutil.copytree(made, tmp_path_factory.mktemp(name), dirs_exist_ok=True)

    return copied


def _made_once(folder: Path, module: str, *words: str) -> Path:
    """What a command makes in a folder; the first process that needs it makes it for all."""
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            command = [sys.executable, "-m", module, *words, str(folder)]
            run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert run.returncode == 0, run.stdout + run.stderr
    return folder


def pytest_collection_finish() -> None:
    """Leave all that is there before the first test out of every later search for garbage."""
    gc.collect()
    gc.freeze()
