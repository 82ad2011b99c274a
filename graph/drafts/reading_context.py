"""What the rules of a draft read: a text in pieces, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.drafts.cue_patterns import cue
from graph.drafts.found_dates import FoundDate, dates
from graph.drafts.party_names import Gazetteer, NamedParty
from graph.drafts.proposals import Proposals
from graph.drafts.text_pieces import TextPiece


@dataclass
class DraftContext:
    """What the rules read and what they propose.

    Attributes:
        pieces: the text.
        lang: its language, of two letters.
        on: the day of the text, where it is known.
        gazetteer: finds municipalities.
        name: name of the source.
        contract: True for the text of an agreement, False for what tells of one.
        parties: slugs of the parties, in the order of the text.
        proposals: what is proposed.
    """

    pieces: list[TextPiece]
    lang: str
    on: date | None
    gazetteer: Gazetteer
    name: str
    contract: bool
    parties: list[str] = field(default_factory=list)
    proposals: Proposals = field(default_factory=Proposals)

    def named(self, text: str) -> list[NamedParty]:
        """The parties that a text names."""
        return [each for each in self.gazetteer.parties(text) if each.slug in self.parties]

    def dates(self, piece: TextPiece, start: int = 0) -> Iterator[FoundDate]:
        """The dates of a piece from a place on."""
        return dates(piece.text[start:], self.lang, self.on)

    def debtors(self, text: str, cue_start: int) -> list[str]:
        """Who undertakes something: the parties before the verb, else both where it is mutual."""
        before = [each.slug for each in self.named(text) if each.end <= cue_start]
        if before:
            return list(dict.fromkeys(before))
        return self.parties if cue("mutual", text) else []
