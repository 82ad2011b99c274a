"""Builds an index on disk from the ledger, in a process of its own whose memory is given back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.engine.changes_graph import changes
from graph.engine.derived_graph import derived
from graph.engine.index import StoreIndex, read_versions
from graph.engine.index_content import IndexContent, state_of
from graph.engine.index_folder import IndexFolder, kept_as
from graph.engine.process.child import run_child
from graph.engine.process.sandbox import die_with_parent
from graph.errors import VenskabError
from graph.ledger import Ledger
from graph.texts import N_
from graph.tiers import Tier

# Longer than the largest ledger takes, s.
_PATIENCE: Final = 24 * 3600.0


def build_elsewhere(ledger: Path, wanted: IndexContent) -> None:
    """Build and keep an index in a process that ends, and holds nothing of it any more.

    Args:
        ledger: the ledger's file.
        wanted: the state.

    Raises:
        VenskabError: it could not be built; says why.
    """
    words = str(ledger), str(wanted.head), wanted.tier.value
    with open(os.devnull, "rb") as nothing:
        ended = run_child(__name__, *words, given=nothing, seconds=_PATIENCE)
    if ended.status:
        last = ended.errors.decode(errors="replace").strip().rpartition("\n")[2]
        raise VenskabError(N_("The index on disk could not be built: {reason}.", reason=last))


def main(ledger: str, as_of: str, tier: str) -> None:
    """Build and keep the index of a ledger's state; the lock of the folder is held by who waits.

    Args:
        ledger: the ledger's file.
        as_of: number of the last change.
        tier: which graphs.
    """
    die_with_parent()
    path = Path(ledger)
    folder = IndexFolder(path)
    place = folder.new()
    index = build_on_disk(path, int(as_of), Tier(tier), place)
    # Left as it was loaded, it would be put in order while it is changed, and a change would wait.
    index.store.optimize()
    about = kept_as(index)
    # The lock of the store's own is let go of before the folder gets its name.
    del index
    folder.keep(about)


def build_on_disk(ledger_path: Path, as_of: int, tier: Tier, place: Path) -> StoreIndex:
    """Load a state of the ledger into a new store on disk, with what is derived and the merge.

    Args:
        ledger_path: the ledger's file.
        as_of: number of the last change.
        tier: which graphs.
        place: folder of the store, which is not there yet.
    """
    store = ox.Store(str(place))
    damaged: list[str] = []
    with Ledger.open(ledger_path) as ledger:
        state = state_of(ledger, as_of, tier)
        _load(store, read_versions(ledger, state.versions, damaged))
        history = "\n".join(changes(ledger, state.head, state.tier)).encode() + b"\n"
    if damaged:
        state = state.without(damaged)
    made = derived(store, ledger_path.with_name("derived"), state.data)
    _load(store, [made.lines + b"\n", history])
    return StoreIndex(store, store, state, _count(store), made.shared, damaged)


def _count(store: ox.Store) -> int:
    """The number of quads of the named graphs."""
    found = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    (row,) = cast("ox.QuerySolutions", found)
    return int(cast("ox.Literal", row["n"]).value)


def _load(store: ox.Store, texts: Iterable[bytes]) -> None:
    """Load N-Quads into their graphs and into the merge, all in one go."""
    # The engine only calls read() of what its stub calls IO[bytes].
    store.bulk_load(cast("IO[bytes]", _Stream(_both(texts))), ox.RdfFormat.N_QUADS)


def _both(texts: Iterable[bytes]) -> Iterator[bytes]:
    for text in texts:
        yield text
        # What stands before the last two words of a line is the triple.
        yield b"".join(
            line[: line.rindex(b" <", 0, -1)] + b" .\n" for line in text.split(b"\n") if line
        )


class _Stream:
    """Pieces of text, one after the other, as a file that is read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        found, self._rest = self._rest[:size], self._rest[size:]
        return found.tobytes()
