"""The files of a release: the bytes that its hash is of, and the list that checks them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.errors import UnreadableFile
from graph.ledger import Ledger, Release


def quads_name(release: Release) -> str:
    """Name of the file of a release's N-Quads."""
    return f"venskab-{release.name}.nq"


def export(ledger: Ledger, release: Release, folder: Path) -> list[Path]:
    """Write a release to a folder; a file is there whole or not at all.

    Args:
        ledger: the ledger that keeps it.
        release: the release.
        folder: made where it is missing; files of the same names are replaced.

    Returns:
        The files: N-Quads, and ``SHA256SUMS`` for ``sha256sum --check``.

    Raises:
        UnreadableFile: the folder cannot be made or written.
    """
    sums = f"{release.hash}  {quads_name(release)}\n".encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            _written(folder / quads_name(release), ledger.releases.text(release)),
            _written(folder / "SHA256SUMS", [sums]),
        ]
    except OSError as error:
        raise UnreadableFile(
            f"the release cannot be written: {error.strerror}.", where=str(folder)
        ) from error


def _written(path: Path, pieces: Iterable[bytes]) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            os.fchmod(file.fileno(), 0o644)
        return Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
