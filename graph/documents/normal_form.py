"""The one form of a text that positions count in.

Every text is brought into it, whatever file it comes from:

- Unicode in NFC; no byte order mark, no characters without width, no control characters;
- a line ends in a line feed, and so does a page.

A plain text is then what it was: its spaces and blank lines are its own. The text of a layout
(HTML, DOCX, PDF) has a paragraph a line besides, one space where there were several or a
no-break one, and at most one blank line in a row.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile(r"\r\n?|[\f\v\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphens and marks for typesetting; the joiners that some scripts need are kept.
_WITHOUT_WIDTH: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")
_SPACES: Final = re.compile(r"[^\S\n\t]+")
_TABS: Final = re.compile(r" ?\t[ \t]*")
_EDGES: Final = re.compile(r"(?m)^[ \t]+|[ \t]+$")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def normal_form(text: str) -> str:
    """A text in the form that positions count in; of one that is in it, itself."""
    plain = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _WITHOUT_WIDTH.sub("", plain))


def set_out(text: str) -> str:
    """The text of a layout in normal form: spaces single, blank lines single, edges bare.

    Args:
        text: a line for each paragraph; a tab parts the cells of a table's row.
    """
    lines = _EDGES.sub("", _TABS.sub("\t", _SPACES.sub(" ", normal_form(text))))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def hash_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, in small hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
