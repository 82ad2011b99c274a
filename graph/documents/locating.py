"""Finds words in a text: their place, or the passage that is most like them.

Words are found as they are read: capitals, quotation marks, dashes, and where lines break make no
difference, and neither does a hyphen at a line's end. The passage is what the text has.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

# What stands for one character when texts are compared.
_SAME: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
# A word that is broken at a line's end, and blanks that count as one.
_UNEVEN: Final = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)|\s{2,}|[^\S ]")
_CONTEXT: Final = 32
# What is no part of a passage at its edges.
_AROUND: Final = " -,.;:"
# Less alike than this, in percent, is not alike.
_LEAST: Final = 60.0


@dataclass(frozen=True)
class TextSelector:
    """A passage of a text, as the Web Annotation model selects one.

    Attributes:
        start: its first character, from 0.
        end: the character after its last.
        exact: its words as the text has them.
        prefix: what stands before it, up to 32 characters.
        suffix: what stands after it, up to 32 characters.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def as_dict(self) -> list[dict[str, object]]:
        """The two selectors of the Web Annotation model as JSON has them."""
        return [
            {
                "type": "TextQuoteSelector",
                "exact": self.exact,
                "prefix": self.prefix,
                "suffix": self.suffix,
            },
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
        ]


@dataclass(frozen=True)
class Nearest:
    """The passage that is most like words that a text does not have.

    Attributes:
        passage: the passage; None where nothing is like them.
        likeness: how like they are, 0 to 100.
    """

    passage: TextSelector | None
    likeness: float


def locate(words: str, text: str, *, near: int = 0) -> TextSelector | Nearest:
    """Where words stand in a text; else the passage that is most like them.

    Args:
        words: the words.
        text: a text in normal form.
        near: of several places the one that starts nearest to this character; default: the first.
    """
    found = places(words, text)
    if found:
        return min(found, key=lambda each: abs(each.start - near))
    return _nearest(words, text)


def places(words: str, text: str) -> list[TextSelector]:
    """Every place where words stand in a text, in its order; whole words before parts of words.

    Args:
        words: the words.
        text: a text in normal form.
    """
    plain = _folded(text)
    wanted = _folded(words).text.strip()
    if not wanted:
        return []
    found = [(at, at + len(wanted)) for at in _occurrences(wanted, plain.text)]
    whole = [each for each in found if _whole(*each, plain.text)]
    spans = [plain.span(*each) for each in whole or found]
    exact = [span for span in spans if text[slice(*span)] == words.strip()]
    return [_selector(*span, text) for span in exact or spans]


def _selector(start: int, end: int, text: str) -> TextSelector:
    prefix = text[max(0, start - _CONTEXT) : start]
    return TextSelector(start, end, text[start:end], prefix, text[end : end + _CONTEXT])


def _occurrences(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _whole(start: int, end: int, text: str) -> bool:
    """Whether no word is cut at either end."""
    return not (_in_word(start, text) or _in_word(end, text))


def _in_word(at: int, text: str) -> bool:
    return text[max(0, at - 1) : at + 1].isalnum() and 0 < at < len(text)


def _nearest(words: str, text: str) -> Nearest:
    wanted, plain = _folded(words).text.strip(), _folded(text)
    alike = fuzz.partial_ratio_alignment(wanted, plain.text, score_cutoff=_LEAST)
    if not wanted or alike is None or alike.dest_end <= alike.dest_start:
        return Nearest(None, 0.0)
    start, end = alike.dest_start, alike.dest_end
    while _in_word(start, plain.text):
        start -= 1
    while _in_word(end, plain.text):
        end += 1
    start += len(plain.text[start:end]) - len(plain.text[start:end].lstrip(_AROUND))
    end -= len(plain.text[start:end]) - len(plain.text[start:end].rstrip(_AROUND))
    return Nearest(_selector(*plain.span(start, end), text), alike.score)


@dataclass(frozen=True)
class _Folded:
    """A text as it is compared.

    Attributes:
        text: the text.
        starts: where each run starts in it that stands in the text as it is.
        origins: where the same run starts in the text.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in this one, whose characters are not blank."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, at: int) -> int:
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]


# A document is asked for many passages, one after the other.
@lru_cache(maxsize=4)
def _folded(text: str) -> _Folded:
    plain = _lowered(unicodedata.normalize("NFC", text).translate(_SAME))
    pieces, starts, origins, length, at = [], [0], [0], 0, 0
    for found in _UNEVEN.finditer(plain):
        # The blank that stands for a run of them is its first character.
        blank = "" if found[0].startswith("-") else " "
        piece = plain[at : found.start()] + blank
        pieces.append(piece)
        length += len(piece)
        at = found.end()
        starts.append(length)
        origins.append(at)
    return _Folded("".join((*pieces, plain[at:])), tuple(starts), tuple(origins))


def _lowered(text: str) -> str:
    """A text in small letters, each in the place of its capital."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
