"""A lock between the processes of one server, which the system lets go of with its holder."""

from __future__ import annotations

import importlib
import os
import tempfile
import weakref
from types import TracebackType
from typing import Any, Self


class SharedLock:
    """A lock of processes that descend from the one that made it.

    It is held for microseconds. A process that is killed while it holds it holds it no longer:
    that is why it is a lock of a file and not a word in memory.
    """

    def __init__(self) -> None:
        # Windows has none, where one process is alone on its port.
        self._fcntl: Any = importlib.import_module("fcntl")
        self._file, path = tempfile.mkstemp()
        os.unlink(path)
        weakref.finalize(self, os.close, self._file)

    def __enter__(self) -> Self:
        """Wait until it is free, and take it."""
        # Of this kind, each process has its own: a lock by flock() would be that of all children.
        self._fcntl.lockf(self._file, self._fcntl.LOCK_EX)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Let go of it."""
        self._fcntl.lockf(self._file, self._fcntl.LOCK_UN)
