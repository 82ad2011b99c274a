"""Rows of files that were read whole, kept until the list is in the ledger.

An import that is broken off is taken up with the file that it was in.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile, reason_of
from graph.lists.left_outs import Fault, LeftOutRow, LeftOuts
from graph.lists.rows import GeoPoint, GivenPlace, GivenTie, RowReader

_FOLDER: Final = "imports"
_LEFT_OUT: Final = "left out"


@dataclass(frozen=True)
class KeptRows:
    """Reads files of a list one after another, and keeps the rows of each that was read whole.

    Attributes:
        files: the files, each with who reads it.
        folder: where rows are kept; one for each list.
    """

    files: Sequence[tuple[Path, RowReader]]
    folder: Path

    @classmethod
    def of(cls, home: Path, name: str, files: Sequence[tuple[Path, RowReader]]) -> KeptRows:
        """The kept rows of a list of that name, below a home folder."""
        return cls(files, home / _FOLDER / name)

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The rows of all files, in their order.

        Raises:
            UnreadableFile: a file is not there.
        """
        for path, reader in self.files:
            kept = self.folder / f"{_name_of(path, reader)}.jsonl.gz"
            # One file is read from its start in any case: keeping its rows would help nobody.
            if len(self.files) == 1:
                yield from reader(left_outs)
            elif kept.exists():
                yield from _read(kept, left_outs)
            else:
                yield from self._keep(kept, reader, left_outs)

    def forget(self) -> None:
        """Remove what is kept: the list is in the ledger."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep(self, kept: Path, reader: RowReader, left_outs: LeftOuts) -> Iterator[GivenTie]:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        with gzip.open(part, "wt", encoding="utf-8", compresslevel=1) as file:

            def both(line: LeftOutRow) -> None:
                left_outs.add(*line)
                file.write(json.dumps([_LEFT_OUT, *line], ensure_ascii=False) + "\n")

            for tie in reader(LeftOuts(both)):
                file.write(json.dumps(tie, ensure_ascii=False) + "\n")
                yield tie
        part.replace(kept)


def _read(kept: Path, left_outs: LeftOuts) -> Iterator[GivenTie]:
    with gzip.open(kept, "rt", encoding="utf-8") as file:
        for line in file:
            found = json.loads(line)
            if found[0] == _LEFT_OUT:
                left_outs.add(found[1], Fault(found[2]), found[3])
            else:
                yield _tie(*found)


def _tie(row: str, first: Any, second: Any, *more: Any) -> GivenTie:
    network, has_direction, began, ended, references, rank = more
    places = (_place(*first), _place(*second) if second else None)
    return GivenTie(row, *places, network, has_direction, began, ended, tuple(references), rank)


def _place(name: str, country: str, point: Any, item: str, other_names: Any) -> GivenPlace:
    return GivenPlace(name, country, GeoPoint(*point) if point else None, item, tuple(other_names))


def _name_of(path: Path, reader: RowReader) -> str:
    """A name that is another one when the file, or who reads it, is another."""
    try:
        state = path.stat()
    except OSError as error:
        raise UnreadableFile(f"{reason_of(error)}.", where=str(path)) from error
    facts = f"{path.resolve()}|{state.st_size}|{state.st_mtime_ns}|{reader!r}"
    return hashlib.sha256(facts.encode()).hexdigest()[:24]
