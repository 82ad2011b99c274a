"""The command line in a process of its own, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(
    *words: str | Path, lang: str = "en_GB.UTF-8", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run ``venskab`` with these words and variables; what it prints is UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli.main", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
        env=os.environ | {"LC_ALL": lang, "PYTHONUTF8": "1"} | settings,
    )
