"""A copy of a ledger in one file, made while others write."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.ledger.ledger import Ledger
from graph.ledger.verification import Verification, verify
from graph.texts import N_


def back_up(ledger: Ledger, target: Path) -> Verification:
    """Copy the ledger as it is at one moment, and read the copy back.

    Whoever writes meanwhile does not wait; what they change is not in the copy.

    Args:
        ledger: the ledger, open.
        target: the copy's file; it appears when it is whole.

    Returns:
        What reading the copy back found.

    Raises:
        UnusableInput: there is such a file already, or it cannot be written.
        UnreadableFile: the ledger is damaged, so that the copy is; nothing is left of it.
    """
    with new_file(target) as unfinished:
        with ledger.reading(), closing(sqlite3.connect(unfinished)) as copy:
            ledger.connection.backup(copy)
        with Ledger.open(unfinished) as copied:
            found = verify(copied)
        if found.faults:
            raise UnreadableFile(
                N_("the ledger is damaged, and no backup was made: {fault}", fault=found.faults[0]),
                where=str(ledger.path),
                hint=N_("Look at venskab ledger verify, and save what is whole with salvage."),
            )
    return found


@contextmanager
def new_file(target: Path) -> Generator[Path]:
    """A file beside ``target`` to be filled, which takes that name when the block ends well.

    Raises:
        UnusableInput: there is such a file already, or it cannot be written.
    """
    if target.exists():
        raise UnusableInput(
            N_("there is such a file already."),
            where=str(target),
            hint=N_("Name a file that is not there yet."),
        )
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ledger-") as folder:
            unfinished = Path(folder) / target.name
            yield unfinished
            _to_disk(unfinished)
            unfinished.replace(target)
            _to_disk(target.parent)
    except OSError as error:
        raise UnusableInput(
            N_("it cannot be written: {reason}.", reason=reason_of(error)), where=str(target)
        ) from None


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folder
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
