"""What the rules of a draft propose: things with their fields, each beside its words; questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.drafts.found_dates import FoundDate
from graph.drafts.text_pieces import TextPiece
from graph.texts import N_, Text

# A value of a field: a text, or several.
Value = str | list[str]


@dataclass(frozen=True)
class ProposedField:
    """A field with the words that it rests on.

    Attributes:
        word: the English word of the field.
        value: what is proposed; blank where a person must say it.
        says: words of the text; blank for none.
        note: how the value was worked out, or what a person must say; None for neither.
    """

    word: str
    value: Value
    says: str = ""
    note: Text | None = None


@dataclass
class ProposedThing:
    """A thing.

    Attributes:
        kind: the English word of its kind.
        name: its name in the record; blank where one is made by rule.
        says: words of the text that it rests on; blank for none.
        fields: what is said of it.
        below: the word of the list of another thing that it stands in; blank for none.
    """

    kind: str
    name: str = ""
    says: str = ""
    fields: list[ProposedField] = field(default_factory=list)
    below: list[tuple[str, ProposedThing]] = field(default_factory=list)

    def add(self, word: str, value: Value, says: str = "", note: Text | None = None) -> None:
        """Propose a value, unless the field has one; a list adds to a list."""
        for place, each in enumerate(self.fields):
            if each.word == word and each.says == says and isinstance(each.value, list):
                more = [value] if isinstance(value, str) else value
                merged = [*each.value, *(one for one in more if one not in each.value)]
                self.fields[place] = ProposedField(word, merged, says, note)
                return
            if each.word == word and not (each.says and word in MANY):
                return
        self.fields.append(ProposedField(word, value, says, note))

    def add_date(self, word: str, found: FoundDate, says: str) -> None:
        """Propose a date: in the words of the source, where a record counts from those itself."""
        is_counted = found.note is not None and found.words.casefold() in says.casefold()
        note = N_("Read as {edtf}.", edtf=found.edtf) if is_counted else found.note
        self.add(word, found.words if is_counted else found.edtf, says, note)

    def has(self, word: str) -> bool:
        """True if a field is proposed."""
        return any(each.word == word for each in self.fields)


# Fields that have a value beside words of its own each.
MANY = frozenset({"cooperation area", "purpose", "agreement kind"})


@dataclass(frozen=True)
class OpenQuestion:
    """What was seen and not understood.

    Attributes:
        piece: where.
        why: one sentence.
    """

    piece: TextPiece
    why: Text


@dataclass
class Proposals:
    """All that is proposed of a text."""

    things: list[ProposedThing] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)

    def of_kind(self, kind: str) -> Iterator[ProposedThing]:
        """The things of a kind, in the order in which they were proposed."""
        return (each for each in self.things if each.kind == kind)

    def one(self, kind: str) -> ProposedThing:
        """The first thing of a kind, which is made where there is none."""
        found = next(self.of_kind(kind), None)
        if found is None:
            found = ProposedThing(kind)
            self.things.append(found)
        return found

    @property
    def open(self) -> int:
        """Questions left: those at the end, and fields that only a person can fill in."""
        things = [*self.things, *(below for each in self.things for _, below in each.below)]
        blank = sum(not each.value for thing in things for each in thing.fields)
        return blank + len(self.questions)

    def ask(self, piece: TextPiece, why: Text) -> None:
        """Leave a question."""
        self.questions.append(OpenQuestion(piece, why))
