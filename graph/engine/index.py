"""Builds the in-memory index from the ledger: its graphs, what rules derive, and its changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph.engine.changes import changes
from graph.engine.dataset import may_name_graphs, merge
from graph.engine.derived import derived
from graph.ledger import Ledger

_CHUNK: Final = 32 << 20


@dataclass(frozen=True)
class Index:
    """Stores that never change.

    Attributes:
        store: source, reference, curation, ontology, derived graphs and changes; its default graph
            is their merge, so that a triple of two graphs is found once.
        merged: the merge alone, without the named graphs.
        generation: name of this state; the same on every machine for the same ledger.
        head: the ledger's last change that it holds.
        graphs: number of named graphs.
        quads: number of quads in the named graphs.
    """

    store: ox.Store
    merged: ox.Store
    generation: str
    head: int
    graphs: int
    quads: int

    def store_for(self, job: dict[str, Any]) -> ox.Store:
        """The smallest store that answers a query: the merge where no graph is named.

        Oxigraph keeps one list of quads for each term and no index over two, so a pattern costs
        as much as the shortest list of its terms is long. Beside the named graphs every list is
        twice as long (docs/decisions/0061).
        """
        named = job["default_graphs"] or job["named_graphs"] or may_name_graphs(job["text"])
        return self.store if named else self.merged


def build(ledger_path: Path, as_of: int | None = None) -> Index:
    """Load the graphs that were current after change ``as_of`` (default: now) and derive."""
    store = ox.Store()
    with Ledger.open(ledger_path) as ledger:
        head = ledger.head() if as_of is None else as_of
        versions = ledger.graphs(as_of=head)
        for text in _chunks(ledger.lines(version.hash) for version in versions):
            store.bulk_load(text, ox.RdfFormat.N_QUADS)
        history = "\n".join(changes(ledger, head)).encode()
    data = _name([version.hash for version in versions])
    store.bulk_load(derived(store, ledger_path.with_name("derived"), data), ox.RdfFormat.N_QUADS)
    store.bulk_load(history, ox.RdfFormat.N_QUADS)
    quads, merged = len(store), ox.Store()
    merge(store, store.named_graphs(), store, merged)
    generation = _name([data, hashlib.sha256(history).hexdigest()])
    return Index(store, merged, generation, head, len(versions) + 2, quads)


def _chunks(graphs: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Graphs as text, many small ones at once: one load each takes five times as long."""
    text = bytearray()
    for lines in graphs:
        text += "\n".join(lines).encode() + b"\n"
        if len(text) > _CHUNK:
            yield bytes(text)
            text.clear()
    yield bytes(text)


def _name(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()[:16]
