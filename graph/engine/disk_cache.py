"""Files of what is slow to make, kept beside the ledger: to lose one loses time only."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class DiskCache:
    """A folder of compressed files, each named for all that its content depends on.

    A file that cannot be read is made again, and a folder that cannot be written is done without.

    Attributes:
        folder: where they lie; made when the first is kept.
        suffix: what their names end with.
        most: how many there are at most; those that were used longest ago make room.
    """

    folder: Path
    suffix: str
    most: int

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content of this name, made now if it is not kept.

        Args:
            name: differs wherever the content does.
            make: makes the content.
        """
        found = self.read(name)
        if found is None:
            found = make()
            self.keep(name, found)
        return found

    def read(self, name: str) -> bytes | None:
        """The content of this name; None if it is not kept, or cannot be read."""
        path = self._path(name)
        with contextlib.suppress(OSError, EOFError, zlib.error):
            packed = path.read_bytes()
            # A power cut leaves an empty file, which gzip takes for the packing of nothing.
            found = gzip.decompress(packed) if packed else None
            with contextlib.suppress(OSError):
                path.touch()
            return found
        return None

    def keep(self, name: str, made: bytes) -> None:
        """Keep a content, if the folder lets itself be written, and make room."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            # With the suffix, what a power cut left half written makes room too.
            descriptor, unnamed = tempfile.mkstemp(dir=self.folder, suffix=self.suffix)
            with os.fdopen(descriptor, "wb") as file:
                file.write(gzip.compress(made, compresslevel=1))
            Path(unnamed).replace(self._path(name))
            kept = self.folder.glob(f"*{self.suffix}")
            for unused in sorted(kept, key=lambda each: each.stat().st_mtime)[: -self.most]:
                unused.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{self.suffix}"


def maker(sources: Iterable[Path], *libraries: str) -> str:
    """A name for what makes a content: another one when a source file or a library changes.

    Args:
        sources: the files of code or queries that make it.
        libraries: distributions whose version counts.
    """
    digest = hashlib.sha256(" ".join(version(library) for library in libraries).encode())
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
