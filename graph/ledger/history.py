"""Reads a ledger: the versions of its graphs, its changes, and its state at any point of them."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Final

from graph.errors import NotFound
from graph.ledger.database import STAMP, LedgerFile, moment_of
from graph.ledger.entries import Action, Change, Diff, GraphVersion
from graph.ledger.short_names import did_you_mean
from graph.ledger.versions import text_of
from graph.texts import N_
from graph.tiers import Tier

Moment = datetime | date | int

_CHANGE: Final = """
    SELECT sequence, step, made, actor, action, graph, changes.hash, coalesce(quads, 0),
           note, report
    FROM changes LEFT JOIN versions ON versions.hash = changes.hash
"""
_STATE: Final = """
    SELECT graph, changes.hash, quads, made, sequence
    FROM changes JOIN versions ON versions.hash = changes.hash
    WHERE sequence IN (SELECT max(sequence) FROM changes WHERE sequence <= ? GROUP BY graph)
    ORDER BY graph
"""
_SERIES: Final = """
    SELECT sequence, made, action, graph, hash FROM changes WHERE sequence <= ? ORDER BY sequence
"""
Row = tuple[int, int, str, str, str, str, str | None, int, str, str]


class History(LedgerFile):
    """An open ledger as a reader sees it.

    Every method may raise ``UnreadableFile`` when the file is damaged.
    """

    def head(self) -> int:
        """Number of the last change; 0 for an empty ledger."""
        with self.reading():
            (last,) = self.connection.execute("SELECT max(sequence) FROM changes").fetchone()
        return int(last or 0)

    def point(self, sequence: int | None = None, tier: Tier = Tier.ALL) -> tuple[int, str]:
        """Number of a change, and when it was made as the file has it; 0 and blank for none.

        Two ledgers of one point have one history: a moment is known to the microsecond.

        Args:
            sequence: the change; None means the last.
            tier: the last change of one of its graphs up to that one is what is meant.
        """
        last = self.last_change(sequence)
        with self.reading():
            rows = self.connection.execute(
                "SELECT sequence, made, graph FROM changes WHERE sequence <= ?"
                " ORDER BY sequence DESC",
                (last,),
            )
            found = next((row for row in rows if tier.holds(row[2])), (0, ""))
        return found[0], found[1]

    def fingerprint(self, sequence: int, tier: Tier = Tier.ALL) -> str:
        """SHA-256 of a tier's changes up to a number: what was made of which graph, and when."""
        digest = hashlib.sha256()
        with self.reading():
            for row in self.connection.execute(_SERIES, (sequence,)):
                if tier.holds(row[3]):
                    digest.update(repr(row).encode())
        return digest.hexdigest()

    def next_moment(self) -> str:
        """Now; but never before the last change, even when the clock was set back."""
        (last,) = self.connection.execute("SELECT max(made) FROM changes").fetchone()
        return max(datetime.now(UTC).strftime(STAMP), last or "")

    def at(self, moment: date | datetime) -> int:
        """Number of the last change made by then; 0 before the first.

        Args:
            moment: a day (its end, UTC) or a moment (UTC where it names no zone).
        """
        if isinstance(moment, datetime):
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            limit = zoned.astimezone(UTC) + timedelta(microseconds=1)
        else:
            limit = datetime(moment.year, moment.month, moment.day, tzinfo=UTC) + timedelta(days=1)
        with self.reading():
            (last,) = self.connection.execute(
                "SELECT max(sequence) FROM changes WHERE made < ?", (limit.strftime(STAMP),)
            ).fetchone()
        return int(last or 0)

    def changed(self, sequence: int) -> datetime:
        """The time of the change of that number, UTC.

        Raises:
            NotFound: there is no such change.
        """
        with self.reading():
            found = self._changes("WHERE sequence = ?", sequence)
        if not found:
            raise NotFound(
                N_(
                    "there is no change {sequence}; the ledger has {head}.",
                    sequence=sequence,
                    head=self.head(),
                )
            )
        return found[0].when

    def graphs(self, as_of: Moment | None = None) -> list[GraphVersion]:
        """The graphs and their versions, by IRI.

        Args:
            as_of: a change's number, a day or a moment (see :meth:`at`); None means now. What
                was changed in one step is seen whole, also by the number of its first change.

        Raises:
            NotFound: there is no change of that number yet.
        """
        with self.reading():
            rows = self.connection.execute(_STATE, (self.last_change(as_of),)).fetchall()
        return [
            GraphVersion(graph, name, quads, moment_of(made), sequence)
            for graph, name, quads, made, sequence in rows
        ]

    def last_change(self, as_of: Moment | None = None) -> int:
        """Number of the last change that was made by then; see :meth:`graphs`.

        Raises:
            NotFound: there is no change of that number yet.
        """
        head = self.head()
        if as_of is None:
            return head
        if not isinstance(as_of, int):
            return self.at(as_of)
        if not 0 <= as_of <= head:
            raise NotFound(
                N_("there is no change {as_of}; the ledger has {head}.", as_of=as_of, head=head)
            )
        with self.reading():
            (last,) = self.connection.execute(
                "SELECT max(sequence) FROM changes"
                " WHERE step = (SELECT step FROM changes WHERE sequence = ?)",
                (as_of,),
            ).fetchone()
        return int(last or 0)

    def lines(self, version: str) -> list[str]:
        """The N-Quads lines of a version, sorted, without line ends.

        Raises:
            NotFound: no such version.
            UnreadableFile: the stored text is damaged.
        """
        # Not splitlines(): literals hold other line separators as they are.
        return self.text(version).decode().split("\n")[:-1]

    def text(self, version: str) -> bytes:
        """The N-Quads of a version, sorted, each line ended by a line feed; UTF-8.

        Raises:
            NotFound: no such version.
            UnreadableFile: the stored text is damaged.
        """
        with self.reading():
            row = self.connection.execute(
                "SELECT text FROM versions WHERE hash = ?", (version,)
            ).fetchone()
        if row is None:
            raise NotFound(N_("there is no version {version}.", version=version[:12]))
        return text_of(version, row[0])

    def between(
        self, after: int, head: int, tier: Tier = Tier.ALL
    ) -> list[tuple[Change, str | None]]:
        """A tier's changes after a number up to another, each with the graph's version before it.

        Args:
            after: the number of the change before the first.
            head: that of the last.
            tier: which graphs.
        """
        with self.reading():
            several = self._changes("WHERE sequence > ? AND sequence <= ?", after, head)
            found = [change for change in several if tier.holds(change.graph)]
            before = {change.graph: self._version_at(change.graph, after) for change in found}
        series = []
        for change in found:
            series.append((change, before[change.graph]))
            before[change.graph] = change.hash
        return series

    def _version_at(self, graph: str, sequence: int) -> str | None:
        row = self.connection.execute(
            "SELECT hash FROM changes WHERE graph = ? AND sequence <= ?"
            " ORDER BY sequence DESC LIMIT 1",
            (graph, sequence),
        ).fetchone()
        return row[0] if row else None

    def history(self, graph: str | None = None) -> list[Change]:
        """All changes, or those of one graph, oldest first.

        Raises:
            NotFound: there never was such a graph.
        """
        with self.reading():
            if graph is None:
                return self._changes("")
            changes = self._changes("WHERE graph = ?", graph)
            if not changes:
                raise self._no_graph(graph)
            return changes

    def known(self) -> list[str]:
        """IRIs of all graphs that there are or ever were."""
        with self.reading():
            rows = self.connection.execute("SELECT DISTINCT graph FROM changes ORDER BY graph")
            return [graph for (graph,) in rows]

    def diff(self, old: str | None, new: str | None) -> Diff:
        """The difference that makes version ``new`` out of ``old``; None is the empty graph.

        Raises:
            NotFound: no such version.
        """
        before = set(self.lines(old)) if old else set()
        after = set(self.lines(new)) if new else set()
        return Diff(added=sorted(after - before), removed=sorted(before - after))

    def _last_change(self, graph: str) -> Change | None:
        found = self._changes("WHERE graph = ? ORDER BY sequence DESC LIMIT 1", graph)
        return found[0] if found else None

    def _changes(self, condition: str, *values: str | int | None) -> list[Change]:
        ordered = condition if "ORDER BY" in condition else f"{condition} ORDER BY sequence"
        rows = self.connection.execute(_CHANGE + ordered, values).fetchall()
        return [_change_of(row) for row in rows]

    def _no_graph(self, graph: str) -> NotFound:
        return NotFound(
            N_("there is no graph <{graph}>.", graph=graph), hint=did_you_mean(graph, self.known())
        )

    def _no_version(self, graph: str, version: str) -> NotFound:
        return NotFound(
            N_("<{graph}> never had a version {version}.", graph=graph, version=version[:12])
        )


def _change_of(row: Row) -> Change:
    sequence, step, made, actor, action = row[:5]
    return Change(sequence, step, moment_of(made), actor, Action(action), *row[5:])
