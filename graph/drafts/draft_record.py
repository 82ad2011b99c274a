"""Writes what is proposed as a record: each value beside its words, with an unreviewed sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.drafts.proposals import OpenQuestion, ProposedField, ProposedThing, Value
from graph.drafts.reading_context import DraftContext
from graph.records.fields import RecordKind
from graph.records.form import form
from graph.records.new_source import NewSource, new_record
from graph.records.tree import Fields, Items, Node, Record, Scalar
from graph.texts import N_, Translate

UNREVIEWED: Final = N_("unreviewed")
_HEAD: Final = (
    N_("A draft, made by rules from the text: nothing of it is reviewed."),
    N_("Compare each value with its words and delete its mark, or delete the value."),
)
_OWN: Final = {"is": "er", "says": "siger", "name": "navn"}
_BELOW: Final = {"parties": "parter", "signed by": "underskrevet af", "person": "person",
                 "office": "embede", "for": "for"}  # fmt: skip
_LONGEST: Final = 100


def record_of(
    source: NewSource, context: DraftContext, dated: str, lang: str, translate: Translate
) -> Record:
    """The record of what is proposed.

    Args:
        source: what is known of the source.
        context: what is proposed.
        dated: the line with the day of the text; blank for none.
        lang: language of the record's own words, ``da`` or ``en``.
        translate: puts a text into that language.
    """
    return _Writing(lang, translate).record(source, context, dated)


class _Writing:
    def __init__(self, lang: str, translate: Translate) -> None:
        self._lang = lang
        self._translate = translate

    def record(self, source: NewSource, context: DraftContext, dated: str) -> Record:
        begun = new_record(source, self._lang, self._translate)
        head = tuple(
            (
                key,
                self._source(value, source, context, dated) if isinstance(value, Fields) else value,
            )
            for key, value in begun.root
        )
        kinds = dict.fromkeys(each.kind for each in context.proposals.things)
        body = tuple(self._kind(kind, context) for kind in kinds)
        above = (*begun.root.above, *map(self._translate, _HEAD))
        below = tuple(self._questions(context.proposals.questions))
        return Record(Fields((*head, *body), above=above), below=below)

    def _source(
        self, fields: Fields, source: NewSource, context: DraftContext, dated: str
    ) -> Fields:
        """The source's own fields, with the day beside its words."""
        published = form().source.field("published")
        title, kind = form().source.field("title"), form().source.field("source kind")
        made: list[tuple[Scalar, Node]] = []
        for key, value in fields:
            one = form().source.field(key.text)
            if one is published and dated and isinstance(value, Scalar) and value.text:
                made.append((self._marked(key.text), self._with_words(value, dated)))
            elif one is kind and kind and kind.scheme and context.contract:
                concept = kind.scheme.concept("agreement-text")
                said = concept.words.said(self._lang) if concept else ""
                made.append((self._marked(key.text), Scalar(said)))
            elif one is title and isinstance(value, Scalar) and value.text:
                made.append((self._marked(key.text), value))
            else:
                made.append((key, value))
        return Fields(tuple(made), fields.place, fields.above)

    def _kind(self, word: str, context: DraftContext) -> tuple[Scalar, Node]:
        kind = form().kinds[word]
        things = [self._thing(each, kind) for each in context.proposals.of_kind(word)]
        shown = Scalar(kind.words.said(self._lang))
        return shown, things[0] if len(things) == 1 else Items(tuple(things))

    def _thing(self, thing: ProposedThing, kind: RecordKind) -> Fields:
        own = [(word, text) for word, text in (("name", thing.name), ("says", thing.says)) if text]
        entries: list[tuple[Scalar, Node]] = [
            (Scalar(self._own(word)), Scalar(text)) for word, text in own
        ]
        if entries:
            entries[0] = (self._marked(self._own(own[0][0])), entries[0][1])
        for word in dict.fromkeys(each.word for each in thing.fields):
            same = [each for each in thing.fields if each.word == word]
            entries.append(self._field(word, same, kind))
        for word in dict.fromkeys(word for word, _ in thing.below):
            below = form().kinds["signature"]
            several = [self._thing(each, below) for name, each in thing.below if name == word]
            entries.append((self._marked(self._below(word)), Items(tuple(several))))
        return Fields(tuple(entries))

    def _field(self, word: str, same: list[ProposedField], kind: RecordKind) -> tuple[Scalar, Node]:
        notes = [self._translate(each.note) for each in same if each.note]
        values = [self._value(each, kind) for each in same]
        one = kind.field(word)
        shown = one.words.said(self._lang) if one and word not in _BELOW else self._below(word)
        is_open = all(not each.value for each in same)
        marked = notes or is_open or any(each.says for each in same)
        key = self._marked(shown, *dict.fromkeys(notes), is_open=is_open)
        return key if marked else Scalar(shown), values[0] if len(values) == 1 else Items(
            tuple(values)
        )

    def _value(self, proposed: ProposedField, kind: RecordKind) -> Node:
        node = self._plain(proposed.value, proposed.word, kind)
        return self._with_words(node, proposed.says) if proposed.says else node

    def _plain(self, value: Value, word: str, kind: RecordKind) -> Node:
        if isinstance(value, list):
            return Items(tuple(Scalar(each) for each in value))
        one = form().kinds["post"].field("role") if word == "office" else kind.field(word)
        concept = one.scheme.concept(value) if one and one.scheme and value else None
        return Scalar(concept.words.said(self._lang) if concept else value)

    def _with_words(self, node: Node, words: str) -> Fields:
        return Fields(((Scalar(self._own("is")), node), (Scalar(self._own("says")), Scalar(words))))

    def _marked(self, word: str, *notes: str, is_open: bool = False) -> Scalar:
        """The name of a field below the sign that it is unreviewed, and what there is to note."""
        sign = "?" if is_open else self._translate(UNREVIEWED)
        return Scalar(word, above=(": ".join((sign, " ".join(notes))) if notes else sign,))

    def _own(self, word: str) -> str:
        return _OWN[word] if self._lang == "da" else word

    def _below(self, word: str) -> str:
        return _BELOW[word] if self._lang == "da" else word

    def _questions(self, asked: list[OpenQuestion]) -> Iterator[str]:
        if asked:
            yield self._translate(N_("Seen and not understood:"))
        for each in asked:
            text = " ".join(each.piece.text.split())
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            yield f"? {self._translate(each.why)}"
            yield f"  “{shown}”"
