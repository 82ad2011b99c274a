"""Temporary folders: none outlives its process for longer than until the next one is made."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.engine.temporary_folder import TemporaryFolder
from tests.shared import ROOT

HOLDING = """
from graph.engine.temporary_folder import TemporaryFolder
held = TemporaryFolder()
(held.path / "file").write_text("x")
print(held.path, flush=True)
input()
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@contextmanager
def holding() -> Generator[tuple[subprocess.Popen[str], Path]]:
    """A process that holds a folder, and the folder."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


def test_a_folder_that_is_closed_is_gone(place: Path) -> None:
    with TemporaryFolder() as folder:
        (folder.path / "file").write_text("x")
        assert folder.path.parent == place
        assert folder.path.stat().st_mode & 0o077 == 0
    assert list(place.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_and_what_another_holds_is_not(place: Path) -> None:
    others = place / "venskab-spool-of-a-former-version"
    others.mkdir()
    with holding() as (dead, left), holding() as (_, held):
        dead.kill()
        dead.wait()
        assert (left / "file").exists()
        with TemporaryFolder() as folder:
            assert sorted(place.iterdir()) == sorted([others, held, folder.path])
            assert (held / "file").exists()


def test_a_folder_that_leads_elsewhere_is_left_alone(place: Path) -> None:
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".lock").write_text("x")
    (place / "venskab-spool-link").symlink_to(elsewhere)
    with TemporaryFolder():
        assert (elsewhere / ".lock").read_text() == "x"
