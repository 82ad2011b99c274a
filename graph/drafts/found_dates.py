"""The dates and terms that stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.drafts.cue_patterns import cue
from graph.texts import Text
from graph.time.edtf_dates import bounds
from graph.time.phrases.phrase_reader import DateQuestion, DateReading, read_date, read_term

_TOKEN: Final = re.compile(r"[^\s,;:()”\"]+")
_MOST_TOKENS: Final = 7


@dataclass(frozen=True)
class FoundDate:
    """A date in a sentence.

    Attributes:
        edtf: the date, or the ``xsd:duration`` of a term; blank for a question.
        words: the phrase.
        start: its first character in the sentence.
        note: how it was worked out, or why it is a question; None for neither.
    """

    edtf: str
    words: str
    start: int
    note: Text | None = None


def dates(text: str, lang: str, on: date | None) -> Iterator[FoundDate]:
    """The dates of a sentence in its order, each as long as it can be read.

    Args:
        text: the sentence.
        lang: its language.
        on: the day of the source.
    """
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        for count in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
            found = _date(text, tokens[at : at + count], lang, on)
            if found:
                yield found
                at += count
                break
        else:
            at += 1


def _date(text: str, tokens: list[re.Match[str]], lang: str, on: date | None) -> FoundDate | None:
    phrase = text[tokens[0].start() : tokens[-1].end()]
    if not cue("dated", phrase) or cue("loose", tokens[-1][0]) or _is_number(phrase):
        return None
    read = read_date(phrase, lang, on, strictly=True)
    if isinstance(read, DateReading):
        return FoundDate(read.edtf, phrase, tokens[0].start(), read.reasoning)
    if read.candidates and not cue("loose", tokens[0][0]) and re.search(r"\d", phrase):
        return FoundDate("", phrase, tokens[0].start(), read.why)
    return None


def _is_number(phrase: str) -> bool:
    """A number that is no year of our time."""
    bare = phrase.strip(".")
    return bool(re.fullmatch(r"\d{1,3}|[\d.-]{1,5}", bare)) or (
        bare.isdigit() and not 1800 <= int(bare) <= 2100
    )


def term_after(text: str, start: int, lang: str) -> FoundDate | None:
    """The first term after a place in a sentence; None for none."""
    tokens = list(_TOKEN.finditer(text, start))[:12]
    for at in range(len(tokens)):
        for count in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
            phrase = text[tokens[at].start() : tokens[at + count - 1].end()].rstrip(".")
            if not cue("term_unit", phrase):
                continue
            read = read_term(phrase, lang, strictly=True)
            if not isinstance(read, DateQuestion):
                return FoundDate(read.edtf, phrase, tokens[at].start())
    return None


def one_day(edtf: str) -> date | None:
    """The day that a date is; None for a longer time."""
    found = bounds(edtf)
    return found.earliest if found.earliest == found.latest else None
