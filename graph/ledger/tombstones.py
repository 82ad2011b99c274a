"""Tombstones: the things that only older versions describe."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.errors import UnreadableFile
from graph.ledger import Change, Ledger
from graph.ledger.schema import is_there


@dataclass(frozen=True)
class Tombstone:
    """The change that took away what a graph said of a thing.

    Attributes:
        iri: the thing.
        graph: IRI of the graph that described it.
        when: when it ceased to, UTC.
        version: name of the last version of the graph that describes the thing.
        note: why, in the words of who changed it; may be blank.
    """

    iri: str
    graph: str
    when: datetime
    version: str
    note: str


class Tombstones:
    """Finds tombstones in a ledger; each change is read once.

    Args:
        path: the ledger's file. Where there is none, nothing was ever withdrawn.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen = 0, ""
        self._last: dict[str, str] = {}
        self._found: dict[str, Tombstone] = {}

    def find(self, iri: str) -> Tombstone | None:
        """The last change that took ``iri`` out of a graph. It may stand in others still.

        The first call reads the whole history and takes its time; run it in a thread.

        Raises:
            UnreadableFile: the ledger is damaged.
            LimitMet: another process kept the ledger locked.
        """
        with self._lock:
            if is_there(self._path):
                with Ledger.open(self._path) as ledger:
                    self._take_up(ledger)
            return self._found.get(iri)

    def _take_up(self, ledger: Ledger) -> None:
        point = ledger.point()
        if point == self._seen:
            return
        if self._seen[0] > point[0] or self._seen != ledger.point(self._seen[0]):
            # Another file was put in the ledger's place, with a history of its own.
            self._last.clear()
            self._found.clear()
            self._seen = 0, ""
        for change in ledger.history():
            if change.sequence > self._seen[0]:
                self._bury(ledger, change)
        self._seen = point

    def _bury(self, ledger: Ledger, change: Change) -> None:
        """Note what the version before ``change`` described and the one after it does not."""
        before = self._last.pop(change.graph, None)
        if change.hash is not None:
            self._last[change.graph] = change.hash
        if before is None:
            return
        try:
            after = _subjects(ledger.lines(change.hash)) if change.hash else set()
            gone = _subjects(ledger.lines(before)) - after
        except UnreadableFile:
            return  # it is not known what a damaged version described
        for iri in gone if change.hash else gone | {change.graph}:
            self._found[iri] = Tombstone(iri, change.graph, change.when, before, change.note)


def _subjects(lines: Iterable[str]) -> set[str]:
    return {line[1 : line.index(">")] for line in lines}
