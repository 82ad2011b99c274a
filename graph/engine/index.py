"""Builds the in-memory index from the ledger: its graphs, what rules derive, and its changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.engine.changes import changes
from graph.engine.dataset import merge
from graph.engine.derived import derived
from graph.ledger import Ledger


@dataclass(frozen=True)
class Index:
    """A store that never changes.

    Attributes:
        store: source, reference, curation, ontology, derived graphs and changes; its default graph
            is their merge, so that a triple of two graphs is found once.
        generation: name of this state; the same on every machine for the same ledger.
        head: the ledger's last change that it holds.
        graphs: number of named graphs.
        quads: number of quads in the named graphs.
    """

    store: ox.Store
    generation: str
    head: int
    graphs: int
    quads: int


def build(ledger_path: Path, as_of: int | None = None) -> Index:
    """Load the graphs that were current after change ``as_of`` (default: now) and derive."""
    store = ox.Store()
    with Ledger.open(ledger_path) as ledger:
        head = ledger.head() if as_of is None else as_of
        versions = ledger.graphs(as_of=head)
        for version in versions:
            text = "\n".join(ledger.lines(version.hash))
            store.bulk_load(text.encode(), ox.RdfFormat.N_QUADS)
        history = "\n".join(changes(ledger, head)).encode()
    data = _name([version.hash for version in versions])
    store.bulk_load(derived(store, ledger_path.with_name("derived"), data), ox.RdfFormat.N_QUADS)
    store.bulk_load(history, ox.RdfFormat.N_QUADS)
    quads = len(store)
    merge(store, store.named_graphs(), store)
    generation = _name([data, hashlib.sha256(history).hexdigest()])
    return Index(store, generation, head, len(versions) + 2, quads)


def _name(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()[:16]
