"""``venskab source draft``, as a person runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.api.serving import ROOT, environment

TEXT = """Samarbejdsaftale

Odense Kommune og Aarhus Kommune indgår herved en samarbejdsaftale. Den evalueres i maj 2026.

12. juni 2024
"""


def draft(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli.main", "source", "draft", *words, "--home", str(home)],
        cwd=folder, env=environment(PYTHONPATH=str(ROOT), LC_ALL="en_GB.UTF-8"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_draft_is_written_once_and_says_what_is_left(home: Path, tmp_path: Path) -> None:
    (tmp_path / "Aftale.txt").write_text(TEXT, encoding="utf-8")
    done = draft(tmp_path, home, "Aftale.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "aftale.yaml is a draft. Things proposed, none of them reviewed: 3. "
    )
    written = (tmp_path / "aftale.yaml").read_text("utf-8")
    assert "text file: Aftale.txt" in written
    assert "review due: {is: 2026-05, says: evalueres i maj 2026}" in written
    again = draft(tmp_path, home, "Aftale.txt")
    assert again.returncode == 2
    assert "there is a file of that name" in again.stderr
    missing = draft(tmp_path, home, "ingen.txt")
    assert (missing.returncode, missing.stdout) == (2, "")
