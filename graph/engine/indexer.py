"""The process that keeps the index on disk: it makes a snapshot of each state of the ledger.

It is a copy of the zygote, which itself opens no store on disk: a process with one has threads, and
is not to be forked. What it writes to is its own; what it leaves is in the index folder.
"""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph.engine.derived_graph import derivation_of
from graph.engine.disk_build import build_elsewhere
from graph.engine.index import StoreIndex, described
from graph.engine.index_changes import advance, may_follow
from graph.engine.index_content import IndexContent, state_of
from graph.engine.index_folder import IndexFolder, KeptIndex, kept_as
from graph.engine.process import frames
from graph.engine.process.sandbox import die_with_parent
from graph.errors import VenskabError
from graph.ledger import Ledger
from graph.texts import N_
from graph.tiers import Tier

_PRIMARY: Final = "primary"
# How Oxigraph tells of a store that cannot be read or written.
_UNUSABLE: Final = (OSError, ValueError, RuntimeError)


def run(sock: socket.socket, options: dict[str, Any]) -> None:
    """Make the states that are asked for until the other end closes.

    Args:
        sock: blocking socket to the web process.
        options: ``ledger`` (path); ``place``, a folder for what is lent; and ``follows``,
            true where changes are to come.
    """
    die_with_parent()
    indexer = Indexer(Path(options["ledger"]), Path(options["place"]))
    while True:
        command, _ = frames.receive(sock)
        started = time.monotonic()
        try:
            about = indexer.lend(command["as_of"], Tier(command["tier"]))
        except Exception as error:
            about = {"error": f"{type(error).__name__}: {error}"}
        if not options["follows"]:
            # It may be ended as soon as it has answered.
            indexer.tidy()
        frames.send(sock, about | {"seconds": time.monotonic() - started})
        if options["follows"]:
            indexer.tidy()
            indexer.prepare()


class Indexer:
    """The index on disk of one ledger.

    Args:
        ledger: the ledger's file.
        place: a folder of its own for what it writes to, and for what it lends.
    """

    def __init__(self, ledger: Path, place: Path) -> None:
        self._ledger = ledger
        self._place = place
        self._folder = IndexFolder(ledger)
        self._index: StoreIndex | None = None
        self._numbers = itertools.count()
        self._said: list[str] = []
        self._lent: tuple[KeptIndex, IndexContent] | None = None

    def lend(self, as_of: int | None, tier: Tier) -> dict[str, Any]:
        """A snapshot of a state, made of what there is by what is different.

        Args:
            as_of: number of the last change; None means now.
            tier: which graphs.

        Returns:
            What :attr:`StoreIndex.about` has, the ``path`` of the store, and what is to be
            ``said`` in the log.

        Raises:
            VenskabError: the ledger cannot be read.
            OSError: the folder cannot be written.
        """
        self._said = []
        with self._folder.lock, Ledger.open(self._ledger) as ledger:
            wanted = state_of(ledger, as_of, tier)
            # Another may have been killed before it, and what that lent may still be in use.
            place = self._place / f"{os.getpid()}-{next(self._numbers)}"
            kept = self._kept(wanted, place) or self._made(ledger, wanted)
            if not place.exists():
                self._folder.lend(kept, place)
            same = kept.generation == wanted.generation
            content = wanted if same else _content(ledger, kept) or wanted
            self._lent = kept, content
        about = described(content, kept.quads, kept.damaged, 0)
        return about | {"path": str(place), "said": self._said}

    def tidy(self) -> None:
        """Make room; who follows the ledger does not wait for that."""
        # What cannot be removed now is removed after the next change.
        with suppress(*_UNUSABLE), self._folder.lock:
            self._folder.tidy()

    def prepare(self) -> None:
        """Open what was lent so that it can be changed: the next change does not wait for that."""
        if (
            self._index is not None
            or self._lent is None
            or not may_follow(self._lent[1], self._lent[1])
        ):
            return
        # What cannot be opened is told of, and made again, when it is needed.
        with self._folder.lock, suppress(*_UNUSABLE):
            index = self._opened(*self._lent)
            index.follows = derivation_of(index.store, index.shared)
            self._index = index

    def _kept(self, wanted: IndexContent, place: Path) -> KeptIndex | None:
        """The index of a state that was made before, lent and found whole."""
        kept = self._folder.find(wanted)
        if kept is None:
            return None
        self._folder.lend(kept, place)
        try:
            ox.Store.read_only(str(place))
        except _UNUSABLE as error:
            self._discard(kept, error)
            shutil.rmtree(place, ignore_errors=True)
            return None
        return kept

    def _discard(self, kept: KeptIndex, error: Exception) -> None:
        self._said.append(f"An index on disk is damaged, and is made anew: {error}")
        self._folder.remove(kept)

    def _made(self, ledger: Ledger, wanted: IndexContent) -> KeptIndex:
        index, self._index = self._index, None
        if index is None or not may_follow(index.content, wanted):
            index = self._nearest(ledger, wanted)
        if index is not None:
            try:
                advance(index, ledger, wanted)
                return self._snapshot(index)
            except (VenskabError, *_UNUSABLE) as error:
                self._said.append(f"The index on disk cannot follow, and is built anew: {error}")
                del index
                gc.collect()
        build_elsewhere(self._ledger, wanted)
        found = self._folder.find(wanted) or self._damaged(wanted)
        if found is None:
            raise VenskabError(N_("The index on disk could not be built: it is not there."))
        return found

    def _damaged(self, wanted: IndexContent) -> KeptIndex | None:
        """The index of a state of which the ledger cannot read all."""
        same = (wanted.head, wanted.tier)
        return next((e for e in self._folder.all() if e.damaged and (e.head, e.tier) == same), None)

    def _snapshot(self, index: StoreIndex) -> KeptIndex:
        # What is not yet in files is written to them first, by the engine.
        index.store.backup(str(self._folder.new()))
        kept = kept_as(index)
        self._folder.keep(kept)
        self._index = index
        return kept

    def _nearest(self, ledger: Ledger, wanted: IndexContent) -> StoreIndex | None:
        """An index to change, of the kept state that is fewest changes away."""
        found = [(kept, _content(ledger, kept)) for kept in self._folder.all()]
        for kept, content in sorted(found, key=lambda each: abs(each[0].head - wanted.head)):
            if content is not None and may_follow(content, wanted):
                try:
                    return self._opened(kept, content)
                except _UNUSABLE as error:
                    self._discard(kept, error)
        return None

    def _opened(self, kept: KeptIndex, content: IndexContent) -> StoreIndex:
        place = self._place / _PRIMARY
        shutil.rmtree(place, ignore_errors=True)
        ox.Store.read_only(str(self._folder.store_of(kept))).backup(str(place))
        store = ox.Store(str(place))
        return StoreIndex(store, store, content, kept.quads, kept.shared, kept.damaged)


def _content(ledger: Ledger, kept: KeptIndex) -> IndexContent | None:
    """What an index holds; None where it is of another ledger."""
    try:
        content = state_of(ledger, kept.head, kept.tier).without(kept.damaged)
    except VenskabError:
        return None
    return content if content.generation == kept.generation else None
