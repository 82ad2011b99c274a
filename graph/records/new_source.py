"""A new record: what is known of a source from the start, and what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.records.fields import RecordField
from graph.records.form import form
from graph.records.record_entries import NAME, SOURCE
from graph.records.tree import Fields, Node, Record, Scalar
from graph.texts import N_, Translate

_VSK: Final = PREFIXES["vsk"]
_DCTERMS: Final = PREFIXES["dcterms"]
# The fields of a source that are asked for, in their order.
_ASKED: Final = {
    "title": _DCTERMS + "title",
    "kind": _VSK + "sourceKind",
    "publisher": _DCTERMS + "publisher",
    "published": _VSK + "published",
    "language": _DCTERMS + "language",
    "url": PREFIXES["schema"] + "url",
    "text_file": _VSK + "textFile",
    "sha256": _VSK + "sha256",
}
# Those that say more of every kind of thing, and need no reminder.
_LAST_ORDER: Final = 600
_WIDTH: Final = 110


@dataclass(frozen=True)
class NewSource:
    """What is known of a source; blank where it is not.

    Attributes:
        name: what ends its IRI.
        title: its title, in its own language.
        publisher: name of who published it.
        published: when it was published.
        language: tag of its language.
        url: where it is on the web.
        text_file: name of the file with its text, beside the record.
        sha256: SHA-256 of its text.
    """

    name: str
    title: str
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    text_file: str = ""
    sha256: str = ""


def new_record(source: NewSource, lang: str, translate: Translate = str) -> Record:
    """The record of a source that says nothing yet.

    Args:
        source: what is known of it.
        lang: language of its words, ``da`` or ``en``.
        translate: puts a text into that language.
    """
    known = {name: getattr(source, name, "") for name in _ASKED}
    entries = [(Scalar(_own(NAME, lang)), Scalar(source.name)), *_entries(known, lang)]
    head = (Scalar(_own(SOURCE, lang)), Fields(tuple(entries)))
    below = tuple(_reminders(lang, translate))
    return Record(Fields((head,), above=(_modeline(lang),)), below=below)


def _modeline(lang: str) -> str:
    """What tells an editor where the schema of records is."""
    return f"yaml-language-server: $schema={BASE}schema/record.{lang}.json"


def _entries(known: Mapping[str, str], lang: str) -> Iterator[tuple[Scalar, Node]]:
    for name, value in known.items():
        one = form().source.by_iri[_ASKED[name]]
        if value or name not in ("url", "text_file", "sha256"):
            yield Scalar(one.words.said(lang)), Scalar(value)


def _reminders(lang: str, translate: Translate) -> Iterator[str]:
    """What may be written, kind by kind, as comments."""
    yield translate(N_("What the source says stands below, thing by thing; * is needed."))
    signed = form().kinds["agreement"].by_iri[_VSK + "signed"].words.said(lang)
    example = N_("is: 9 May 2016, says: at a meeting last Monday")
    yield translate(N_("A value beside the words it rests on:"))
    yield f"  {signed}: {{{translate(example)}}}"
    for kind in form().kinds.values():
        said = ", ".join(_word(one, lang) for one in kind.fields if _is_of_its_own(one))
        yield from wrap(f"{kind.words.said(lang)}: {said}", _WIDTH, subsequent_indent="  ")


def _is_of_its_own(one: RecordField) -> bool:
    """A field that tells more of a kind than of any other."""
    return one.order < _LAST_ORDER and one.iri != f"{_DCTERMS}relation"


def _word(one: RecordField, lang: str) -> str:
    return one.words.said(lang) + ("*" if one.required else "")


def _own(words: tuple[str, ...], lang: str) -> str:
    """A word of records themselves, which stand in English and in Danish."""
    return words[-1] if lang == "da" else words[0]
