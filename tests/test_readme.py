"""The README shows commands with their output; this runs each and compares."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```\n\$ (venskab query .*?)\n```\n```\n(.*?)\n```", README, re.DOTALL)


def test_the_readme_shows_some_commands() -> None:
    assert len(SHOWN) >= 2


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[c.split()[2] for c, _ in SHOWN])
def test_a_command_of_the_readme_prints_what_it_says(
    command: str, output: str, tmp_path: Path
) -> None:
    folder = Path(sys.executable).parent
    run = subprocess.run(
        ["sh", "-c", command],
        env={"PATH": f"{folder}:/usr/bin:/bin", "VENSKAB_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.replace("\r", "").strip() == output
