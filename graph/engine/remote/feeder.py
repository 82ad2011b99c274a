"""Feeds a remote engine from the ledger: all of it once, then each change as a delta."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.engine.index_content import IndexContent, state_of
from graph.engine.remote.connection import Connection
from graph.engine.remote.content import Content
from graph.engine.remote.marker import Marker, exchange
from graph.engine.remote.merge_test import merge_of
from graph.engine.remote.remote_writer import Writer
from graph.errors import EngineUnavailable, UnreadableFile
from graph.ledger import Ledger
from graph.texts import N_
from graph.tiers import DEFAULT

# The derived graph and that of changes.
_OWN: int = 2


@dataclass(frozen=True)
class Fed:
    """What a feeding did.

    Attributes:
        head: number of the ledger's change that the engine holds now.
        generation: name of the state that it holds now.
        whole: True when everything was written, and not what had changed alone.
        added: statements added.
        removed: statements removed.
    """

    head: int
    generation: str
    whole: bool = False
    added: int = 0
    removed: int = 0


class Feeder:
    """Writes the states of one ledger into one engine.

    Args:
        ledger: the ledger's file.
        connection: the engine.
    """

    def __init__(self, ledger: Path, connection: Connection) -> None:
        self._path = ledger
        self._connection = connection
        self._word = secrets.token_hex(8)
        self._content = Content(ledger)

    def feed(self, *, replace: bool = False) -> Fed:
        """Make the engine hold the ledger's newest state.

        Args:
            replace: whether what is there of another ledger, or of nobody known, goes.

        Raises:
            EngineUnavailable: the engine does not answer, holds something else, or is being fed
                by somebody else.
            VenskabError: the ledger cannot be read.
        """
        marker = self._connection.marker()
        with Ledger.open(self._path) as ledger:
            new = state_of(ledger)
            if marker is None or replace:
                return self._everything(ledger, marker, new, replace=replace)
            if not _is_of(marker, ledger):
                raise _of_another()
            if marker.generation == new.without(marker.damaged).generation:
                return Fed(marker.head, marker.generation)
            try:
                return self._change(ledger, marker, new)
            except UnreadableFile:
                return self._everything(ledger, marker, new, replace=False)

    def _change(self, ledger: Ledger, marker: Marker, new: IndexContent) -> Fed:
        """Write what changed since the state of a marker, or all where that is not known."""
        old = state_of(ledger, marker.head) if marker.whole and not marker.damaged else None
        if old is None or old.generation != marker.generation:
            return self._everything(ledger, marker, new, replace=False)
        deltas = self._content.deltas(ledger, old, new)
        added = sum(len(each.added) for each in deltas)
        removed = sum(len(each.removed) for each in deltas)
        with self._writing(marker, new, marker.quads + added - removed, ()) as writer:
            writer.apply(deltas)
        return Fed(new.head, new.generation, added=added, removed=removed)

    def _everything(
        self, ledger: Ledger, marker: Marker | None, new: IndexContent, *, replace: bool
    ) -> Fed:
        """Write a state as a whole, whatever is there."""
        lines, damaged = self._content.everything(ledger, new)
        state = new.without(damaged)
        quads = sum(map(len, lines.values()))
        there = self._there()
        foreign = there - lines.keys()
        if marker is None and foreign and not replace:
            raise _foreign(sorted(foreign)[0])
        known = marker or Marker(serial=0, merge=merge_of(self._connection))
        with self._writing(known, state, quads, damaged) as writer:
            writer.replace(lines, there)
        return Fed(state.head, state.generation, whole=True, added=quads)

    def _there(self) -> set[str]:
        """The graphs in the engine that are not its own."""
        rows = self._connection.rows(
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        )
        return {row["g"].value for row in rows} - {*self._connection.profile.system}

    @contextmanager
    def _writing(
        self, before: Marker, state: IndexContent, quads: int, damaged: tuple[str, ...]
    ) -> Generator[Writer]:
        """While the block lasts the engine holds no state that anything is answered from."""
        begun = Marker(
            serial=before.serial + 1,
            head=state.head,
            series=state.series,
            since=before.head,
            feeder=self._word,
            merge=before.merge,
        )
        self._connection.update(exchange(begun))
        yield Writer(self._connection, before.merge)
        if self._connection.marker() != begun:
            raise EngineUnavailable(
                N_("Somebody else feeds the engine too."),
                hint=N_("Let one ledger feed it: the others get VENSKAB_ENGINE_FEED=off."),
            )
        done = begun.model_copy(
            update={
                "serial": begun.serial + 1,
                "generation": state.generation,
                "graphs": len(state.versions) + _OWN,
                "quads": quads,
                "damaged": damaged,
            }
        )
        self._connection.update(exchange(done))


def _is_of(marker: Marker, ledger: Ledger) -> bool:
    """True if a state is one of a ledger: the changes up to it are the same."""
    return ledger.fingerprint(marker.head, DEFAULT) == marker.series


def _of_another() -> EngineUnavailable:
    return EngineUnavailable(
        N_("The engine holds the data of another ledger, or of a later state of this one."),
        hint=N_("To put this ledger's in its place: venskab engine sync --replace."),
    )


def _foreign(graph: str) -> EngineUnavailable:
    return EngineUnavailable(
        N_("The engine holds data that is not of this ledger, such as <{graph}>.", graph=graph),
        hint=N_("Take an empty dataset; or, to remove it all: venskab engine sync --replace."),
    )
