"""The texts of sources that are at hand: a folder of files, each found by its hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.documents.normal_form import hash_of, normal_form
from graph.errors import UnreadableFile
from graph.texts import N_

# The longest text that a page shows, bytes.
_LONGEST: Final = 1_000_000


class Documents:
    """A folder with the texts of sources.

    Args:
        folder: the folder; None for no texts. It is read now, not when a text is asked for.

    Raises:
        UnreadableFile: ``folder`` is not a folder.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is not None and not folder.is_dir():
            raise UnreadableFile(N_("there is no such folder."), where=str(folder))
        self._texts = dict(_read(folder)) if folder else {}

    def text(self, sha256: str) -> str:
        """The text in normal form that has this SHA-256, hexadecimal; blank if not at hand."""
        return self._texts.get(sha256, "")


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes() if path.stat().st_size <= _LONGEST else b""
        try:
            text = normal_form(data.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if text:
            yield hash_of(text), text
