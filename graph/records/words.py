"""The words of a form: what a kind, a field or a concept is called, and what else it may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")
_BETWEEN: Final = re.compile(r"[\s_-]+")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Words:
    """What something is called.

    Attributes:
        preferred: its word by language, ``da`` and ``en``; what is shown and written.
        others: words that are taken too, whatever their language.
    """

    preferred: Mapping[str, str]
    others: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every word, the preferred ones first."""
        return tuple(dict.fromkeys((*self.preferred.values(), *self.others)))

    def said(self, lang: str) -> str:
        """The preferred word of a language, else the English one, else any; or blank."""
        return self.preferred.get(lang) or self.preferred.get("en") or next(iter(self.all()), "")


def key_of(word: str) -> str:
    """A word as it is looked up: without case, and spaces, hyphens and underscores alike.

    >>> key_of("In_force  from") == key_of("in-force from")
    True
    """
    return _BETWEEN.sub(" ", word.strip()).casefold()


def spaced(name: str) -> str:
    """The words of a name in camel case.

    >>> spaced("inForceFrom")
    'in force from'
    """
    return _CAMEL.sub(" ", name).lower()


def by_word(named: Iterable[tuple[Words, T]], taken: Collection[str] = ()) -> dict[str, T]:
    """Things by each of their words, as :func:`key_of` gives it.

    A preferred word is not given away for another thing's other word; of two things that want one
    word otherwise, the first has it.

    Args:
        named: things with their words.
        taken: words that mean something else here.
    """
    things, mine = list(named), {key_of(each) for each in taken}
    found: dict[str, T] = {}
    for preferred in (True, False):
        for words, thing in things:
            for word in words.preferred.values() if preferred else words.others:
                key = key_of(word)
                if key not in mine:
                    found.setdefault(key, thing)
    return found
