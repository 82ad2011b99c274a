"""A folder for files that a process needs while it lives.

Nobody clears up behind a process that is killed. So each folder is held by a lock, which the system
lets go of with the process, and who makes a folder takes those away that nobody holds any more.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import FileLock, Timeout

_PREFIX: Final = "venskab-spool-"
_LOCK: Final = ".lock"


class TemporaryFolder:
    """A new folder that only this user can read, until it is closed.

    Args:
        parent: the folder that it lies in; default: the system's for temporary files.

    Attributes:
        path: where it is.
    """

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or Path(tempfile.gettempdir())
        _clear(parent)
        self._folder, self._lock = _locked(parent)
        self.path = Path(self._folder.name)

    def close(self) -> None:
        """Remove the folder and all in it."""
        # First: Windows removes no file that is locked.
        self._lock.release()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        """The folder itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Remove it."""
        self.close()


def _locked(parent: Path) -> tuple[tempfile.TemporaryDirectory[str], FileLock]:
    while True:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=parent, ignore_cleanup_errors=True)
        path = Path(folder.name, _LOCK)
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire()
        except OSError:
            if Path(folder.name).exists():
                raise
        # Before it was locked, another process may have taken it for one that was left behind.
        if path.exists():
            return folder, lock
        lock.release()


def _clear(parent: Path) -> None:
    """Remove what processes that were killed have left."""
    for folder in _ours(parent):
        # Who holds it lives; what has gone meanwhile, another process has removed.
        with suppress(Timeout, OSError):
            with FileLock(folder / _LOCK, timeout=0):
                shutil.rmtree(folder, ignore_errors=True)
            # Windows keeps the locked file until it is let go.
            shutil.rmtree(folder, ignore_errors=True)


def _ours(parent: Path) -> Iterator[Path]:
    """The folders of this user that have a lock; in a folder of another, it might be a trap."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            status = folder.lstat()
            own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if own and stat.S_ISDIR(status.st_mode) and (folder / _LOCK).is_file():
                yield folder
