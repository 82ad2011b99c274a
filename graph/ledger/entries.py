"""The entries of the ledger: versions, changes and releases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """The kinds of changes of a graph."""

    PUT = "put"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


@dataclass(frozen=True)
class Put:
    """Make these lines the content of a graph.

    Attributes:
        graph: the graph's IRI.
        lines: N-Quads lines in that graph, in any order, without line ends and blank nodes.
    """

    graph: str
    lines: Iterable[str]


@dataclass(frozen=True)
class Withdraw:
    """Take a graph out; its versions stay in the history."""

    graph: str


@dataclass(frozen=True)
class Restore:
    """Make an older version of a graph its content again.

    Attributes:
        graph: the graph's IRI.
        hash: a version that the graph had once.
    """

    graph: str
    hash: str


@dataclass(frozen=True)
class Change:
    """One entry of the ledger.

    Attributes:
        sequence: its number, from 1.
        step: number of the first change that was made together with it.
        when: the moment, UTC; equal for all changes made together, never before an earlier one.
        actor: who made it.
        action: what it did.
        graph: the graph's IRI.
        hash: the version that the graph has since; None after a withdrawal.
        quads: number of quads of that version; 0 after a withdrawal.
        note: why, in the actor's words.
        report: what validation said.
        new: False where the graph had that content already and nothing was written; then the
            rest tells of the change that brought that content.
    """

    sequence: int
    step: int
    when: datetime
    actor: str
    action: Action
    graph: str
    hash: str | None
    quads: int
    note: str = ""
    report: str = ""
    new: bool = True


@dataclass(frozen=True)
class GraphVersion:
    """A graph as it was at some moment.

    Attributes:
        graph: its IRI.
        hash: name of its version.
        quads: number of quads.
        changed: when it got that version, UTC.
        sequence: number of the change that gave it.
    """

    graph: str
    hash: str
    quads: int
    changed: datetime
    sequence: int


@dataclass(frozen=True)
class Release:
    """A dated version of the whole, kept for ever.

    Attributes:
        name: its name, the last segment of its IRI.
        title: what it is called; blank for nothing but the name.
        when: when it was made, UTC; never before the one in front of it.
        actor: who made it.
        sequence: number of the last change that it holds.
        hash: SHA-256 of its N-Quads: the graphs by IRI, each graph's lines sorted.
        graphs: number of graphs.
        quads: number of quads.
        bytes: length of its N-Quads, bytes.
        previous: name of the release in front of it; None for the first.
    """

    name: str
    title: str
    when: datetime
    actor: str
    sequence: int
    hash: str
    graphs: int
    quads: int
    bytes: int
    previous: str | None


@dataclass(frozen=True)
class Diff:
    """The difference that makes a new version out of an old one.

    Attributes:
        added: lines that only the new version has, sorted.
        removed: lines that only the old version has, sorted.
    """

    added: list[str]
    removed: list[str]

    def apply(self, lines: Iterable[str]) -> list[str]:
        """The new version's lines, from the old version's."""
        return sorted((set(lines) - set(self.removed)) | set(self.added))
