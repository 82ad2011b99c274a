"""The names in a query's text: where they stand, and which of their prefixes are not declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from graph.engine.query_check import tokens
from graph.prefixes import PREFIXES

_PREFIXED: Final = re.compile(r"(?P<prefix>[^?$@:][^:]*)?:(?P<local>.*)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)")


class NameInQuery(NamedTuple):
    """A prefixed name or an IRI where it stands in a query.

    Attributes:
        text: as it is written.
        prefix: its prefix without the colon; None for an IRI in angle brackets.
        iri: what it stands for; blank where its prefix is not declared.
        line: its line, from 1.
        column: its first character in that line, from 1.
    """

    text: str
    prefix: str | None
    iri: str
    line: int
    column: int

    @property
    def meant(self) -> str:
        """What it most likely stands for, where its prefix is not declared either; else blank."""
        known = PREFIXES.get(self.prefix or "")
        return self.iri or (known + self.text.partition(":")[2] if known else "")

    @property
    def declaration(self) -> str:
        """The line that declares its prefix; blank for a prefix that is not known."""
        known = PREFIXES.get(self.prefix or "")
        return f"PREFIX {self.prefix}: <{known}>" if known else ""


def names(text: str) -> Iterator[NameInQuery]:
    """Each prefixed name and IRI of a query's text, in order, without its declarations."""
    declared: dict[str, str] = {}
    declaring: str | None = None
    word, line, begun, last = "", 1, 0, 0
    for kind, token, start in tokens(text):
        if lines := text.count("\n", last, start):
            line, begun = line + lines, text.rfind("\n", last, start) + 1
        last = start
        place = (line, start - begun + 1)
        parts = _PREFIXED.fullmatch(token) if kind == "name" else None
        if parts and word == "PREFIX":
            declaring = parts["prefix"] or ""
        elif kind == "iri" and declaring is not None:
            declared[declaring], declaring = token[1:-1], None
        elif parts:
            yield _prefixed(token, parts, declared, *place)
        elif kind == "iri" and word != "BASE":
            yield NameInQuery(token, None, token[1:-1], *place)
        word = token.upper() if kind == "word" else ""


def _prefixed(
    token: str, parts: re.Match[str], declared: Mapping[str, str], line: int, column: int
) -> NameInQuery:
    prefix = parts["prefix"] or ""
    local = _ESCAPED.sub(r"\1", parts["local"])
    iri = declared[prefix] + local if prefix in declared else ""
    return NameInQuery(token, prefix, iri, line, column)


def undeclared(text: str) -> list[NameInQuery]:
    """The first name of each prefix that a query uses and does not declare."""
    found: dict[str | None, NameInQuery] = {}
    for name in names(text):
        if name.prefix is not None and not name.iri:
            found.setdefault(name.prefix, name)
    return list(found.values())
