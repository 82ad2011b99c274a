"""Reads commands as the tool itself reads them, and refuses what it would take for something else.

After ``importDataFromV1`` and ``parseValueV1`` of https://github.com/magnusmanske/quickstatements:
parts apart by tabs; a pair of ``P`` is a qualifier, of ``S`` a part of the reference before, of
``!S`` the first of a new reference; a text stands in quotation marks, whatever is between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_ITEM: Final = re.compile(r"Q[1-9]\d*")
_STRING: Final = re.compile(r'"(.+)"')
_TEXT: Final = re.compile(r'([a-z]{2,3}):"(.+)"')
_TIME: Final = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T00:00:00Z/(8|9|10|11)")
_COMMENT: Final = re.compile(r"/\*.*\*/\s*$")
_KINDS: Final = {
    "P580": _TIME, "P582": _TIME, "S577": _TIME, "S854": _STRING, "S1476": _TEXT, "S1683": _TEXT,
}  # fmt: skip


@dataclass
class Command:
    """One command: a statement with qualifiers and references, as written."""

    subject: str
    value: str
    qualifiers: dict[str, str] = field(default_factory=dict)
    references: list[dict[str, str]] = field(default_factory=list)


def read(text: str) -> list[Command]:
    """The commands of a text; fails at what the tool would not read as meant."""
    assert text.endswith("\n") and "\r" not in text
    return [_command(line) for line in text.splitlines()]


def _command(line: str) -> Command:
    assert not _COMMENT.search(line), "the tool takes the end for a comment"
    subject, property_, value, *pairs = line.split("\t")
    assert property_ == "P190" and _ITEM.fullmatch(subject) and _ITEM.fullmatch(value)
    assert len(pairs) % 2 == 0
    command = Command(subject, value)
    for name, given in zip(pairs[::2], pairs[1::2], strict=True):
        assert given == given.strip()
        kind = _KINDS[name.removeprefix("!")]
        assert kind.fullmatch(given), (name, given)
        if name.startswith("P"):
            assert not command.references, "a qualifier stands before the references"
            command.qualifiers[name] = given
            continue
        if name.startswith("!") or not command.references:
            assert name.removeprefix("!") == "S854", "a reference begins with its address"
            command.references.append({})
        assert name not in command.references[-1]
        command.references[-1][name.removeprefix("!")] = given
    return command
