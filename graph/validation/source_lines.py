"""Finds the line of a source text that a finding is about, where that can be known.

The parsed data no longer knows its lines, so the spellings of an IRI are looked up in the text:
whole, or with one of the text's own prefixes. This is a help for the reader, not a parser: it
gives a line of the right node, and of the right property where the text is laid out one property
a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rdflib import Literal
from rdflib.namespace import RDF
from rdflib.term import Identifier

_PREFIX = re.compile(
    r"""(?:@?prefix\s+([\w.-]*):\s*<([^>]*)>)|(?:xmlns:([\w.-]+)="([^"]*)")""", re.IGNORECASE
)
_JSON_PREFIX = re.compile(r'"([\w.-]+)"\s*:\s*"(https?://[^"]*[/#])"')


class Places:
    """The lines of one text.

    Args:
        text: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")

    def line(
        self, focus: str, path: str | None = None, value: Identifier | None = None
    ) -> int | None:
        """The line that says it, from 1; that of the node where the property is not found."""
        blocks = list(self._blocks(focus))
        for start, end in blocks if path else ():
            if found := self._statement(start, end, str(path), value):
                return found
        return blocks[0][0] + 1 if blocks else None

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        found = [(a or c, b or d) for a, b, c, d in _PREFIX.findall(self._text)]
        if self._text.lstrip()[:1] in ("{", "["):
            found += _JSON_PREFIX.findall(self._text)
        return [pair for pair in found if pair[1]]

    def _spelt(self, iri: str) -> re.Pattern[str]:
        whole = "|".join(re.escape(name) for name in (f"<{iri}>", f'"{iri}"'))
        short = "|".join(re.escape(name) for name in self._shortened(iri))
        # A shortened name is not part of a longer one; its last point may end a sentence.
        guarded = rf"|(?<![\w:/#-])(?:{short})(?![\w/\\-]|\.\w)" if short else ""
        return re.compile(whole + guarded)

    def _shortened(self, iri: str) -> Iterator[str]:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace):
                local = iri.removeprefix(namespace)
                yield f"{prefix}:{local}"
                yield f"{prefix}:" + local.replace("/", r"\/")
        if iri == str(RDF.type):
            yield "a"

    def _blocks(self, focus: str) -> Iterator[tuple[int, int]]:
        """First and last line of each block about a node; else each line that names it."""
        spelt = self._spelt(focus)
        naming = [number for number, line in enumerate(self._lines) if spelt.search(line)]
        about = [number for number in naming if self._is_subject(number, spelt)]
        for number in about or naming[:1]:
            yield number, self._end(number) if about else number

    def _is_subject(self, number: int, spelt: re.Pattern[str]) -> bool:
        line = self._lines[number]
        named = spelt.search(line)
        if named and re.search(r'("@id"\s*:|\babout=)\s*$', line[: named.start()]):
            return True
        if not named or line[: named.start()].strip():
            return False
        before = (self._lines[n].strip() for n in range(number - 1, -1, -1))
        previous = next((text for text in before if text and not text.startswith("#")), "")
        return not previous or previous[-1] in ".{}>" or "@prefix" in previous.lower()

    def _end(self, start: int) -> int:
        for number in range(start, len(self._lines)):
            if self._lines[number].rstrip().endswith((".", "}")):
                return number
        return start

    def _statement(self, start: int, end: int, path: str, value: Identifier | None) -> int | None:
        spelt = self._spelt(path)
        for number in range(start, end + 1):
            if spelt.search(self._lines[number]):
                return self._value(number, end, value) + 1
        return None

    def _value(self, start: int, end: int, value: Identifier | None) -> int:
        """The line of a value among those of one property, else the property's own."""
        if value is None:
            return start
        literal = isinstance(value, Literal)
        spelt = re.compile(re.escape(str(value))) if literal else self._spelt(str(value))
        for number in range(start, end + 1):
            if spelt.search(self._lines[number]):
                return number
            if self._lines[number].rstrip().endswith((";", ".")):
                break
        return start
