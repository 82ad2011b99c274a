"""The numbered notes of a page: each passage and register behind its claims, once.

A number beside a claim leads to the words that it rests on. A tag stands only where no source says
it: what a curator added, and what was worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.html.provenance import Attribution, Passage

_Key = tuple[str, str, str]
# So many numbers stand beside a claim; were there more, the rest are folded away on the screen.
_SHOWN: Final = 3


@dataclass(frozen=True)
class Note:
    """A note.

    Attributes:
        number: it is called by this, from 1 in the order of first use.
        saying: the graph that says it.
        passage: where it stands there; None for a register, and where no passage is named.
        placed: whether the page shows the passage in its text.
    """

    number: int
    saying: Attribution
    passage: Passage | None
    placed: bool = False

    @property
    def anchor(self) -> str:
        """The part of the page that its number leads to."""
        return f"{'passage' if self.placed else 'note'}-{self.number}"


@dataclass(frozen=True)
class NoteMarks:
    """The marks beside a claim.

    Attributes:
        notes: each with whether it is used here for the first time; those with words first.
        tags: ``curated`` and ``derived``, where no source says it.
    """

    notes: tuple[tuple[Note, bool], ...]
    tags: tuple[str, ...]

    @property
    def folded(self) -> int:
        """The number of notes at the end that a screen folds away; paper has them all."""
        more = len(self.notes) - _SHOWN
        return more if more > 1 else 0


class Notes:
    """The notes of one page, numbered while it is written.

    Args:
        shown: tells whether the page shows a passage in its text.
    """

    def __init__(self, shown: Callable[[Passage], bool] = lambda _: False) -> None:
        self._numbered: dict[_Key, Note] = {}
        self._shown = shown

    def __iter__(self) -> Iterator[Note]:
        return iter(self._numbered.values())

    def marks(self, sayings: Iterable[Attribution]) -> NoteMarks:
        """The marks of a claim: a number for each passage, in the order of the sayings."""
        several = list(sayings)
        known = len(self._numbered)
        found = {note.number: note for each in several for note in self._of(each)}
        standings = {each.standing for each in several}
        sourced = bool(standings & {"stated", "reference"})
        tags = () if sourced else tuple(sorted(standings & {"curated", "derived"}))
        notes = sorted(
            found.values(), key=lambda note: not (note.passage and note.passage.quotation.text)
        )
        return NoteMarks(tuple((note, note.number > known) for note in notes), tags)

    def _of(self, saying: Attribution) -> Iterator[Note]:
        if saying.standing == "derived":
            return
        for passage in saying.passages or (None,):
            words = (passage.quotation.text, passage.locator.text) if passage else ("", "")
            key = (saying.graph.iri, *words)
            if key not in self._numbered:
                placed = passage is not None and self._shown(passage)
                self._numbered[key] = Note(len(self._numbered) + 1, saying, passage, placed)
            yield self._numbered[key]
