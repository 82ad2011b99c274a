"""Answers kept for as long as their generation lives: the same question is evaluated once."""

from __future__ import annotations

import itertools
import os
import re
from collections import OrderedDict
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from graph.engine.base import Request, Result

_CHANGING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_CONSTRUCT: Final = re.compile(r"\bCONSTRUCT\b", re.IGNORECASE)
_NEW_NODE: Final = re.compile(r"_:|\[")
# Plain search is a tenth of these expressions, and settles nearly every query.
_SUSPICIOUS: Final = ("NOW", "RAND", "UUID", "BNODE", "CONSTRUCT")
_TEXTS_KEPT: Final = 256
# From this time on an answer is dear, s.
_DEAR: Final = 0.1
Key = tuple[str, ...]


@lru_cache(_TEXTS_KEPT)
def repeatable(text: str) -> bool:
    """True if a query answers the same bytes each time it is asked of the same data."""
    loud = text.upper()
    if not any(word in loud for word in _SUSPICIOUS):
        return True
    if _CHANGING.search(text):
        return False
    construct = _CONSTRUCT.search(text)
    return not (construct and _NEW_NODE.search(text, construct.end()))


class Cache:
    """Answers of one engine, least recently asked dropped first.

    What took long is dropped only when nothing else is left: statistics over everything are
    computed once a generation, however many short questions come between.

    Args:
        most: bytes kept, in memory and in the spool together.

    Attributes:
        size: bytes kept now.
        hits: answers given.
        misses: answers asked for that were not there.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.size = 0
        self.hits = 0
        self.misses = 0
        self._quick: OrderedDict[Key, Result] = OrderedDict()
        self._dear: OrderedDict[Key, Result] = OrderedDict()
        self._copies = itertools.count()

    def get(self, generation: str, request: Request) -> Result | None:
        """The answer to ``request`` of this generation, with a spool file of its own."""
        kept = self._find(_key(generation, request))
        if kept is None:
            self.misses += 1
            return None
        self.hits += 1
        return replace(kept, seconds=0.0, path=self._linked(kept.path))

    def short(self, generation: str, request: Request) -> Result | None:
        """The same where the answer is in memory; a long one, or none, is None and no miss."""
        kept = self._find(_key(generation, request))
        if kept is None or kept.path is not None:
            return None
        self.hits += 1
        return kept

    def _find(self, key: Key) -> Result | None:
        for tier in (self._quick, self._dear):
            if key in tier:
                tier.move_to_end(key)
                return tier[key]
        return None

    def put(self, request: Request, result: Result) -> None:
        """Keep an answer, unless it is larger than the whole cache or differs every time."""
        if result.size > self._most or not repeatable(request.text):
            return
        key = _key(result.generation, request)
        if key not in self._quick and key not in self._dear:
            tier = self._dear if result.seconds >= _DEAR else self._quick
            tier[key] = replace(result, path=self._linked(result.path))
            self.size += result.size
        while self.size > self._most:
            tier = self._quick or self._dear
            self._drop(tier, next(iter(tier)))

    def clear(self, generation: str) -> None:
        """Drop what is not of ``generation``."""
        for tier in (self._quick, self._dear):
            for key in [key for key in tier if key[0] != generation]:
                self._drop(tier, key)

    def _drop(self, tier: OrderedDict[Key, Result], key: Key) -> None:
        result = tier.pop(key)
        self.size -= result.size
        if result.path is not None:
            result.path.unlink(missing_ok=True)

    def _linked(self, path: Path | None) -> Path | None:
        # Whoever gets a file removes it when it is sent; a second name keeps the first alive.
        if path is None:
            return None
        link = path.with_name(f"{path.stem}-{next(self._copies)}.answer")
        os.link(path, link)
        return link


def _key(generation: str, request: Request) -> Key:
    formats = ",".join(accepted.name for accepted in request.formats)
    return (
        generation,
        request.text,
        formats,
        " ".join(request.default_graphs),
        " ".join(request.named_graphs),
    )
