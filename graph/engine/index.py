"""Builds the in-memory index from the ledger: its graphs, what rules derive, and its changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyoxigraph as ox

from graph.engine.changes_graph import changes
from graph.engine.dataset import may_name_graphs, merge
from graph.engine.derived_graph import derived
from graph.engine.index_content import IndexContent, state_of
from graph.errors import UnreadableFile
from graph.ledger import GraphVersion, Ledger
from graph.tiers import DEFAULT, Tier

if TYPE_CHECKING:
    from graph.derivation.changes import Derivation

_CHUNK: Final = 32 << 20


@dataclass
class StoreIndex:
    """Stores of one state, in memory or on disk; a change of the state is taken up in place.

    Attributes:
        store: source, reference, curation, ontology, derived graphs and changes; its default graph
            is their merge, so that a triple of two graphs is found once.
        merged: the merge alone, without the named graphs; or ``store`` where that was not made.
        content: the state, without what is damaged.
        quads: number of quads in the named graphs.
        shared: lines that follow from more than one thing, and from how many.
        damaged: IRIs of graphs that the ledger cannot read any more; they are left out.
        removed: number of quads that were taken out since it was loaded.
        follows: what is derived, ready for the next change; None until there was one.
    """

    store: ox.Store
    merged: ox.Store
    content: IndexContent
    quads: int
    shared: Mapping[str, int]
    damaged: Sequence[str] = ()
    removed: int = 0
    follows: Derivation | None = None

    @property
    def about(self) -> dict[str, Any]:
        """The names and the size of the state, as another process is told."""
        return described(self.content, self.quads, self.damaged, self.removed)

    def store_for(self, job: dict[str, Any]) -> ox.Store:
        """The smallest store that answers a query: the merge where no graph is named.

        In memory Oxigraph keeps one list of quads for each term and no index over two, so a pattern
        costs as much as the shortest list of its terms is long. Beside the named graphs every list
        is twice as long (decision 0061).
        """
        named = job["default_graphs"] or job["named_graphs"] or may_name_graphs(job["text"])
        return self.store if named else self.merged


def described(
    content: IndexContent, quads: int, damaged: Sequence[str], removed: int
) -> dict[str, Any]:
    """The names and the size of a state, as another process is told."""
    return {
        "generation": content.generation,
        "head": content.head,
        "made": content.made,
        "tier": content.tier,
        "graphs": len(content.versions) + 2,
        "quads": quads,
        "removed": removed,
        "damaged": list(damaged),
    }


def build(
    ledger_path: Path, as_of: int | None = None, tier: Tier = DEFAULT, *, merged: bool = True
) -> StoreIndex:
    """Load the graphs that were current after change ``as_of`` (default: now) and derive.

    Args:
        ledger_path: the ledger's file.
        as_of: number of a change.
        tier: which graphs.
        merged: a store without the named graphs is made too: it takes time and memory once, and
            gives both back where many queries name no graph.
    """
    store = ox.Store()
    with Ledger.open(ledger_path) as ledger:
        state = state_of(ledger, as_of, tier)
        damaged = load(store, ledger, state)
        history = "\n".join(changes(ledger, state.head, state.tier)).encode()
    if damaged:
        state = state.without(damaged)
    made = derived(store, ledger_path.with_name("derived"), state.data)
    store.bulk_load(made.lines, ox.RdfFormat.N_QUADS)
    store.bulk_load(history, ox.RdfFormat.N_QUADS)
    quads, alone = len(store), ox.Store() if merged else store
    merge(store, store.named_graphs(), *([store, alone] if merged else [store]))
    return StoreIndex(store, alone, state, quads, made.shared, damaged)


class OpenIndex(NamedTuple):
    """An index that answers.

    Attributes:
        store_for: the store that answers a query.
        files: how many files it may open while it answers.
    """

    store_for: Callable[[dict[str, Any]], ox.Store]
    files: int = 0


def on_disk(path: str) -> OpenIndex:
    """The store of a snapshot, which is only read, for every query."""
    store = ox.Store.read_only(path)
    # Only some of its files are opened before they are needed.
    return OpenIndex(lambda _job: store, len(os.listdir(path)))


def load(store: ox.Store, ledger: Ledger, state: IndexContent) -> list[str]:
    """Load the ledger's graphs into a store: all that is not derived.

    Returns:
        IRIs of the graphs whose version is damaged, so that they are not in the store: one of
        them keeps nobody from the others.
    """
    damaged: list[str] = []
    for text in _chunks(read_versions(ledger, state.versions, damaged)):
        store.bulk_load(text, ox.RdfFormat.N_QUADS)
    return damaged


def read_versions(
    ledger: Ledger, versions: Iterable[GraphVersion], damaged: list[str]
) -> Iterator[bytes]:
    """The N-Quads of versions, one after the other.

    Args:
        ledger: where they are.
        versions: which.
        damaged: gets the IRIs of the graphs whose version cannot be read.
    """
    for version in versions:
        try:
            yield ledger.text(version.hash)
        except UnreadableFile:
            damaged.append(version.graph)


def _chunks(graphs: Iterable[bytes]) -> Iterator[bytes]:
    """Graphs as text, many small ones at once: one load each takes five times as long."""
    text = bytearray()
    for each in graphs:
        text += each
        if len(text) > _CHUNK:
            yield bytes(text)
            text.clear()
    yield bytes(text)
