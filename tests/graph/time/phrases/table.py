"""The table of phrases: what each is read as, or why it is a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

ON: Final = date(2016, 5, 9)
TABLE: Final = Path(__file__).with_name("phrases.txt")


@dataclass(frozen=True)
class Row:
    """A phrase of the table.

    Attributes:
        heading: what stands above it.
        lang: the language of the text; blank where it is not known.
        phrase: as written.
        term: True if it is read as a length of time.
        why: why it is a question; blank where it is none.
        expected: what it is read as, or what it may be, apart by spaces.
    """

    heading: str
    lang: str
    phrase: str
    term: bool
    why: str
    expected: str


def rows() -> Iterator[Row]:
    """Every row of the table."""
    heading = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            heading = line.removeprefix("== ")
        elif "|" in line and not line.startswith("#"):
            lang, phrase, expected = (cell.strip() for cell in line.split("|"))
            term, why = heading.startswith("Terms"), heading.partition("? ")[2]
            yield Row(heading, lang, phrase, term, why, expected)
