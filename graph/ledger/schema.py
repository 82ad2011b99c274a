"""The ledger's file: its tables, how it is opened, and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.errors import LimitMet, UnreadableFile, VenskabError, reason_of
from graph.texts import N_

APPLICATION: Final = 0x56534B42  # "VSKB", in the header of every ledger

_CHANGES: Final = f"""
CREATE TABLE versions (
    hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
    text BLOB NOT NULL,
    quads INTEGER NOT NULL CHECK (quads > 0),
    bytes INTEGER NOT NULL CHECK (bytes > 0)
);
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL CHECK (step <= sequence),
    made TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('put', 'withdraw', 'restore')),
    graph TEXT NOT NULL,
    hash TEXT REFERENCES versions (hash),
    note TEXT NOT NULL,
    report TEXT NOT NULL,
    CHECK ((action = 'withdraw') = (hash IS NULL))
);
CREATE INDEX changes_by_graph ON changes (graph, sequence);
CREATE INDEX changes_by_step ON changes (step, sequence);
CREATE INDEX changes_by_time ON changes (made);
CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
    BEGIN SELECT RAISE(ABORT, 'a change is never altered'); END;
CREATE TRIGGER changes_are_kept BEFORE DELETE ON changes
    BEGIN SELECT RAISE(ABORT, 'a change is never removed'); END;
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
    BEGIN SELECT RAISE(ABORT, 'a version is never altered'); END;
CREATE TRIGGER versions_are_kept BEFORE DELETE ON versions
    BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;
PRAGMA application_id = {APPLICATION};
"""
_RELEASES: Final = """
CREATE TABLE releases (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    made TEXT NOT NULL,
    actor TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES changes (sequence),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    graphs INTEGER NOT NULL CHECK (graphs > 0),
    quads INTEGER NOT NULL CHECK (quads > 0),
    bytes INTEGER NOT NULL CHECK (bytes > 0)
);
CREATE TRIGGER releases_stay BEFORE UPDATE ON releases
    BEGIN SELECT RAISE(ABORT, 'a release is never altered'); END;
CREATE TRIGGER releases_are_kept BEFORE DELETE ON releases
    BEGIN SELECT RAISE(ABORT, 'a release is never removed'); END;
"""
# Each makes a ledger of the schema with the next number; an older ledger gets what it lacks.
STEPS: Final = (_CHANGES, _RELEASES)
SCHEMA: Final = len(STEPS)
_DAMAGED: Final = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_BUSY: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")


def is_there(path: Path) -> bool:
    """True if a file that can be a ledger lies there.

    Opening makes one of an empty file, and with it a log of the name that the log of the ledger has
    which may be put back in its place.
    """
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def connect(path: Path, wait: float) -> sqlite3.Connection:
    """Open the ledger's file, made anew where there is none.

    Args:
        path: the file.
        wait: how long to wait for another process that writes, s.

    Raises:
        UnreadableFile: it cannot be opened, is damaged, no ledger, or of a newer Venskab.
        LimitMet: another process kept it locked.
    """
    with plain_errors(path, wait):
        if path.is_dir():
            raise UnreadableFile(
                N_("the ledger must be a file, this is a folder."), where=str(path)
            )
        _make_folder(path.parent)
        connection = sqlite3.connect(
            address(path), uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection, path, wait)
        except (sqlite3.Error, VenskabError):
            connection.close()
            raise
        return connection


def address(path: Path, mode: str = "rwc") -> str:
    """The address under which SQLite opens a ledger's file.

    On a disk that is mounted read-only SQLite cannot make the files that it keeps beside one; but
    nobody changes a file there, so it is read without them. What a log beside it still holds would
    be missed, so then it is left to SQLite to refuse.

    Args:
        path: the file.
        mode: as SQLite has it; ``rwc`` makes the file where there is none.
    """
    whole = path.resolve()
    log = Path(f"{whole}-wal")
    fixed = is_there(whole) and _is_mounted_read_only(whole) and not is_there(log)
    return f"{whole.as_uri()}?{'mode=ro&immutable=1' if fixed else f'mode={mode}'}"


def _is_mounted_read_only(path: Path) -> bool:
    # Windows has no such call.
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(
            N_("the ledger's folder cannot be made: {reason}.", reason=reason_of(error)),
            where=str(folder),
        ) from None


def _prepare(connection: sqlite3.Connection, path: Path, wait: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # One reading: another process may be making the tables at this moment.
    connection.execute("BEGIN")
    schema = _schema(connection, path)
    connection.execute("COMMIT")
    if schema == 0:
        _use_wal(connection, wait)
    if schema < SCHEMA:
        connection.execute("BEGIN IMMEDIATE")
        _upgrade(connection, _schema(connection, path))
        connection.execute("COMMIT")
    # A change that was reported is on the disk, whatever happens to the machine.
    connection.execute("PRAGMA synchronous = FULL")


def _upgrade(connection: sqlite3.Connection, schema: int) -> None:
    # executescript() would commit what is open first; the tables and the number must be one step.
    statement = ""
    for line in "".join((*STEPS[schema:], f"PRAGMA user_version = {SCHEMA};\n")).splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _schema(connection: sqlite3.Connection, path: Path) -> int:
    """Number of the file's schema; 0 for a file without anything."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == APPLICATION and schema > SCHEMA:
        raise UnreadableFile(
            N_(
                "the ledger is a newer Venskab's (schema {schema}, this one reads {SCHEMA}).",
                schema=schema,
                SCHEMA=SCHEMA,
            ),
            where=str(path),
            hint=N_("Install the newer Venskab, or name another folder with --home."),
        )
    if application != APPLICATION and (tables or application):
        raise UnreadableFile(
            N_("it is an SQLite database, but no ledger of Venskab."),
            where=str(path),
            hint=N_("Name another folder with --home."),
        )
    return int(schema) if application == APPLICATION else 0


def _use_wal(connection: sqlite3.Connection, wait: float) -> None:
    # SQLite does not wait here of its own accord when another process does the same.
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(_BUSY) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def plain_errors(path: Path, wait: float) -> Generator[None]:
    """Turn SQLite's errors about the file into ours; others are faults of the program.

    Args:
        path: the ledger's file.
        wait: how long a lock was waited for, s.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(_BUSY):
            raise LimitMet(
                "lock",
                f"{wait:g} s",
                N_(
                    "another process has been writing to the ledger for {wait:g} s; "
                    "nothing was done.",
                    wait=wait,
                ),
                hint=N_("Try again when it has ended."),
                retry_after=5,
            ) from None
        raise _file_error(name, error, path) from error


def _file_error(name: str, error: sqlite3.Error, path: Path) -> Exception:
    if name.startswith(_DAMAGED):
        return UnreadableFile(
            N_("the ledger is damaged, or no ledger."),
            where=str(path),
            hint=N_("Restore its backup, or name another folder with --home."),
        )
    if isinstance(error, sqlite3.OperationalError) and name != "SQLITE_ERROR":
        return UnreadableFile(
            N_("the ledger cannot be used: {reason}.", reason=error), where=str(path)
        )
    return error
