"""The commands that the README and the documentation show, each with the output it promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.shared import ROOT

_SHOWN = re.compile(r"```\n\$ (venskab (?:query|network) .*?)\n```\n```\n(.*?)\n```", re.DOTALL)


class Shown(NamedTuple):
    """A command of a page, and the output that the page shows below it."""

    page: str
    command: str
    output: str


def pages() -> list[Path]:
    """The README and every page that is written by hand, by path."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown() -> list[Shown]:
    """Every command with its output, in the order of the pages."""
    return [
        Shown(str(page.relative_to(ROOT)), command, output)
        for page in pages()
        for command, output in _SHOWN.findall(page.read_text(encoding="utf-8"))
    ]
