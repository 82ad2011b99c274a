"""The municipalities that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.namespaces import VSK
from graph.records.name_matching import NameDoubt, NameMatch, ThingNames
from graph.search.folding import fold

_MUNICIPALITY: Final = str(VSK.Municipality)
_WORD: Final = re.compile(r"[\w-]+", re.UNICODE)
_LONGEST: Final = 4
# What shows that a name is that of a municipality, not of the town or a person.
_SORTS: Final = frozenset(
    map(
        fold,
        (
            "kommune",
            "kommun",
            "kommunes",
            "kommuns",
            "kommuneqarfik",
            "municipality",
            "kommuna",
            "stad",
            "city",
        ),
    )
)


@dataclass(frozen=True)
class NamedParty:
    """A place where a text names a municipality.

    Attributes:
        written: the name as the text has it.
        start: its first character, from 0.
        end: the character after its last.
        slug: what ends the municipality's IRI; blank where it may be several.
        candidates: what it may be where it may be several.
        whole: True if the text says that it is a municipality.
    """

    written: str
    start: int
    end: int
    slug: str
    candidates: tuple[str, ...]
    whole: bool


class Gazetteer:
    """Finds the municipalities of the graph by name.

    Args:
        names: the names of the things that are known.
        day: the day of the text, where several municipalities had one name.
    """

    def __init__(self, names: ThingNames, day: date | None) -> None:
        self._names = names
        self._day = day
        self._known = {
            folded
            for thing in names.things.values()
            if _MUNICIPALITY in thing.classes
            for name in thing.names
            for folded in (fold(name), _short(fold(name)))
            if folded
        }

    def parties(self, text: str) -> list[NamedParty]:
        """The places where a text names municipalities, in its order."""
        return list(self._found(text))

    def _found(self, text: str) -> Iterator[NamedParty]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            length = self._length(text, words, at)
            if length:
                start, end = words[at].start(), words[at + length - 1].end()
                after = words[at + length] if at + length < len(words) else None
                before = words[at - 1][0] if at else ""
                is_sorted = after is not None and _is_sort(after, text[end : after.start()])
                named = self._named(text[start:end], start, end)
                whole = named.whole or is_sorted or fold(before) in _SORTS
                yield replace(named, end=after.end() if after and is_sorted else end, whole=whole)
            at += length or 1

    def _length(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """How many words from one on are the longest known name; 0 for none."""
        if not words[at][0][0].isupper():
            return 0
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            name = text[words[at].start() : words[at + length - 1].end()]
            if "\n" not in name and fold(name) in self._known and _proper(name):
                return length
        return 0

    def _named(self, written: str, start: int, end: int) -> NamedParty:
        slug, candidates = "", tuple[str, ...]()
        found = self._names.find(written, (_MUNICIPALITY,), self._day)
        match found:
            case NameMatch(thing=thing):
                slug = thing.iri.rpartition("/")[2]
            case NameDoubt(candidates=several):
                candidates = tuple(each.short for each in several)
        whole = not _SORTS.isdisjoint(fold(written).split())
        return NamedParty(written, start, end, slug, candidates, whole)


def _is_sort(word: re.Match[str], between: str) -> bool:
    return fold(word[0]) in _SORTS and between.isspace()


def _short(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _SORTS)


def _proper(name: str) -> bool:
    """True if it is more than the word for a municipality."""
    return bool(_short(fold(name)))
