"""Folding of names: the form that two spellings of one name share."""

from __future__ import annotations

import re
from typing import Final

from anyascii import anyascii

# aa is å, ae is æ or ä, oe is ø or ö, ue is ü: written out, or with the marks left out.
_WRITTEN_OUT: Final = re.compile(r"a[ae]+|oe+|ue+")
_WORD: Final = re.compile(r"[a-z0-9]+")
_PLAIN_WORD: Final = re.compile(r"\w+")
# Names of more words than this are seldom written as one.
_JOINED: Final = 3


def fold(text: str) -> str:
    """``text`` in small ASCII letters without marks, punctuation and double spellings.

    >>> fold("Århus"), fold("Aarhus"), fold("Sør-Varanger"), fold("Ærø")
    ('arhus', 'arhus', 'sor varanger', 'aro')
    """
    words = " ".join(_WORD.findall(anyascii(text.casefold()).lower()))
    return _WRITTEN_OUT.sub(lambda found: found[0][0], words)


def plain(text: str) -> str:
    """``text`` in small letters, one space between words, nothing else changed."""
    return " ".join(_PLAIN_WORD.findall(text.casefold()))


def joined(folded: str) -> str:
    """The few words of a folded name written as one; blank when there is one, or many.

    >>> joined("sor varanger")
    'sorvaranger'
    """
    words = folded.split()
    return "".join(words) if 1 < len(words) <= _JOINED else ""


def bare_code(code: str) -> str:
    """A code without case and leading zeros, which spreadsheets lose.

    >>> bare_code("0101"), bare_code("000")
    ('101', '000')
    """
    return code.casefold().lstrip("0") or code
