"""Compares what is kept of the derived triples with what the ledger gives."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.engine.derived_graph import derive_anew, kept, kept_at
from graph.engine.index import load
from graph.engine.index_content import state_of
from graph.ledger import Ledger


def is_as_derived(ledger_path: Path) -> bool | None:
    """Whether what is kept beside a ledger is what its graphs give; None where nothing is kept.

    What is not is removed, so that it is made again.

    Args:
        ledger_path: the ledger's file, which is whole.

    Raises:
        UnreadableFile: the ledger cannot be read.
    """
    store = ox.Store()
    with Ledger.open(ledger_path) as ledger:
        state = state_of(ledger)
        load(store, ledger, state)
    folder = ledger_path.with_name("derived")
    found = kept(folder, state.data)
    if found is None:
        return None
    same = sorted(found.splitlines()) == sorted(derive_anew(store).lines.splitlines())
    if not same:
        kept_at(folder, state.data).unlink(missing_ok=True)
    return same
