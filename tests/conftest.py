"""What holds for every test: no generated case is judged by the time it took."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.shared import ROOT

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; the processes that share the work of a session build it once."""
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    folder = together / "site"
    with FileLock(together / "site.lock"):
        if not folder.exists():
            command = [sys.executable, "-m", "docs.build", str(folder)]
            run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert run.returncode == 0, run.stdout + run.stderr
    return folder


def pytest_collection_finish() -> None:
    """Leave all that is there before the first test out of every later search for garbage."""
    gc.collect()
    gc.freeze()
