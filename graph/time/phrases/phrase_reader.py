"""Reads a date or a term as a person writes it: one reading, or a question; never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from lark.exceptions import UnexpectedInput, VisitError
from lark.visitors import CollapseAmbiguities

from graph.texts import N_, Text
from graph.time.edtf_dates import is_duration, is_edtf
from graph.time.phrases import phrase_words
from graph.time.phrases.counted_dates import CountedDates
from graph.time.phrases.phrase_values import NO_SUCH_DAY, Impossible, PhraseDoubt, TermLength

# A longer text is no date, and takes long to find that out.
LONGEST: Final = 120
_AMBIGUOUS: Final = N_("It can be read in more than one way.")
_NOT_READ: Final = {
    "start_date": N_("It is not understood as a date."),
    "start_term": N_("It is not understood as a length of time."),
}
_REASONS: Final = {
    "feast": N_("A feast or turn of the year is no date: write the day."),
    "vague": N_("It names no time that can be counted."),
    "undated": N_("It says that there is no date: leave the field out."),
    "elsewhere": N_("It hangs on a date that is said elsewhere."),
    "endless": N_("It names no length of time that can be counted."),
}
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHES: Final = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_AROUND: Final = ' \t\n\r"\u201c\u201d\u00ab\u00bb;:,'


@dataclass(frozen=True)
class DateReading:
    """What a phrase says.

    Attributes:
        edtf: the date as EDTF; of a term the ``xsd:duration``.
        words: the phrase.
        reasoning: how it was worked out; None where it only was written otherwise.
    """

    edtf: str
    words: str
    reasoning: Text | None = None


@dataclass(frozen=True)
class DateQuestion:
    """A phrase that says no one date.

    Attributes:
        text: the phrase.
        why: what is missing or can be taken in two ways, one sentence.
        candidates: what it may be, as EDTF or ``xsd:duration``; none where nothing can be said.
    """

    text: str
    why: Text
    candidates: tuple[str, ...] = ()


def read_date(
    text: str, lang: str | None, on: date | None = None, *, strictly: bool = False
) -> DateReading | DateQuestion:
    """Read a date.

    What is EDTF already is itself. The words of the text's language are tried first, then those of
    the others; in a text of no known language, all at once.

    Args:
        text: the phrase: "12. august 2015", "ca. 1990", "sidste uge".
        lang: the language of the text it stands in, as a code of BCP 47; None if it is not known.
        on: the day of the source, from which "last week" is counted; None if it is not known.
        strictly: read it by the words of the text's language alone, where that is known.
    """
    words = text.strip()
    if is_edtf(words):
        return DateReading(words, words)
    return _read(words, lang, on, "start_date", strictly=strictly)


def read_term(text: str, lang: str | None, *, strictly: bool = False) -> DateReading | DateQuestion:
    """Read a length of time: "4 år", "the next four years", "halvandet år".

    Args:
        text: the phrase, or an ``xsd:duration`` of years, months and days.
        lang: the language of the text it stands in, as a code of BCP 47; None if it is not known.
        strictly: read it by the words of the text's language alone, where that is known.
    """
    words = text.strip()
    if is_duration(words):
        return DateReading(words, words)
    return _read(words, lang, None, "start_term", strictly=strictly)


# A text is read by several rules, and its phrases by each of them.
@lru_cache(maxsize=4096)
def _read(
    words: str, lang: str | None, on: date | None, start: str, *, strictly: bool
) -> DateReading | DateQuestion:
    phrase = _normalised(words)
    first = phrase_words.known(lang)
    others = [code for code in phrase_words.LANGUAGES if code != first]
    for codes in ([first], [] if strictly else others) if first else (others,):
        found = [each for code in codes for each in _outcomes(phrase, code, on, start)]
        if found:
            return _settled(words, found)
        if why := _reason(phrase, codes):
            return DateQuestion(words, why)
    return DateQuestion(words, _NOT_READ[start])


def _normalised(text: str) -> str:
    """A phrase in small letters with one kind of dash, apostrophe and space."""
    text = unicodedata.normalize("NFC", text).lower()
    text = _APOSTROPHES.sub("'", _DASHES.sub("-", text)).strip(_AROUND)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return " ".join(text.split()).removesuffix("." if not text.endswith("..") else "")


def _outcomes(
    phrase: str, code: str, on: date | None, start: str
) -> Iterator[tuple[str, Text | None] | PhraseDoubt]:
    """What a phrase means in a language: each way to derive it that has a meaning, once."""
    if not phrase or len(phrase) > LONGEST:
        return
    words = phrase_words.language(code)
    try:
        forest = words.parser.parse(phrase, start=start)
    except UnexpectedInput:
        return
    for tree in CollapseAmbiguities().transform(forest):
        maker = CountedDates(words, on)
        try:
            value = maker.transform(tree)
        except VisitError as error:
            if isinstance(error.orig_exc, PhraseDoubt):
                yield error.orig_exc
            elif not isinstance(error.orig_exc, Impossible):
                raise
            continue
        yield (value.duration if isinstance(value, TermLength) else value.edtf, maker.note)


def _settled(
    words: str, found: list[tuple[str, Text | None] | PhraseDoubt]
) -> DateReading | DateQuestion:
    """One reading if there is only one and nothing is in doubt; else a question."""
    read = {each[0]: each[1] for each in found if not isinstance(each, PhraseDoubt)}
    doubts = [each for each in found if isinstance(each, PhraseDoubt)]
    weighty = [each for each in doubts if each.why is not NO_SUCH_DAY]
    if len(read) == 1 and not weighty:
        ((edtf, note),) = read.items()
        return DateReading(edtf, words, note)
    candidates = [*read, *(each for doubt in doubts for each in doubt.candidates)]
    why = (weighty or doubts)[0].why if not read else _AMBIGUOUS
    return DateQuestion(words, why, tuple(sorted(set(candidates))))


def _reason(phrase: str, codes: list[str]) -> Text | None:
    """Why a phrase that no grammar derives is no date, where a word of it says so."""
    for code in codes:
        for name, pattern in phrase_words.language(code).reasons.items():
            if pattern.search(phrase):
                return _REASONS[name]
    return None
