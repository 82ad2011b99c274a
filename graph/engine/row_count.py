"""Counts the rows of an answer while it is written, from its bytes alone.

The engine's serialisers take all rows at once, and taking them one by one instead is up to a
hundred times slower. Each format marks a row by bytes that cannot stand inside a value.
"""

from __future__ import annotations

import re
from typing import Final

# A row begins with its first variable; where a value ends in these marks, its closing quotation
# mark is followed by a comma or a brace, which begin no variable.
_JSON_ROW: Final = re.compile(rb'[\[,]\{"[^",}]')
_XML_ROW: Final = re.compile(rb"<result[>/]")
_LONGEST_MARK: Final = 8


class RowCounter:
    """Counts rows in the chunks of one answer; in JSON those with at least one value.

    Args:
        form: name of the format: ``json``, ``xml``, ``csv`` or ``tsv``.
    """

    def __init__(self, form: str) -> None:
        self._form = form
        self._tail = b""
        self._quoted = False
        self._found = 0

    @property
    def rows(self) -> int:
        """Rows so far."""
        # The first line of a table names its columns.
        return max(0, self._found - (self._form in ("csv", "tsv")))

    def add(self, chunk: bytes) -> None:
        """Take the next bytes of the answer."""
        match self._form:
            case "csv":
                self._found += self._unquoted_lines(chunk)
            case "tsv":
                self._found += chunk.count(b"\n")
            case "json":
                self._found += self._marks(_JSON_ROW, chunk)
            case _:
                self._found += self._marks(_XML_ROW, chunk)

    def _unquoted_lines(self, chunk: bytes) -> int:
        if b'"' not in chunk:
            return 0 if self._quoted else chunk.count(b"\n")
        parts = chunk.split(b'"')
        lines = sum(part.count(b"\n") for part in parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return lines

    def _marks(self, mark: re.Pattern[bytes], chunk: bytes) -> int:
        text = self._tail + chunk
        found = [match.end() for match in mark.finditer(text)]
        # What may be the beginning of a mark waits for the next chunk.
        self._tail = text[max(found[-1] if found else 0, len(text) - _LONGEST_MARK + 1) :]
        return len(found)
