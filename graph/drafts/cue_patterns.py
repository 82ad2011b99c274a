"""The words that the rules of drafts look for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("cues.toml")
# Names begin with a capital there.
_BY_CASE: Final = frozenset(
    {"delegation", "item", "sentence_end", "date_line", "whole_person", "persons", "named_event"}
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: re.compile(pattern, re.MULTILINE if name in _BY_CASE else re.I | re.MULTILINE)
        for name, pattern in found.items()
    }


def cue(name: str, text: str) -> re.Match[str] | None:
    """The first place where a text has the words of a cue; None where it has none."""
    return _patterns()[name].search(text)


def cues(name: str, text: str) -> Iterable[re.Match[str]]:
    """Every place where a text has the words of a cue."""
    return _patterns()[name].finditer(text)


def first_of(names: Iterable[str], text: str) -> str:
    """The first of several cues whose words a text has; blank for none."""
    return next((name for name in names if cue(name, text)), "")
