"""Opens a file that anybody may have written, and says which format its name promises."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, Final

from graph.engine import formats
from graph.errors import UnreadableFile
from graph.texts import N_

# Bytes by which a format is known.
HEAD: Final = 4096
_SPLIT: Final = N_("Split it, or raise VENSKAB_INPUT_MEGABYTES.")
_PERMISSION: Final = N_("Ask its owner for the permission to read it.")


def opened(path: Path, limit_bytes: int, *, hint: str = _SPLIT) -> IO[bytes]:
    """A file that is opened for reading.

    Args:
        path: the file.
        limit_bytes: the largest that is read, bytes.
        hint: how to mend one that is larger.

    Raises:
        UnreadableFile: it is none, may not be read, is empty or too large.
    """
    name = str(path)
    try:
        status = path.stat()
        _refuse_unless_file(status, name)
        refuse_larger(status.st_size, limit_bytes, name, hint=hint)
        return path.open("rb")
    except FileNotFoundError:
        raise UnreadableFile(N_("there is no such file."), where=name) from None
    except PermissionError:
        raise UnreadableFile(N_("it may not be read."), where=name, hint=_PERMISSION) from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            N_("it cannot be opened: {reason}.", reason=error), where=name
        ) from None


def _refuse_unless_file(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(N_("it is a folder."), where=name, hint=N_("Name the files in it."))
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(N_("it is not a regular file."), where=name)
    if status.st_size == 0:
        raise UnreadableFile(N_("it is empty."), where=name)


def refuse_larger(size: int, limit_bytes: int, name: str, *, hint: str = _SPLIT) -> None:
    """Refuse what is larger than may be read.

    Args:
        size: how large it is, bytes.
        limit_bytes: how large it may be, bytes.
        name: what to call it.
        hint: how to mend it.

    Raises:
        UnreadableFile: it is larger.
    """
    if size > limit_bytes:
        raise UnreadableFile(
            N_(
                "it has {size:,.0f} MB, more than the {limit:,.0f} MB that are read.",
                size=size / (1 << 20),
                limit=limit_bytes / (1 << 20),
            ),
            where=name,
            hint=hint,
        )


def promised(path: Path, file: IO[bytes]) -> formats.InputFormat:
    """The format that a file's name promises.

    Raises:
        UnreadableFile: it promises none, or the file is binary.
    """
    form = formats.by_name(path)
    head = file.read(HEAD)
    file.seek(0)
    if form is None:
        seen = formats.looks_like(head)
        known = formats.suffixes()
        what = N_("its name ends in none of {known}.", known=known)
        if seen:
            what = N_(
                "it looks like {seen}, and its name ends in none of {known}.",
                seen=seen[1],
                known=known,
            )
        raise UnreadableFile(what, where=str(path))
    if binary := formats.looks_binary(head):
        raise UnreadableFile(
            N_("it looks like {binary}, not {name}.", binary=binary, name=form.name),
            where=str(path),
        )
    return form
