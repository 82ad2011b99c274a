"""The ledger: every version of every graph, and every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from graph.errors import VenskabError
from graph.ledger.entries import Action, Change, Put, Restore, Withdraw
from graph.ledger.history import History
from graph.ledger.release_log import Releases
from graph.ledger.short_names import short_graph
from graph.ledger.versions import Version, version_of
from graph.texts import N_

Wanted = Put | Withdraw | Restore

_INSERT: Final = """
    INSERT INTO changes (sequence, step, made, actor, action, graph, hash, note, report)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class _Stamp:
    """The facts that the changes of one step share."""

    step: int
    when: str
    actor: str
    note: str
    report: str


class Ledger(History):
    """An open ledger. Open one with :meth:`open`; it may be used from several threads.

    Every method may raise ``UnreadableFile`` when the file is damaged.
    """

    @property
    def releases(self) -> Releases:
        """The dated versions of the whole."""
        return Releases(self)

    def put(
        self, graph: str, lines: Iterable[str], *, actor: str, note: str = "", report: str = ""
    ) -> Change:
        """Make ``lines`` the content of ``graph``; see :meth:`apply`."""
        return self.apply([Put(graph, lines)], actor=actor, note=note, report=report)[0]

    def withdraw(self, graph: str, *, actor: str, note: str = "", report: str = "") -> Change:
        """Take ``graph`` out; see :meth:`apply`."""
        return self.apply([Withdraw(graph)], actor=actor, note=note, report=report)[0]

    def restore(
        self,
        graph: str,
        version: str,
        *,
        actor: str,
        note: str = "",
        report: str = "",
        based_on: Mapping[str, str | None] = MappingProxyType({}),
    ) -> Change:
        """Make the version of that hash the content of ``graph`` again; see :meth:`apply`."""
        wanted = [Restore(graph, version)]
        return self.apply(wanted, actor=actor, note=note, report=report, based_on=based_on)[0]

    def apply(
        self,
        changes: Sequence[Wanted],
        *,
        actor: str,
        note: str = "",
        report: str = "",
        based_on: Mapping[str, str | None] = MappingProxyType({}),
    ) -> list[Change]:
        """Make several changes at once: all or none, also when the machine stops half way.

        Args:
            changes: what to do, in order.
            actor: who does it.
            note: why.
            report: what validation said.
            based_on: graph IRI to the hash of the version that it must still have, None for none:
                whoever decided on the changes saw these.

        Returns:
            One entry for each; ``new`` is False where the graph had that content already.

        Raises:
            NotFound: a graph to withdraw is not there, or never had the version to restore.
            UnusableInput: lines that do not belong to the graph.
            LimitMet: another process kept the ledger locked.
            VenskabError: a graph no longer has the version that the changes are based on.
        """
        # Sorting, hashing and packing take long: they are done before the file is locked.
        ready = [
            (want, version_of(want.graph, want.lines) if isinstance(want, Put) else None)
            for want in changes
        ]
        with self.transaction():
            for graph, seen in based_on.items():
                self._check_unchanged(graph, seen)
            stamp = _Stamp(self.head() + 1, self.next_moment(), actor, note, report)
            return [self._change(want, version, stamp) for want, version in ready]

    def _check_unchanged(self, graph: str, seen: str | None) -> None:
        last = self._last_change(graph)
        if (last.hash if last else None) != seen:
            raise VenskabError(
                N_("another process has changed it meanwhile; nothing was written."),
                where=short_graph(graph),
                hint=N_("Look at what it is now, and try again."),
            )

    def _change(self, want: Wanted, version: Version | None, stamp: _Stamp) -> Change:
        last = self._last_change(want.graph)
        target = self._target(want, version, last)
        if version is not None:
            self._store(version)
        if last is not None and last.hash == target:
            return replace(last, new=False)
        sequence = self.head() + 1
        action = Action[type(want).__name__.upper()]
        self.connection.execute(
            _INSERT,
            (sequence, stamp.step, stamp.when, stamp.actor, action, want.graph, target,
             stamp.note, stamp.report),
        )  # fmt: skip
        return self._changes("WHERE sequence = ?", sequence)[0]

    def _target(self, want: Wanted, version: Version | None, last: Change | None) -> str | None:
        """The hash that the graph is to have; None for none at all."""
        if version is not None:
            return version.hash
        if isinstance(want, Restore):
            if not self._changes("WHERE graph = ? AND changes.hash = ?", want.graph, want.hash):
                raise self._no_version(want.graph, want.hash)
            return want.hash
        if last is None or last.hash is None:
            raise self._no_graph(want.graph)
        return None

    def _store(self, version: Version) -> None:
        self.connection.execute(
            "INSERT INTO versions (hash, text, quads, bytes) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (hash) DO NOTHING",
            (version.hash, version.text, version.quads, version.bytes),
        )
