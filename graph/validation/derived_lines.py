"""What follows from the graphs of a ledger, by what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from graph.namespaces import VSK
from graph.prefixes import BASE

SPELL: Final = f"<{BASE}id/status-spell/"
_CONCERNS: Final = f"<{VSK.concerns}>"


class DerivedLines:
    """N-Quads lines of a derived graph, found by their subjects, and spells by what they concern.

    Attributes:
        number: number of lines.
    """

    def __init__(self) -> None:
        self.number = 0
        self._about: defaultdict[str, set[str]] = defaultdict(set)
        self._spells: defaultdict[str, set[str]] = defaultdict(set)

    def change(self, added: Iterable[str], removed: Iterable[str]) -> None:
        """Take lines up and out.

        Args:
            added: lines that are not there.
            removed: lines that are.
        """
        for line in removed:
            subject = subject_of(line)
            self._about[subject].discard(line)
            self.number -= 1
            if thing := concerned(line):
                self._spells[thing].discard(subject)
        for line in added:
            subject = subject_of(line)
            self._about[subject].add(line)
            self.number += 1
            if thing := concerned(line):
                self._spells[thing].add(subject)

    def about(self, subjects: Iterable[str]) -> Iterator[str]:
        """The lines about some things, each as ``<IRI>``."""
        for subject in subjects:
            yield from self._about.get(subject, ())

    def spells(self, things: Iterable[str]) -> Iterator[str]:
        """The lines about the spells of some things."""
        for thing in things:
            yield from self.about(self._spells.get(thing, ()))

    def lines(self) -> Iterator[str]:
        """All lines, in no order."""
        return self.about(self._about)


def subject_of(line: str) -> str:
    """The subject of a line, as ``<IRI>``."""
    return line[: line.index(" ")]


def concerned(line: str) -> str:
    """What the spell concerns that a line is about, as ``<IRI>``; blank if it does not say so."""
    if not line.startswith(SPELL):
        return ""
    _, predicate, rest = line.split(" ", 2)
    return rest[: rest.index(" ")] if predicate == _CONCERNS else ""
