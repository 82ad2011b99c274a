"""The difference of two editions of a list: which places and ties came, went and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.prefixes import BASE

_SUBJECTS: Final = {
    "place": f"<{BASE}id/list-place/",
    "tie": f"<{BASE}id/list-tie/",
}
# The row of a tie is another in each edition: that is no change of what the list says.
_LOCATOR: Final = "ontology#locator> "
_GRAPH: Final = re.compile(r" <[^>]*> \.$")
_CHANGES: Final = ("came", "went", "changed")


@dataclass
class EditionDifference:
    """What came, went and changed between two editions; keys without the list's name.

    Attributes:
        came: keys by kind, ``place`` or ``tie``.
        went: likewise.
        changed: likewise, of those that are in both.
    """

    came: dict[str, list[str]] = field(default_factory=dict)
    went: dict[str, list[str]] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """The difference as rows: what happened, kind, key."""
        for what in _CHANGES:
            for kind, keys in getattr(self, what).items():
                yield from ((what, kind, key) for key in keys)


def difference(old: Iterable[str], new: Iterable[str], list_name: str) -> EditionDifference:
    """What came, went and changed from the lines of one edition to those of another."""
    found = EditionDifference()
    before, after = (_by_subject(lines, list_name) for lines in (old, new))
    for kind in _SUBJECTS:
        there, here = before[kind], after[kind]
        found.came[kind] = sorted(here.keys() - there.keys())
        found.went[kind] = sorted(there.keys() - here.keys())
        found.changed[kind] = sorted(
            key for key in here.keys() & there.keys() if here[key] != there[key]
        )
    return found


def _by_subject(lines: Iterable[str], list_name: str) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = {kind: {} for kind in _SUBJECTS}
    for line in lines:
        for kind, start in _SUBJECTS.items():
            if line.startswith(start):
                subject, _, said = line[len(start) :].partition("> ")
                own = found[kind].setdefault(subject.removeprefix(f"{list_name}-"), set())
                if _LOCATOR not in said:
                    own.add(_GRAPH.sub("", said))
    return {
        kind: {key: frozenset(said) for key, said in each.items()} for kind, each in found.items()
    }
