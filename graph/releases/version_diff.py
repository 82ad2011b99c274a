"""The difference of two releases, graph by graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.ledger import Diff, Ledger, Release
from graph.tiers import DEFAULT


class Fate(StrEnum):
    """The fate of a graph between two releases."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True)
class GraphDifference:
    """A graph that is not the same in both releases.

    Attributes:
        graph: its IRI.
        old: name of its version in the old release; None where that has none.
        new: the same for the new one.
    """

    graph: str
    old: str | None
    new: str | None

    @property
    def fate(self) -> Fate:
        """The fate of the graph."""
        if self.old is None:
            return Fate.ADDED
        return Fate.WITHDRAWN if self.new is None else Fate.CHANGED


def differences(ledger: Ledger, old: Release, new: Release) -> list[GraphDifference]:
    """The graphs that two releases do not have in common, by IRI."""
    # A release is one of the evidence; lists beside it are no part of it.
    before, after = (
        {each.graph: each.hash for each in ledger.graphs(one.sequence) if DEFAULT.holds(each.graph)}
        for one in (old, new)
    )
    return [
        GraphDifference(graph, before.get(graph), after.get(graph))
        for graph in sorted(before.keys() | after.keys())
        if before.get(graph) != after.get(graph)
    ]


def diffs(ledger: Ledger, old: Release, new: Release) -> Iterator[tuple[GraphDifference, Diff]]:
    """The same with their lines, one graph in memory at a time."""
    for each in differences(ledger, old, new):
        yield each, ledger.diff(each.old, each.new)
