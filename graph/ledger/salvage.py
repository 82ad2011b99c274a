"""Saves what is whole of a damaged ledger into a new one, and names what is lost."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile, VenskabError
from graph.ledger.backup import new_file
from graph.ledger.ledger import Ledger
from graph.ledger.schema import APPLICATION, is_there
from graph.ledger.short_names import SHORT, short_graph
from graph.texts import N_, Text

_CHANGE: Final = """
    SELECT sequence, step, made, actor, action, graph, hash, note, report
    FROM changes WHERE sequence = ?
"""
_RELEASE: Final = """
    SELECT number, name, title, made, actor, sequence, hash, graphs, quads, bytes
    FROM releases WHERE number = ?
"""
_BESIDE: Final = ("", "-wal", "-shm")
Row = tuple[Any, ...]


@dataclass
class Salvaged:
    """What was saved of a ledger.

    Attributes:
        changes: how many changes are in the new ledger.
        versions: how many versions.
        releases: how many releases.
        lost: what is not in it, a sentence each.
    """

    changes: int = 0
    versions: int = 0
    releases: int = 0
    lost: list[Text] = field(default_factory=list)


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Write a new ledger of all that can be read and is what its name says.

    Changes keep their numbers. A change whose version is lost is left out, so that its graph has
    the version that it had before. Of the damaged file nothing is altered.

    Args:
        damaged: the ledger's file.
        target: the new ledger's file; it appears when it is whole.

    Raises:
        UnreadableFile: it is not there, no ledger, or nothing of it can be read.
        UnusableInput: the new file is there already, or cannot be written.
    """
    with (
        _copied(damaged) as old,
        new_file(target) as unfinished,
        Ledger.open(unfinished) as new,
        new.transaction(),
    ):
        found = _save(old, new)
        if not found.changes:
            raise UnreadableFile(
                N_("nothing of the ledger can be read."),
                where=str(damaged),
                hint=N_("Restore its backup."),
            )
    return found


@contextmanager
def _copied(damaged: Path) -> Generator[sqlite3.Connection]:
    """A copy with its log, so that opening alters nothing of what there is."""
    if not is_there(damaged):
        raise UnreadableFile(N_("there is no ledger."), where=str(damaged))
    with tempfile.TemporaryDirectory(prefix="venskab-salvage-") as folder:
        copy = Path(folder) / "ledger.sqlite"
        for suffix in _BESIDE:
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{damaged}{suffix}", f"{copy}{suffix}")
        with closing(sqlite3.connect(copy, isolation_level=None)) as old:
            (application,) = _row(old, "PRAGMA application_id") or (None,)
            if application != APPLICATION:
                raise UnreadableFile(
                    N_("it is no ledger of Venskab, or its first page is damaged."),
                    where=str(damaged),
                    hint=N_("Restore its backup."),
                )
            yield old


def _row(old: sqlite3.Connection, query: str, *values: object) -> Row | None:
    """One row; None where there is none or its page cannot be read."""
    with suppress(sqlite3.DatabaseError):
        row: Row | None = old.execute(query, values).fetchone()
        return row
    return None


def _last(old: sqlite3.Connection, table: str) -> int:
    """The highest number that a table ever gave; 0 where that cannot be read."""
    given = _row(old, "SELECT seq FROM sqlite_sequence WHERE name = ?", table) or (0,)
    there = _row(old, f"SELECT max(rowid) FROM {table}") or (0,)  # noqa: S608 - ours
    return max(int(given[0] or 0), int(there[0] or 0))


def _save(old: sqlite3.Connection, new: Ledger) -> Salvaged:
    found = Salvaged()
    last = _last(old, "changes")
    found.versions = _save_versions(old, new, max(last, _last(old, "versions")))
    _save_changes(old, new, last, found)
    _save_releases(old, new, found)
    return found


def _save_versions(old: sqlite3.Connection, new: Ledger, last: int) -> int:
    """Each version by the name that its text has, whatever the file calls it."""
    for number in range(1, last + 1):
        row = _row(old, "SELECT text FROM versions WHERE rowid = ?", number)
        try:
            text = zlib.decompress(row[0]) if row else b""
        except (zlib.error, TypeError):
            continue
        if text:
            new.connection.execute(
                "INSERT OR IGNORE INTO versions (hash, text, quads, bytes) VALUES (?, ?, ?, ?)",
                (sha256(text).hexdigest(), row[0] if row else b"", text.count(b"\n"), len(text)),
            )
    (saved,) = new.connection.execute("SELECT count(*) FROM versions").fetchone()
    return int(saved)


def _save_changes(old: sqlite3.Connection, new: Ledger, last: int, found: Salvaged) -> None:
    for sequence in range(1, last + 1):
        row = _row(old, _CHANGE, sequence)
        if row is None:
            found.lost.append(N_("Change {sequence} cannot be read.", sequence=sequence))
        elif _is_saved(new, row):
            found.changes += 1
        else:
            found.lost.append(
                N_("Change {sequence} of {day}: version {name} of {graph} is damaged.",
                   sequence=sequence, day=str(row[2])[:10], name=str(row[6])[:SHORT],
                   graph=short_graph(str(row[5])))
            )  # fmt: skip
    found.lost += _left_without(old, new, last)


def _is_saved(new: Ledger, row: Row) -> bool:
    with suppress(sqlite3.IntegrityError):  # its version is not there, or a value is none
        new.connection.execute(
            "INSERT INTO changes (sequence, step, made, actor, action, graph, hash, note, report)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return True
    return False


def _left_without(old: sqlite3.Connection, new: Ledger, last: int) -> Iterator[Text]:
    """Which graphs are not what they were, and what they are now."""
    was: dict[str, str | None] = {}
    for sequence in range(1, last + 1):
        if row := _row(old, _CHANGE, sequence):
            was[str(row[5])] = row[6]
    now = {each.graph: each for each in new.graphs()}
    for graph, version in sorted(was.items()):
        there = now.get(graph)
        if version == (there.hash if there else None):
            continue
        if there is None:
            yield N_("{graph} is lost.", graph=short_graph(graph))
        else:
            yield N_(
                "{graph} has the version of change {sequence} again.",
                graph=short_graph(graph), sequence=there.sequence,
            )  # fmt: skip


def _save_releases(old: sqlite3.Connection, new: Ledger, found: Salvaged) -> None:
    for number in range(1, _last(old, "releases") + 1):
        row = _row(old, _RELEASE, number)
        if row is None:
            found.lost.append(N_("Release number {number} cannot be read.", number=number))
        elif _is_whole(new, row):
            new.connection.execute(
                "INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            found.releases += 1
        else:
            found.lost.append(N_("Release {name} is not whole any more.", name=row[1]))


def _is_whole(new: Ledger, row: Sequence[Any]) -> bool:
    with suppress(VenskabError):
        return bool(new.releases.measured(row[5])[0] == row[6])
    return False
