"""One process at a time: a folder is held by the operating system's lock on a file inside."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from graph.errors import UnusableInput
from graph.texts import N_

_LOCK: Final = ".exporting"
# Apart from the lock: on Windows nobody reads a file that another process has locked.
_HOLDER: Final = ".exporting-by"
_FOREVER: Final = -1


class FolderHeld(UnusableInput):
    """Another process works in the folder."""


@contextmanager
def held(folder: Path, *, wait: bool = False) -> Generator[None]:
    """Hold a folder. A process that dies lets go of it.

    Args:
        folder: made where it is missing.
        wait: whether to wait until others are done.

    Raises:
        Held: another process holds it.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK, timeout=_FOREVER if wait else 0)
    try:
        lock.acquire()
    except Timeout as error:
        raise _told(folder) from error
    try:
        (folder / _HOLDER).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        # Who waits notices that the file has gone and makes another. Windows keeps an open file
        # until the lock is released, and then filelock takes it away.
        with suppress(PermissionError):
            (folder / _LOCK).unlink(missing_ok=True)
        lock.release()


def _told(folder: Path) -> FolderHeld:
    holder = ""
    with suppress(OSError):
        holder = (folder / _HOLDER).read_text(encoding="ascii")
    return FolderHeld(
        N_("Process {holder} is making an export there.", holder=holder)
        if holder
        else N_("Another process is making an export there."),
        where=str(folder),
        hint=N_("Wait until it is done, or choose another folder."),
    )
