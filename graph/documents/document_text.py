"""A document's text and what is known of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is kept as."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True)
class DocumentText:
    """A document as it is quoted.

    Attributes:
        text: its text in normal form (:mod:`graph.documents.normal_form`), which positions count
            in, in characters from 0.
        sha256: SHA-256 of the text in UTF-8, hexadecimal; that of a plain text in normal form is
            that of its file.
        language: language tag that the document gives itself, or that was asked for; blank for
            neither.
        kind: what it is kept as.
        pages: where each page starts in the text; empty for a document without pages.
    """

    text: str
    sha256: str
    language: str
    kind: DocumentKind
    pages: Sequence[int] = ()

    def page_at(self, position: int) -> int | None:
        """Number of the page, from 1, that a position is on; None without pages."""
        return bisect_right(self.pages, position) or None

    def line_at(self, position: int) -> int:
        """Number of the line, from 1, that a position is on."""
        return self.text.count("\n", 0, position) + 1
