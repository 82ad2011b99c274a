"""A text cut into headings, sentences, items of lists and blocks of lines, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from graph.drafts.cue_patterns import cue, cues

_MOST_WORDS: Final = 8
_FEWEST_WORDS: Final = 4
_HEADING_WORDS: Final = 16


class PieceKind(StrEnum):
    """What a piece of a text is."""

    SENTENCE = "sentence"
    ITEM = "item"
    LINE = "line"


@dataclass(frozen=True)
class TextPiece:
    """A piece of a text.

    Attributes:
        kind: what it is; a line is one that ends without a full stop: a heading, a date, a name.
        text: its words.
        start: its first character in the text, from 0.
        annex: number of the annex it stands in; 0 for the text before any.
        lead: the words that an item's list begins with; blank for what is no item.
    """

    kind: PieceKind
    text: str
    start: int
    annex: int = 0
    lead: str = ""

    def clauses(self) -> list[TextPiece]:
        """The sentences of an item or a sentence, each main clause by itself; of a line, none."""
        if self.kind is PieceKind.LINE:
            return []
        sentences = _sentences(self.text, self.start, self.annex)
        return [clause for each in sentences for clause in _clauses(each)]

    def words(self, start: int = 0, end: int | None = None) -> str:
        """At most eight whole words from a place in the piece, for a passage."""
        found = list(re.finditer(r"\S+", self.text[: len(self.text) if end is None else end]))
        kept = [each for each in found if each.end() > start][:_MOST_WORDS]
        before = found[: len(found) - len(kept)] if found and kept and kept[-1] is found[-1] else []
        if len(kept) < _FEWEST_WORDS:
            kept = [*before, *kept][-_FEWEST_WORDS:]
        return self.text[kept[0].start() : kept[-1].end()].strip(' ,.;:”"') if kept else ""


def pieces(text: str) -> list[TextPiece]:
    """The pieces of a text in its order."""
    found: list[TextPiece] = []
    annex, lead = 0, ""
    for start, line in _lines(text):
        if cue("annex", line.strip()):
            annex += 1
        item = cue("item", line)
        if item and not line.rstrip().endswith(":") and not cue("date_line", line):
            body = line[item.end() :].rstrip()
            found.append(TextPiece(PieceKind.ITEM, body, start + item.end(), annex, lead))
            continue
        for piece in _sentences(line, start, annex):
            lead = piece.text if piece.text.endswith(":") else lead
            found.append(piece)
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _clauses(sentence: TextPiece) -> Iterator[TextPiece]:
    at = 0
    for found in (*cues("next_clause", sentence.text), None):
        text = sentence.text[at : found.start() if found else len(sentence.text)]
        yield replace(sentence, kind=PieceKind.SENTENCE, text=text, start=sentence.start + at)
        at = found.end() if found else 0


def _sentences(line: str, start: int, annex: int) -> Iterator[TextPiece]:
    at = 0
    for end in (*(each.start() for each in cues("sentence_end", line)), len(line)):
        body = line[at:end]
        text = body.strip()
        if text:
            place = start + at + len(body) - len(body.lstrip())
            short = text[-1] not in '.!?”"»:' and len(text.split()) <= _HEADING_WORDS
            kind = PieceKind.LINE if short else PieceKind.SENTENCE
            yield TextPiece(kind, text, place, annex)
        at = end
