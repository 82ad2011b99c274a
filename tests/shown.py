"""The commands that the README and the documentation show, each with the output it promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.shared import ROOT

TUTORIALS = ROOT / "docs/start"
_SHOWN = re.compile(r"```\n\$ (venskab (?:query|network) .*?)\n```\n```\n(.*?)\n```", re.DOTALL)
_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)\n```$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'title="(.+?)"')
_LINK = re.compile(r'\[[^\]]*\]\((http://127\.0\.0\.1:8000/[^\s)]*)(?: "([^"]*)")?\)')


class Shown(NamedTuple):
    """A command of a page, and the output that the page shows below it."""

    page: str
    command: str
    output: str


class Step(NamedTuple):
    """A step of a tutorial.

    Attributes:
        file: name of the file that the reader is to write, or blank.
        text: what stands in that file, or else the command to run.
        output: what the command prints, or nothing where the tutorial does not show it.
    """

    file: str
    text: str
    output: str | None


class Visit(NamedTuple):
    """An address that a tutorial sends its reader to, and the words to be seen there."""

    address: str
    words: str


def pages() -> list[Path]:
    """The README and every page that is written by hand, by path; tutorials run as a whole."""
    written = sorted((ROOT / "docs").rglob("*.md"))
    return [ROOT / "README.md", *(page for page in written if page.parent != TUTORIALS)]


def shown() -> list[Shown]:
    """Every command with its output, in the order of the pages."""
    return [
        Shown(str(page.relative_to(ROOT)), command, output)
        for page in pages()
        for command, output in _SHOWN.findall(page.read_text(encoding="utf-8"))
    ]


def steps(tutorial: Path) -> list[Step]:
    """Files to write and commands to run, in the order of the page.

    Blocks marked ``sh`` set the reader's machine up and are told, not run.
    """
    found: list[Step] = []
    for fence in _FENCE.finditer(tutorial.read_text(encoding="utf-8")):
        info, text = fence["info"], fence["text"]
        if title := _TITLE.search(info):
            found.append(Step(title[1], text + "\n", None))
        elif text.startswith("$ "):
            found.append(Step("", text.removeprefix("$ "), None))
        elif info == "":
            found.append(found.pop()._replace(output=text))
    return found


def visits(tutorial: Path) -> list[Visit]:
    """Every address of the server that the page links."""
    return [Visit(*found) for found in _LINK.findall(tutorial.read_text(encoding="utf-8"))]
