"""The ledger's file while it is open: who reads takes turns, who writes does it whole or not."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from graph.ledger.schema import connect, plain_errors

WAIT: Final = 30.0
STAMP: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


class LedgerFile:
    """An open file. Open one with :meth:`open`; it may be used from several threads.

    Attributes:
        path: where it lies.
        connection: its connection; used within :meth:`reading` or :meth:`transaction`.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, wait: float) -> None:
        self.path = path
        self.connection = connection
        self._wait = wait
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, wait: float = WAIT) -> Self:
        """Open a ledger; an empty one is made where there is none.

        Args:
            path: its file.
            wait: how long to wait for another process that writes, s.

        Raises:
            UnreadableFile: it cannot be opened, is damaged, no ledger, or of a newer Venskab.
            LimitMet: another process kept it locked.
        """
        return cls(path, connect(path, wait), wait)

    def close(self) -> None:
        """Close the file; nothing is pending, every change is on disk when it returns."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """A block whose writing is there whole, or not at all."""
        with self.reading():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Generator[None]:
        """One thread at a time; errors of the file are ours."""
        with self._lock, plain_errors(self.path, self._wait):
            yield


def moment_of(stamp: str) -> datetime:
    """A moment as the file has it, UTC."""
    return datetime.fromisoformat(stamp)
