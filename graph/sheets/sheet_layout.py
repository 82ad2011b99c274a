"""How a record lies in sheets: a sheet for each kind of thing, a column for each field.

Kinds, fields, words and order are those of the form of records. Beside the fields a sheet has the
column of the thing's name, by which other sheets refer to it, the words of the source that a row
rests on, and where in the source they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rdflib.namespace import RDFS

from graph.namespaces import VSK
from graph.near_names import nearest
from graph.records.fields import RecordField, RecordKind, ValueKind
from graph.records.form import form
from graph.records.references import iri_of, text_of
from graph.records.words import Words, key_of
from graph.sheets.sheet_words import sheet_words
from graph.texts import N_, Text

# What is said of a passage beside its words and their place, and whether it is a text by language.
_OF_PASSAGE: Final[Mapping[str, bool]] = {
    "start": False,
    "end": False,
    "as stated": False,
    "reasoning": True,
    "by": False,
    "source": False,
    "supports": False,
    "label": True,
}
# What a thing's record has beside its fields, from which further things are made; a signature's
# person and office stand for the fields that lead to them.
_MADE_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "partnership": ("parties",),
    "signature": ("person", "office"),
    "attendance": ("person", "office"),
}
_STOOD_FOR: Final = frozenset({str(VSK.signatory), str(VSK.signedAs)})
# A text in another language than these has a column only where one is written.
LANGUAGES: Final = ("da", "en")
# The sheets that hold no record: the guide, the choices and the list of faults.
READ_ME: Final = "read me"
CHOICES: Final = "choices"
FAULTS: Final = "faults"
_BESIDE: Final = (READ_ME, CHOICES, FAULTS)
# The row below the headings shows what is meant and is never read.
_EXAMPLE: Final = "example"
# A heading or a sheet that begins like this is the writer's own and not read.
OWN: Final = "#"
_LANGUAGE: Final = re.compile(r"(?P<word>.+?)\s*\((?P<lang>[a-z]{2,3}(-[A-Za-z0-9]+)*)\)")
_SEVERAL: Final = frozenset(
    {
        ValueKind.CONCEPT,
        ValueKind.THING,
        ValueKind.DATE,
        ValueKind.COUNTRY,
        ValueKind.LANGUAGE,
        ValueKind.IRI,
    }
)


class SheetPart(StrEnum):
    """What a sheet holds."""

    SOURCE = "source"
    PASSAGES = "passages"
    THINGS = "things"
    ABOUT = "about"


@dataclass(frozen=True)
class SheetSection:
    """A part of a record that has a sheet of its own.

    Attributes:
        part: what it holds.
        kind: the kind of its things; None for passages and for things of no kind.
    """

    part: SheetPart
    kind: RecordKind | None = None

    @property
    def words(self) -> Words:
        """What its sheet is called."""
        if self.part is SheetPart.PASSAGES:
            return sheet_words()["passages"]
        if self.kind is None:
            return sheet_words()["thing"]
        return _about(self.kind) if self.part is SheetPart.ABOUT else self.kind.words

    @property
    def word(self) -> str:
        """Its English word, which no other section has."""
        return self.words.said("en")

    def sheet_name(self, lang: str) -> str:
        """What stands on the tab of its sheet in a language."""
        word = self.words.said(lang)
        return word[:1].upper() + word[1:]


def _about(kind: RecordKind) -> Words:
    about = sheet_words()["about"]
    return Words({lang: f"{about.said(lang)} {kind.words.said(lang)}" for lang in LANGUAGES})


class ColumnRole(StrEnum):
    """What a column holds."""

    NAME = "name"
    CLASS = "class"
    FIELD = "field"
    SAYS = "says"
    AT = "at"


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet.

    Attributes:
        role: what it holds.
        words: what stands above it, but for the language of a text.
        key: the word of the record for it.
        field: the field of the form, if it holds one.
        lang: the language of its texts; blank if it holds none, or texts of no language.
    """

    role: ColumnRole
    words: Words
    key: str
    field: RecordField | None = None
    lang: str = ""

    def heading(self, lang: str) -> str:
        """What stands above it in a language."""
        word = self.words.said(lang)
        return f"{word} ({self.lang})" if self.lang else word

    @property
    def several(self) -> bool:
        """Whether a cell may hold several values, parted by semicolons or line breaks."""
        if self.field is None:
            return self.key == "parties"
        return self.field.many and self.field.value in _SEVERAL

    @property
    def is_required(self) -> bool:
        """Whether it must be filled in; a thing's label is made where none is given."""
        one = self.field
        return one is not None and one.required and one.iri != str(RDFS.label)


def sections() -> Iterator[SheetSection]:
    """The sections that the template has a sheet for, in their order."""
    yield SheetSection(SheetPart.SOURCE, form().source)
    yield from (SheetSection(SheetPart.THINGS, kind) for kind in form().kinds.values())
    yield SheetSection(SheetPart.ABOUT, form().kinds["municipality"])
    yield SheetSection(SheetPart.PASSAGES)


def section_of(name: str) -> SheetSection | None:
    """The section whose sheet has a name, in Danish or English; None if there is none."""
    key = key_of(name)
    for section in (
        SheetSection(SheetPart.SOURCE, form().source),
        SheetSection(SheetPart.PASSAGES),
    ):
        if key in map(key_of, section.words.all()):
            return section
    if key in map(key_of, sheet_words()["thing"].all()):
        return SheetSection(SheetPart.THINGS)
    if kind := form().kind(name):
        return SheetSection(SheetPart.THINGS, kind)
    about, _, word = key.partition(" ")
    kind = form().kind(word) if about in sheet_words()["about"].all() else None
    return SheetSection(SheetPart.ABOUT, kind) if kind else None


def name_beside(what: str, lang: str) -> str:
    """The name of a sheet that holds no record.

    Args:
        what: ``READ_ME``, ``CHOICES`` or ``FAULTS``.
        lang: the language of the template.
    """
    return sheet_words()[what].said(lang).capitalize()


def is_beside(name: str) -> bool:
    """Whether a sheet holds no record by its name."""
    names = {key_of(word) for what in _BESIDE for word in sheet_words()[what].all()}
    return name.startswith(OWN) or key_of(name) in names


def as_example(text: str, lang: str) -> str:
    """The first cell of a row that only shows what is meant."""
    return f"{sheet_words()[_EXAMPLE].said(lang)}: {text}"


def is_example(text: str) -> bool:
    """Whether a row is an example, by the first text in it."""
    head, colon, _ = text.partition(":")
    return bool(colon) and key_of(head) in map(key_of, sheet_words()[_EXAMPLE].all())


def columns(section: SheetSection) -> Iterator[SheetColumn]:
    """The columns of the template of a section, in order."""
    if section.part is SheetPart.PASSAGES:
        for column in _plain_columns(section):
            by_language = _OF_PASSAGE.get(column.key, False)
            for lang in LANGUAGES if by_language else ("",):
                yield replace(column, lang=lang)
        return
    yield _plain(ColumnRole.NAME)
    yield from _made_from(section)
    for field in section.kind.fields if section.kind else ():
        if field.iri in _STOOD_FOR:
            continue
        for lang in LANGUAGES if field.value is ValueKind.TEXT else ("",):
            yield field_column(section, field, lang)
    yield _plain(ColumnRole.SAYS)
    yield _plain(ColumnRole.AT)


def _plain(role: ColumnRole) -> SheetColumn:
    """A column that every sheet has."""
    return SheetColumn(role, sheet_words()[role.value], role.value)


def _made_from(section: SheetSection) -> Iterator[SheetColumn]:
    """The columns from which further things are made."""
    kind = section.kind if section.part is SheetPart.THINGS else None
    for key in _MADE_FROM.get(kind.slug_type, ()) if kind else ():
        yield SheetColumn(ColumnRole.FIELD, sheet_words()[key], key)


def field_column(section: SheetSection, field: RecordField, lang: str = "") -> SheetColumn:
    """The column of a field of the form."""
    return SheetColumn(ColumnRole.FIELD, field.words, _key(section.kind, field), field, lang)


def _key(kind: RecordKind | None, field: RecordField) -> str:
    """The word of a field by which a record has it."""
    if kind is None or kind.field(field.word) is not field:
        return text_of(field.iri)
    return field.word


def column_of(section: SheetSection, heading: str) -> SheetColumn | None:
    """The column that a heading stands for, in Danish or English; None if it stands for none.

    Args:
        section: the section of the sheet.
        heading: as it was written; ``*`` at its end, as for what is required, says nothing.
    """
    word = heading.rstrip(" *:")
    if found := _column_of(section, word):
        return found
    split = _LANGUAGE.fullmatch(word)
    plain = _column_of(section, split["word"]) if split else None
    if split and plain and _is_text(section, plain):
        return SheetColumn(plain.role, plain.words, plain.key, plain.field, split["lang"])
    return None


def _is_text(section: SheetSection, column: SheetColumn) -> bool:
    if column.field:
        return column.field.value is ValueKind.TEXT
    if section.part is SheetPart.PASSAGES and column.role is ColumnRole.FIELD:
        return _OF_PASSAGE[column.key]
    return column.role in {ColumnRole.AT, ColumnRole.FIELD}


def _column_of(section: SheetSection, word: str) -> SheetColumn | None:
    """The column of a heading without a language."""
    key = key_of(word)
    for column in _made_from(section):
        if key in map(key_of, column.words.all()):
            return column
    if section.kind and (field := section.kind.field(word)):
        return field_column(section, field)
    for column in _plain_columns(section):
        if key in map(key_of, column.words.all()):
            return column
    if section.part is SheetPart.PASSAGES:
        return None
    if iri := iri_of(word):
        return SheetColumn(ColumnRole.FIELD, Words({"en": text_of(iri)}), text_of(iri))
    return None


def _plain_columns(section: SheetSection) -> Iterator[SheetColumn]:
    """The columns that are of no field of the form."""
    yield _plain(ColumnRole.NAME)
    if section.part is not SheetPart.PASSAGES:
        yield _plain(ColumnRole.CLASS)
        yield _plain(ColumnRole.SAYS)
        yield _plain(ColumnRole.AT)
        return
    yield replace(_plain(ColumnRole.SAYS), key="words")
    yield _plain(ColumnRole.AT)
    for key in _OF_PASSAGE:
        yield SheetColumn(ColumnRole.FIELD, sheet_words()[key], key)


def unknown_heading(section: SheetSection, heading: str, lang: str) -> tuple[Text, Text]:
    """What to say of a heading that stands for no column, and how to mend it."""
    known = [each.heading(lang) for each in columns(section)]
    what = N_(
        "“{heading}” is no column of the sheet “{sheet}”.",
        heading=heading,
        sheet=section.sheet_name(lang),
    )
    return what, N_(
        "Write for instance {near}, or begin the heading with # to keep the column for yourself.",
        near=_or(nearest(heading, known, 2) or known[:2]),
    )


def unknown_sheet(name: str, lang: str) -> tuple[Text, Text]:
    """What to say of a sheet that is of no section, and how to mend it."""
    known = [each.sheet_name(lang) for each in sections()]
    return N_("“{name}” is no sheet of a record.", name=name), N_(
        "Name it for instance {near}, or begin its name with # to keep it for yourself.",
        near=_or(nearest(name, known, 2) or known[:2]),
    )


def _or(words: Sequence[str]) -> str:
    return " / ".join(f"“{word}”" for word in words)


def knows_heading(heading: str) -> bool:
    """Whether a heading stands for a column of any sheet."""
    return any(column_of(section, heading) for section in sections())
