"""One process at a time: a folder is held by the operating system's lock on a file inside."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from graph.errors import UnusableInput

_NAME: Final = ".exporting"


class Held(UnusableInput):
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
    path = folder / _NAME
    with _locked(path, wait=wait) as file:
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def _locked(path: Path, *, wait: bool) -> Generator[IO[str]]:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise _told(path, file) from error
            if _is_there(path, file):
                yield file
                return


def _is_there(path: Path, file: IO[str]) -> bool:
    """Whether the name still leads to the file: its last holder took it away when it was done."""
    with suppress(FileNotFoundError):
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    return False


def _told(path: Path, file: IO[str]) -> Held:
    file.seek(0)
    holder = file.read()
    return Held(
        f"{f'Process {holder}' if holder else 'Another process'} is making an export there.",
        where=str(path.parent),
        mend="Wait until it is done, or choose another folder.",
    )
