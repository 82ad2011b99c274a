"""The messages of shapes for who writes a record: by the words of its form, without prefixes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from graph.prefixes import PREFIXES
from graph.records.evidence import EVIDENCE, LABEL
from graph.records.fields import RecordField
from graph.records.form import form
from graph.texts import N_, Text, Words

_PREFIXED: Final = re.compile(rf"\b({'|'.join(map(re.escape, PREFIXES))}):([A-Za-z][A-Za-z-]*)")
_OWN: Final[Mapping[str, Text]] = {
    EVIDENCE: N_(
        "Everything that a source says has its words beside it. Write them under says, or under "
        "at where in the source it stands."
    ),
    LABEL: N_(
        "It has no name that could be made of what is written. Fill in what it is about, or write "
        "its label in Danish and in English."
    ),
}


def in_words(message: Words, path: str, *, missing: bool) -> Words:
    """A message of a shape in the words of records.

    Args:
        message: by language.
        path: IRI of the property that it is about.
        missing: whether the record says nothing of that property.
    """
    if missing and path in _OWN:
        return _OWN[path]
    if isinstance(message, Text):
        return message
    return {lang: _PREFIXED.sub(partial(_word, lang=lang), text) for lang, text in message.items()}


def _word(found: re.Match[str], *, lang: str) -> str:
    iri = PREFIXES[found[1]] + found[2]
    one = field_of(iri)
    return one.words.said(lang) if one else found[0]


def field_of(iri: str) -> RecordField | None:
    """The field of a property, of the first kind that has it."""
    return next((one for kind in form().all() if (one := kind.by_iri.get(iri))), None)
