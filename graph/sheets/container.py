"""The zip file that a workbook is, judged before anything of it is unpacked.

A workbook from anywhere may hold a thousand times what its size says. What is stored is bounded by
the size of the file, what is unpacked by what the zip file itself declares, and Python's own reader
stops where a member holds more than it declared.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from graph.errors import UnreadableFile
from graph.texts import N_, Text

MEGABYTE: Final = 1 << 20
MOST_STORED: Final = 20 * MEGABYTE
MOST_UNPACKED: Final = 120 * MEGABYTE
MOST_MEMBERS: Final = 2_000
_WORKBOOK: Final = "[Content_Types].xml"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SAVE_AS: Final = N_("Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).")
_SMALLER: Final = N_("Split it, or copy the filled cells into a new workbook.")
_ENCRYPTED: Final = 0x1


def check_size(path: Path) -> None:
    """Refuse a file that is larger than what is read at all.

    Raises:
        UnreadableFile: it is.
        OSError: it cannot be asked.
    """
    size = path.stat().st_size
    if size > MOST_STORED:
        raise UnreadableFile(
            N_(
                "The file has {size} MB; at most {most} MB are read.",
                size=-(-size // MEGABYTE),
                most=MOST_STORED // MEGABYTE,
            ),
            where=str(path),
            hint=_SMALLER,
        )


def check_workbook(path: Path, file: IO[bytes]) -> None:
    """Refuse what is no workbook, or unpacks to more than what is read at all.

    Args:
        path: its name, for the message and for what its end says.
        file: the file, which is left at its start.

    Raises:
        UnreadableFile: it cannot be read; the message says why and what to do.
    """
    if file.read(len(_OLD_EXCEL)) == _OLD_EXCEL:
        raise _refused(
            path, N_("This workbook is protected by a password, or of Excel before 2007.")
        )
    try:
        with ZipFile(file) as packed:
            _check_members(path, packed)
    except (BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise _refused(path, N_("This is no workbook, or a damaged one.")) from error
    file.seek(0)


def _check_members(path: Path, packed: ZipFile) -> None:
    members = packed.infolist()
    names = {each.filename for each in members}
    if "xl/workbook.bin" in names or _WORKBOOK not in names:
        raise _refused(path, N_("This is no Excel workbook of the form .xlsx or .xlsm."))
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise _refused(path, N_("This workbook is protected by a password."))
    unpacked = sum(each.file_size for each in members)
    if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise UnreadableFile(
            N_(
                "The workbook unpacks to {size} MB in {n} parts; at most {most} MB in {parts} "
                "parts are read.",
                size=-(-unpacked // MEGABYTE),
                n=len(members),
                most=MOST_UNPACKED // MEGABYTE,
                parts=MOST_MEMBERS,
            ),
            where=str(path),
            hint=_SMALLER,
        )


def _refused(path: Path, what: Text) -> UnreadableFile:
    return UnreadableFile(what, where=str(path), hint=_SAVE_AS)
