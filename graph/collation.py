"""Danish alphabetical order: Æ Ø Å last, Aa as Å (Retskrivningsordbogen § 3, DS 377).

No kept library brings this order without a system's ICU; see decision 0080.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

Key = tuple[str, tuple[int, ...], str]

# Where Danish puts a letter that is not one of its own, and how far behind the letters it stands
# among. { | } follow z, as they did for æ ø å in the Danish variant of ASCII (DS 2089).
_LETTERS: Final = {
    "æ": ("{", 0), "ä": ("{", 1), "ǽ": ("{", 2),
    "ø": ("|", 0), "ö": ("|", 1), "ő": ("|", 2), "ǿ": ("|", 3), "œ": ("oe", 1),
    "å": ("}", 0), "aa": ("}", 1), "ǻ": ("}", 2),
    "ü": ("y", 1), "ű": ("y", 2), "ð": ("d", 1), "đ": ("d", 2), "þ": ("th", 1), "ß": ("ss", 1),
    "ł": ("l", 1), "ŋ": ("n", 1), "ĸ": ("q", 1),
}  # fmt: skip
_UNITS: Final = re.compile(r"aa|\w|[^\w]+", re.DOTALL)
# Before digits, which come before letters, in the places as in Unicode.
_BREAK: Final = "\x01"
# Few letters make all names.
_UNITS_KEPT: Final = 4096


def danish_key(text: str) -> Key:
    """The key that sorts ``text`` as a Danish list does, for ``sorted(names, key=danish_key)``.

    First by letters, whatever their accent and case; then plain before accented letters; then
    capital before small ones. What is neither letter nor digit parts words and comes first;
    digits come before letters, other alphabets after.

    >>> sorted(["Århus", "Ærø", "Odense", "Aalborg", "Ølstykke"], key=danish_key)
    ['Odense', 'Ærø', 'Ølstykke', 'Aalborg', 'Århus']
    """
    found = _UNITS.findall(unicodedata.normalize("NFC", text).lower())
    units = [_unit(each) for each in found]
    return "".join(place for place, _ in units), tuple(behind for _, behind in units), text


@lru_cache(_UNITS_KEPT)
def _unit(unit: str) -> tuple[str, int]:
    """The place of a letter in the alphabet, and how far behind its plain form it stands."""
    if unit in _LETTERS:
        return _LETTERS[unit]
    letters = unicodedata.normalize("NFD", unit)
    return letters[0] if letters[0].isalnum() else _BREAK, sum(map(ord, letters[1:]))
