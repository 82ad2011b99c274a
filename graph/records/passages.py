"""The passages of a record: ``says`` and ``passages``, from what is written, and back."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.documents.locating import Nearest, locate
from graph.identifiers import slugify
from graph.records.claims import SourcePassage
from graph.records.findings import RecordFault, fault
from graph.records.form import form
from graph.records.reasons import reason_words
from graph.records.references import IS_SLUG, iri_of, text_of
from graph.records.tree import Fields, Items, Node, Scalar, is_blank, items_of
from graph.records.values import Values, is_text, texts, written_texts
from graph.records.words import key_of
from graph.terms import Term
from graph.texts import N_
from graph.time.phrases.phrase_reader import DateReading

_PARAGRAPH: Final = {"da": "afsnit", "en": "paragraph"}
_LONGEST_KEY: Final = 60
# The fields of a passage, by every word for it.
PASSAGE_FIELDS: Final[Mapping[str, str]] = {
    "words": "words", "ord": "words", "key": "key", "nøgle": "key", "at": "at", "sted": "at",
    "start": "start", "end": "end", "slut": "end", "as stated": "as stated",
    "som der står": "as stated", "reasoning": "reasoning", "udregning": "reasoning", "by": "by",
    "ifølge": "by", "source": "source", "kilde": "source", "supports": "supports",
    "støtter": "supports", "label": "label", "navn": "label",
}  # fmt: skip


class Passages:
    """The passages of one record by their keys, as they are met."""

    def __init__(self, values: Values, text: str | None = None) -> None:
        self._values = values
        self._text = text
        # As they are written, and with what follows from the dates they carry.
        self._as_written: dict[str, SourcePassage] = {}
        self.by_key: dict[str, SourcePassage] = {}

    def state(self, keys: Iterable[str], reading: DateReading) -> None:
        """Say of the passages with the words of a date that they state it, and how it is read."""
        for key in keys:
            passage = self.by_key[key]
            if reading.words.casefold() not in passage.words.casefold() or passage.as_stated:
                continue
            told = reason_words(reading.reasoning) if reading.reasoning else {}
            reasoning = tuple(Term("literal", text, lang) for lang, text in told.items())
            self.by_key[key] = dataclasses.replace(
                passage, as_stated=reading.words, reasoning=passage.reasoning or reasoning
            )

    def declare(self, node: Node) -> None:
        """Take the passages that stand for themselves, by their keys."""
        if not isinstance(node, Fields):
            raise fault(None, N_("The passages stand under their keys."), place=node.place)
        for key, value in node:
            self._keep(self._read(value, key.text))

    def says(self, node: Node | None) -> tuple[str, ...]:
        """The keys of the passages that ``says`` names or writes."""
        return tuple(dict.fromkeys(self._key(each) for each in items_of(node)))

    def _key(self, node: Node) -> str:
        if isinstance(node, Scalar) and node.text in self.by_key:
            return node.text
        if isinstance(node, Fields) and [PASSAGE_FIELDS.get(key_of(n)) for n in node.names()] == [
            "key"
        ]:
            named = node.entries[0][1]
            if isinstance(named, Scalar) and named.text in self.by_key:
                return named.text
            raise fault(
                named if isinstance(named, Scalar) else None,
                N_("No passage above has this key."),
                place=node.place,
                expected=N_("Write the words of the passage where it is named first."),
                example="says: {key: began, words: har været dette over 50 år}",
            )
        return self._keep(self._read(node, ""))

    def _keep(self, passage: SourcePassage) -> str:
        key = passage.key
        if not key:
            key = self._minted(passage)
            passage = dataclasses.replace(passage, key=key)
        there = self._as_written.setdefault(key, passage)
        self.by_key.setdefault(key, passage)
        if there != passage:
            what = N_("Another passage has the key {key}.", key=key)
            raise fault(None, what, place=passage.place, expected=N_("Give it one of its own."))
        return key

    def _minted(self, passage: SourcePassage) -> str:
        """The key of a passage that was given none: its words; a number where they are taken."""
        said = passage.words or " ".join(term.value for term in passage.at[:1])
        try:
            stem = slugify(said)[:_LONGEST_KEY].strip("-")
        except ValueError:
            stem = "passage"
        for n in range(1, len(self.by_key) + 2):
            key = stem if n == 1 else f"{stem}-{n}"
            there = self._as_written.get(key)
            if there is None or dataclasses.replace(passage, key=key) == there:
                return key
        return stem

    def _read(self, node: Node, key: str) -> SourcePassage:
        if isinstance(node, Scalar):
            return self._placed(SourcePassage(key, words=node.text, place=node.place))
        if isinstance(node, Items):
            raise fault(None, N_("A passage is no list."), place=node.place)
        parts = dict(_parts(node))
        return self._placed(
            SourcePassage(
                key or _text(parts.get("key")),
                words=_text(parts.get("words")),
                at=_terms(parts.get("at")),
                start=_number(parts.get("start")),
                end=_number(parts.get("end")),
                as_stated=_text(parts.get("as stated")),
                reasoning=_terms(parts.get("reasoning")),
                by=self._iri(parts.get("by")),
                source=self._iri(parts.get("source")),
                supports=_supports(parts.get("supports")),
                labels=_terms(parts["label"]) if "label" in parts else None,
                place=node.place,
            )
        )

    def _placed(self, passage: SourcePassage) -> SourcePassage:
        """The passage with its place in the text, where the text is at hand."""
        _check(passage)
        if self._text is None or not passage.words or passage.start is not None or passage.source:
            return passage
        found = locate(passage.words, self._text)
        if isinstance(found, Nearest):
            raise _not_there(passage, found)
        at = passage.at or tuple(_paragraph(self._text, found.start))
        return dataclasses.replace(passage, words=found.exact, start=found.start, at=at)

    def _iri(self, node: Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            raise fault(None, N_("One name belongs here."), place=node.place)
        iri = iri_of(node.text) or next(iter(self._values.local.get(key_of(node.text), [])), "")
        if not iri:
            what = N_("Nothing is known by this name.")
            raise fault(node, what, example="person/jakob-bundsgaard")
        return iri


def _not_there(passage: SourcePassage, found: Nearest) -> RecordFault:
    near = found.passage.exact if found.passage else ""
    return fault(
        Scalar(passage.words, passage.place),
        N_("These words do not stand in the source's text."),
        expected=N_("Write them as they stand there."),
        example=near,
    )


def _paragraph(text: str, start: int) -> Iterator[Term]:
    """The number of the paragraph of a character, in words."""
    number = len([each for each in re.split(r"\n[ \t]*\n", text[: start + 1]) if each.strip()])
    for lang, word in _PARAGRAPH.items():
        yield Term("literal", f"{word} {number}", lang)


def _check(passage: SourcePassage) -> None:
    if not (passage.words or passage.at or passage.key):
        raise fault(None, N_("The passage has neither words nor a place."), place=passage.place)
    if passage.key and not IS_SLUG.fullmatch(passage.key):
        expected = N_("Write small letters, digits and hyphens.")
        raise fault(
            Scalar(passage.key, passage.place),
            N_("This is no key of a passage."),
            expected=expected,
            example="b02-fifty-years",
        )


def written(passage: SourcePassage, *, keyed: bool) -> Node:
    """The node of a passage.

    Args:
        passage: the passage.
        keyed: the key stands elsewhere, or is the one that is made.
    """
    parts: list[tuple[str, Node]] = []
    if not keyed:
        parts.append(("key", Scalar(passage.key)))
    parts += [
        (name, Scalar(value))
        for name, value in (("words", passage.words), ("as stated", passage.as_stated))
        if value
    ]
    parts += _written_rest(passage)
    if [name for name, _ in parts] == ["words"]:
        return parts[0][1]
    order = list(dict.fromkeys(PASSAGE_FIELDS.values()))
    parts.sort(key=lambda each: order.index(each[0]))
    return Fields(tuple((Scalar(name), node) for name, node in parts))


def _written_rest(passage: SourcePassage) -> Iterator[tuple[str, Node]]:
    for name, terms in (
        ("at", passage.at),
        ("reasoning", passage.reasoning),
        ("label", passage.labels),
    ):
        if terms or (name == "label" and terms is not None):
            yield name, written_terms(terms)
    for name, number in (("start", passage.start), ("end", passage.end)):
        if number is not None:
            yield name, Scalar(str(number))
    for name, iri in (("by", passage.by), ("source", passage.source)):
        if iri:
            yield name, Scalar(text_of(iri))
    if passage.supports is not None:
        yield "supports", Items(tuple(Scalar(text_of(each)) for each in sorted(passage.supports)))


def written_terms(terms: tuple[Term, ...]) -> Node:
    """The node of literals, plain ones and such with a language."""
    plain = [Scalar(term.value, quoted=True) for term in terms if not term.lang]
    told = [term for term in terms if term.lang]
    if not plain and told:
        return written_texts(told)
    rest: list[Node] = []
    if told:
        node = written_texts(told)
        rest = list(node.items) if isinstance(node, Items) else [node]
    rows = [*plain, *rest]
    return rows[0] if len(rows) == 1 else Items(tuple(rows))


def _parts(node: Fields) -> Iterator[tuple[str, Node]]:
    for key, value in node:
        name = PASSAGE_FIELDS.get(key_of(key.text))
        if name is None:
            what = N_("A passage has no such field.")
            expected = N_(
                "It may have: {names}.", names=", ".join(dict.fromkeys(PASSAGE_FIELDS.values()))
            )
            raise fault(key, what, expected=expected)
        if not is_blank(value):
            yield name, value


def _text(node: Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, Scalar):
        raise fault(None, N_("One text belongs here."), place=node.place)
    return node.text


def _number(node: Node | None) -> int | None:
    if node is None:
        return None
    if not isinstance(node, Scalar) or not (node.text.isascii() and node.text.isdigit()):
        scalar = node if isinstance(node, Scalar) else None
        what = N_("A position is a whole number of characters from the start of the text.")
        raise fault(scalar, what, place=node.place, example="186")
    return int(node.text)


def _terms(node: Node | None) -> tuple[Term, ...]:
    found: list[Term] = []
    for each in items_of(node):
        if isinstance(each, Fields) and is_text(each):
            found += texts(each)
        elif isinstance(each, Scalar):
            found.append(Term("literal", each.text))
        else:
            what = N_("Text belongs here, plain or by language.")
            raise fault(None, what, place=each.place, example="{da: …, en: …}")
    return tuple(found)


def _supports(node: Node | None) -> frozenset[str] | None:
    if node is None:
        return None
    found: set[str] = set()
    for each in items_of(node):
        if not isinstance(each, Scalar):
            raise fault(None, N_("One name belongs here."), place=each.place)
        found |= {iri_of(each.text) or ""} if iri_of(each.text) else _properties(each)
    return frozenset(found)


def _properties(scalar: Scalar) -> set[str]:
    """The properties and classes of a word."""
    found = {one.iri for kind in form().all() if (one := kind.field(scalar.text)) is not None} | (
        {kind.iri} if (kind := form().kind(scalar.text)) else set()
    )
    if not found:
        what = N_("This is no field and no kind of thing.")
        raise fault(scalar, what, example="signed")
    return found
