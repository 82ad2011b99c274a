"""What a form is made of: kinds of things, and the fields of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from graph.records.schemes import Scheme
from graph.records.words import Words, by_word, key_of

# What a thing of a record has beside its fields; no field may be called one of these.
RESERVED: Final = frozenset({"name", "navn", "says", "siger", "is", "er"})


class ValueKind(StrEnum):
    """What the value of a field is."""

    TEXT = "text"  # with a language
    STRING = "string"
    DATE = "date"  # EDTF
    DURATION = "duration"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CONCEPT = "concept"  # of a scheme
    THING = "thing"
    COUNTRY = "country"
    LANGUAGE = "language"
    IRI = "iri"


@dataclass(frozen=True)
class RecordField:
    """A property that things of a kind may have.

    Attributes:
        iri: the property's IRI.
        words: what it is called.
        group: the word of the group it is shown in, by language; empty if it has none.
        order: its place in the form.
        value: what its value is.
        datatype: IRI of the datatype of a literal; blank for a plain string, a text and an IRI.
        scheme: the scheme to choose from; where the value is no concept, a concept of it may stand
            there too. None if there is none.
        classes: of a thing, the classes that it may be of; empty for any.
        many: may have more than one value.
        required: a thing of the kind without it is refused.
        pattern: regular expression that the value as the graph has it must fit; blank for none.
        message: what the value must be, by language; from the shape that judges it.
        example: a value as a person may write it, by language.
    """

    iri: str
    words: Words
    group: Mapping[str, str]
    order: int
    value: ValueKind
    datatype: str = ""
    scheme: Scheme | None = None
    classes: tuple[str, ...] = ()
    many: bool = True
    required: bool = False
    pattern: str = ""
    message: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """Its English word, under which a record has it."""
        return self.words.said("en")


@dataclass(frozen=True)
class RecordKind:
    """A kind of things that people write.

    Attributes:
        iri: IRI of the class.
        words: what it is called.
        order: its place in the form.
        slug_type: what follows ``id/`` in the IRI of its things.
        broader: IRIs of the classes that its things are of too, by the vocabulary.
        fields: in the order of the form.
        definition: what it is, by language.
        example: the name of such a thing, by language.
    """

    iri: str
    words: Words
    order: int
    slug_type: str
    broader: tuple[str, ...]
    fields: tuple[RecordField, ...]
    definition: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """Its English word, under which a record has its things."""
        return self.words.said("en")

    @cached_property
    def by_word(self) -> Mapping[str, RecordField]:
        """Its fields by every word they may be written by, as :func:`key_of` gives it."""
        return MappingProxyType(by_word(((one.words, one) for one in self.fields), RESERVED))

    @cached_property
    def by_iri(self) -> Mapping[str, RecordField]:
        """Its fields by the IRI of the property."""
        return MappingProxyType({one.iri: one for one in self.fields})

    def field(self, word: str) -> RecordField | None:
        """The field that is written by a word, in Danish or English; None if there is none."""
        return self.by_word.get(key_of(word))


@dataclass(frozen=True)
class RecordForm:
    """All that people may write.

    Attributes:
        source: what is said of the source itself.
        evidence: what is said of a passage.
        kinds: the kinds of things by their English word, in the order of the form.
    """

    source: RecordKind
    evidence: RecordKind
    kinds: Mapping[str, RecordKind]

    @cached_property
    def by_word(self) -> Mapping[str, RecordKind]:
        """The kinds by every word they may be written by, as :func:`key_of` gives it."""
        return MappingProxyType(by_word((one.words, one) for one in self.kinds.values()))

    @cached_property
    def by_class(self) -> Mapping[str, RecordKind]:
        """The kinds, the source and the evidence by the IRI of their class."""
        return MappingProxyType({one.iri: one for one in self.all()})

    def all(self) -> Iterator[RecordKind]:
        """The source, every kind of things, and the evidence."""
        yield self.source
        yield from self.kinds.values()
        yield self.evidence

    def kind(self, word: str) -> RecordKind | None:
        """The kind that is written by a word, in Danish or English; None if there is none."""
        return self.by_word.get(key_of(word))
