"""Statements as their N-Triples text, by subject, property and value.

The checks across graphs look at every graph of a ledger, so that terms stay as they are written:
``<https://w3id.org/…>`` or ``"2019"^^<…>``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.prefixes import EDTF
from graph.validation.quad_lines import Said

_LITERAL: Final = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<lang>[\w-]+)|\^\^<(?P<type>[^>]*)>)?', re.DOTALL
)
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class LiteralText:
    """A literal taken apart; a part that it does not have is blank."""

    text: str
    lang: str
    datatype: str


# The checks ask for the same literals of a graph one after the other.
@lru_cache(maxsize=16_384)
def literal(term: str) -> LiteralText | None:
    """A literal taken apart, or None if the term is none."""
    found = _LITERAL.fullmatch(term)
    if found is None:
        return None
    text = found["text"]
    if "\\" in text:
        with suppress(json.JSONDecodeError):
            text = json.loads(f'"{text}"', strict=False)
    return LiteralText(text, found["lang"] or "", found["type"] or "")


def edtf(term: str) -> str | None:
    """The text of a date, or None if the term is none."""
    found = literal(term)
    return found.text if found and found.datatype == EDTF else None


class QuadIndex:
    """Statements that can be asked from both ends.

    Args:
        found: the statements; one that comes twice counts once.
        under: further statements, or None.
    """

    def __init__(self, found: Iterable[Said], under: QuadIndex | None = None) -> None:
        self._values: _Ends = defaultdict(lambda: defaultdict(set))
        self._subjects: _Ends = defaultdict(lambda: defaultdict(set))
        self._under = under
        for subject, path, value in found:
            self._values[path][subject].add(value)
            self._subjects[path][value].add(subject)

    def values(self, subject: str, *paths: str) -> Set[str]:
        """The values of properties of a subject."""
        if self._under is None and len(paths) == 1:  # as nearly always
            return _of(self._values, paths[0], subject)
        if len(paths) == 1 and self._under is None:
            return _of(self._values, paths[0], subject)
        found = [_of(self._values, path, subject) for path in paths]
        more = [self._under.values(subject, *paths)] if self._under else []
        return _union(found + more)

    def subjects(self, value: str, *paths: str) -> Set[str]:
        """The subjects that have a value of properties."""
        if len(paths) == 1 and self._under is None:
            return _of(self._subjects, paths[0], value)
        found = [_of(self._subjects, path, value) for path in paths]
        more = [self._under.subjects(value, *paths)] if self._under else []
        return _union(found + more)

    def having(self, path: str) -> Set[str]:
        """The subjects that have a property."""
        found = self._values[path].keys() if path in self._values else _NONE
        return found | self._under.having(path) if self._under else found


_Ends = defaultdict[str, defaultdict[str, set[str]]]


def _of(index: _Ends, path: str, end: str) -> Set[str]:
    ends = index.get(path)
    return _NONE if ends is None else ends.get(end, _NONE)


def _union(sets: list[Set[str]]) -> Set[str]:
    full = [each for each in sets if each]
    return full[0] if len(full) == 1 else _NONE.union(*full)
