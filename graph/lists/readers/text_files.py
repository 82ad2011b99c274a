"""Opens the text files that lists come in, packed or not, as a stream of lines."""

from __future__ import annotations

import bz2
import csv
import gzip
import lzma
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.texts import N_

_PACKED: Final[Mapping[str, Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_DAMAGED: Final = (EOFError, gzip.BadGzipFile, lzma.LZMAError)


def plain_name(path: Path) -> str:
    """The name of a file without the ending of what packs it."""
    return path.stem if path.suffix in _PACKED else path.name


@contextmanager
def open_text(path: Path) -> Generator[IO[str]]:
    """A text file, unpacked where its name says that it is packed (gz, bz2, xz).

    Raises:
        UnreadableFile: it is not there, cannot be read, is damaged, or is not UTF-8.
    """
    opener = _PACKED.get(path.suffix, open)
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield cast("IO[str]", file)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            N_("the file is not UTF-8."), where=str(path), hint=N_("Save it as UTF-8.")
        ) from error
    except _DAMAGED as error:
        raise UnreadableFile(
            N_("the packed file is damaged."), where=str(path), hint=N_("Fetch it again.")
        ) from error
    except OSError as error:
        raise UnreadableFile(f"{reason_of(error)}.", where=str(path)) from error


def tab_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file whose columns are divided by tabs, with the numbers of their lines."""
    with open_text(path) as file:
        for number, line in enumerate(file, 1):
            if text := line.rstrip("\r\n"):
                yield number, text.split("\t")


def named_rows(
    path: Path, wanted: frozenset[str] = frozenset(), delimiter: str = ""
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with a head, each by the names of its columns, with line numbers.

    Args:
        path: the table.
        wanted: columns that it must have.
        delimiter: what divides the columns; found in the head where it is blank.

    Raises:
        UnusableInput: a column that must be there is missing.
    """
    with open_text(path) as file:
        head = file.readline()
        divider = delimiter or max("\t;,", key=head.count)
        columns = [each.strip() for each in next(csv.reader([head], delimiter=divider), [])]
        if missing := sorted(wanted - set(columns)):
            raise UnusableInput(
                N_("there is no column {missing}.", missing=", ".join(missing)),
                where=str(path),
                hint=N_("It has: {columns}.", columns=", ".join(columns)),
            )
        reader = csv.reader(file, delimiter=divider)
        for cells in reader:
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            yield reader.line_num + 1, dict(zip(columns, padded, strict=False))
