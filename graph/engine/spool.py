"""The spool that a worker writes an answer to: in memory while it is short, then a file."""

from __future__ import annotations

import os
from typing import IO

from graph.engine.row_count import RowCounter


class Spool:
    """A binary writer that moves to the file ``fd`` when it passes ``short`` bytes.

    The file is opened before the query is known, because a worker may open nothing later.

    Attributes:
        size: bytes written.
        spilled: whether they are in the file.
        counter: counts the rows in them, where they hold rows.
    """

    def __init__(self, file: IO[bytes], *, short: int, most: int) -> None:
        self._file = file
        self._short = short
        self._most = most
        self._memory = bytearray()
        self.size = 0
        self.counter: RowCounter | None = None
        self.spilled = False

    def write(self, data: bytes) -> int:
        """Take the next bytes of the answer.

        Raises:
            OverflowError: the answer is larger than the limit.
        """
        self.size += len(data)
        if self.size > self._most:
            raise OverflowError(f"the answer is larger than {self._most} bytes")
        if self.counter is not None:
            self.counter.add(data)
        if self.spilled:
            self._file.write(data)
        else:
            self._memory += data
            if len(self._memory) > self._short:
                self._spill()
        return len(data)

    def _spill(self) -> None:
        self._file.write(self._memory)
        self._memory = bytearray()
        self.spilled = True

    def flush(self) -> None:
        """Hand everything to the operating system; nothing is synced to disk."""
        if self.spilled:
            self._file.flush()

    def body(self) -> bytes:
        """The answer, while it is short."""
        return bytes(self._memory)


def open_spool(path: str) -> IO[bytes]:
    """Open a new spool file that only this user can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb", buffering=1 << 16)
