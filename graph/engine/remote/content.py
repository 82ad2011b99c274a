"""The content of a ledger's states, as a remote engine is to hold it: stated and derived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from graph.engine.changes_graph import changes
from graph.engine.derived_graph import derivation, kept
from graph.engine.index_content import IndexContent
from graph.errors import UnreadableFile
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH
from graph.ledger import Ledger

if TYPE_CHECKING:
    from graph.derivation.changes import Derivation


@dataclass(frozen=True)
class GraphDelta:
    """The difference of a graph between two states.

    Attributes:
        graph: its IRI.
        added: N-Quads lines that it gets.
        removed: N-Quads lines that it loses.
        again: lines that it keeps and that have subject and predicate of one that it loses: an
            engine that takes two spellings for one value loses both with either.
        gone: True when nothing of it is left.
    """

    graph: str
    added: Collection[str]
    removed: Collection[str]
    again: Collection[str] = ()
    gone: bool = False


class Content:
    """Reads states of one ledger, and derives; what was derived last is followed from there.

    Args:
        ledger: the ledger's file.
    """

    def __init__(self, ledger: Path) -> None:
        self._kept = ledger.with_name("derived")
        self._derivation: Derivation | None = None
        self._data = ""

    def everything(
        self, ledger: Ledger, state: IndexContent
    ) -> tuple[Mapping[str, Collection[str]], tuple[str, ...]]:
        """The N-Quads lines of every graph of a state, and the graphs that cannot be read.

        Args:
            ledger: the ledger, open.
            state: the state.
        """
        lines: dict[str, Collection[str]] = {}
        damaged: list[str] = []
        for version in state.versions:
            try:
                lines[version.graph] = ledger.lines(version.hash)
            except UnreadableFile:
                damaged.append(version.graph)
        data = state.without(damaged).data
        known = kept(self._kept, data)
        found = self._derive(chain.from_iterable(lines.values()), data) if known is None else None
        lines[DERIVED_GRAPH] = _split(known) if found is None else found
        lines[CHANGES_GRAPH] = list(changes(ledger, state.head, state.tier))
        return lines, tuple(damaged)

    def deltas(self, ledger: Ledger, old: IndexContent, new: IndexContent) -> list[GraphDelta]:
        """The difference of each graph that differs between two states.

        Raises:
            UnreadableFile: a version is damaged.
        """
        before = {version.graph: version.hash for version in old.versions}
        after = {version.graph: version.hash for version in new.versions}
        stated = [
            _stated(ledger, graph, before.get(graph), after.get(graph))
            for graph in sorted(before.keys() | after.keys())
            if before.get(graph) != after.get(graph)
        ]
        history = list(changes(ledger, new.head, new.tier, after=old.head))
        derived = self._derived(ledger, old, new, stated)
        return [*stated, derived, GraphDelta(CHANGES_GRAPH, history, ())]

    def _derived(
        self, ledger: Ledger, old: IndexContent, new: IndexContent, stated: Iterable[GraphDelta]
    ) -> GraphDelta:
        if self._derivation is None or self._data != old.data:
            lines = (ledger.lines(version.hash) for version in old.versions)
            self._derive(chain.from_iterable(lines), old.data)
        if self._derivation is None:
            raise RuntimeError("there is one by now")
        follows = self._derivation.change(
            chain.from_iterable(each.added for each in stated),
            chain.from_iterable(each.removed for each in stated),
        )
        self._data = new.data
        return GraphDelta(DERIVED_GRAPH, follows.added, follows.removed)

    def _derive(self, lines: Iterable[str], data: str) -> Collection[str]:
        self._derivation = derivation()
        self._data = data
        return self._derivation.change(lines).added


def _stated(ledger: Ledger, graph: str, old: str | None, new: str | None) -> GraphDelta:
    before = set(ledger.lines(old)) if old else set()
    after = set(ledger.lines(new)) if new else set()
    removed = before - after
    touched = {_start(line) for line in removed}
    again = [line for line in before & after if _start(line) in touched]
    return GraphDelta(graph, after - before, removed, again, gone=new is None)


def _start(line: str) -> tuple[str, ...]:
    return tuple(line.split(" ", 2)[:2])


def _split(text: bytes | None) -> list[str]:
    # Not splitlines(): literals hold other line separators as they are.
    return [line for line in (text or b"").decode().split("\n") if line]
