"""Notices that a ledger has changed, whichever process changed it."""

from __future__ import annotations

import sqlite3
from enum import Enum
from pathlib import Path
from typing import Final

from graph.errors import UnreadableFile, reason_of
from graph.ledger.schema import address, plain_errors
from graph.texts import N_

# A look is soon repeated, so it need not wait for long, s.
_WAIT: Final = 1.0


class Seen(Enum):
    """The state of a ledger at one look."""

    SAME = "same"
    CHANGED = "changed"
    REPLACED = "replaced"


class Watch:
    """A connection to a ledger that is kept for nothing but to see when others write.

    SQLite counts the commits of other connections for each connection that is open
    (``PRAGMA data_version``), so a look costs microseconds and reads nothing. It may be used from
    several threads, one at a time.

    Args:
        path: the ledger's file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._version = 0

    def look(self) -> Seen:
        """True if the ledger changed since the look before; the first look says it did.

        Raises:
            UnreadableFile: there is no such file, or it cannot be used.
            LimitMet: another process kept it locked.
        """
        with plain_errors(self._path, _WAIT):
            file = self._identity()
            if self._connection is None or file != self._file:
                return self._open(file)
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return Seen.SAME
            self._version = version
            self._tidy(self._connection)
            return Seen.CHANGED

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _identity(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise UnreadableFile(
                N_("the ledger is not there: {reason}.", reason=reason_of(error)),
                where=str(self._path),
                hint=N_("Put it back; a server takes it up by itself."),
            ) from None
        if not found.st_size:
            # SQLite takes one for a new database, whose log, closed later, may be the real one's.
            raise UnreadableFile(
                N_("the ledger is not there, or nothing is in it."),
                where=str(self._path),
                hint=N_("Put it back; a server takes it up by itself."),
            )
        return found.st_dev, found.st_ino

    def _open(self, file: tuple[int, int]) -> Seen:
        # Closed first: who opens another file of the name must not meet what SQLite keeps of this.
        self.close()
        seen = Seen.CHANGED if self._file in (None, file) else Seen.REPLACED
        # Not made anew where it is missing, as a ledger that is opened to be written would be.
        connection = sqlite3.connect(
            address(self._path, "rw"),
            uri=True,
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            (self._version,) = connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        self._connection, self._file = connection, file
        return seen

    def _tidy(self, connection: sqlite3.Connection) -> None:
        """Move what was written from the log beside the file into it.

        The last connection that closes does so, and where this one is kept there is no last: the
        log would stay, and be taken for that of a backup that is put in the file's place. When it
        is empty already it is left alone, or the watches of two servers would wake each other.
        """
        log = Path(f"{self._path.resolve()}-wal")
        if log.exists() and log.stat().st_size:
            # Who reads meanwhile keeps it from being emptied; the next change does it then.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
