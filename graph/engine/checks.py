"""What is looked at before a query reaches the engine: size, nesting, patterns, closed forms.

The engine dies on deep nesting and goes out to the network for ``SERVICE``; both are caught here
with a sentence that helps. A worker that cannot open a file or socket stands behind this check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.engine.base import Limits
from graph.errors import BadQuery, LimitMet

_TOKEN: Final = re.compile(
    r"""
      (?P<skip>  \s+ | \#[^\n\r]* )
    | (?P<iri>   <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<text>  \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<name>  [?$@]\w+ | \w[\w.-]*(?<!\.):(?:[\w:%-]|\\.|\.(?=[\w:%-]))* | :(?:[\w:%-]|\\.)+ )
    | (?P<word>  [A-Za-z_]\w* )
    | (?P<mark>  . )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_CLAUSES: Final = frozenset({"OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "GRAPH", "SELECT"})
_SEPARATORS: Final = frozenset(".;,!&|/^")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Shape(NamedTuple):
    """What a query looks like from outside: its main form, nesting and number of patterns."""

    form: str
    depth: int
    patterns: int


def check(text: str, limits: Limits) -> Shape:
    """Look at a query before the engine does.

    Raises:
        BadQuery: ``SERVICE``, an update form, or not valid Unicode.
        LimitMet: longer, deeper or with more patterns than ``limits`` allow.
    """
    _check_size(text, limits)
    _refuse_service(text)
    shape = _shape(text)
    if shape.form in _UPDATES:
        raise BadQuery(
            f"{shape.form} is an update; this address only answers queries.",
            mend="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change data with 'venskab load'.",
        )
    _check_bound("depth", "levels of nesting", shape.depth, limits.depth)
    _check_bound("patterns", "patterns and operators", shape.patterns, limits.patterns)
    return shape


def _check_size(text: str, limits: Limits) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise BadQuery("The query is not valid Unicode.", mend="Send it as UTF-8.") from error
    _check_bound("text", "bytes of query text", size, limits.text)


def _check_bound(limit: str, unit: str, seen: int, most: int) -> None:
    if seen > most:
        raise LimitMet(
            limit,
            f"{most} {unit}",
            f"The query has {seen} {unit}; this endpoint takes {most}.",
            mend="Split it into several queries.",
        )


def _refuse_service(text: str) -> None:
    # An escape such as \u0053ERVICE spells the keyword too, so both readings are looked at.
    for reading in {text, unescaped(text)}:
        for kind, word in tokens(reading):
            if kind == "word" and word.upper() == "SERVICE":
                raise BadQuery(
                    "SERVICE is not done here: this endpoint never opens a connection.",
                    mend="Ask the other endpoint yourself and join the answers.",
                )


def unescaped(text: str) -> str:
    """The text with its escapes of code points read (SPARQL 1.1, section 19.2)."""

    def character(match: re.Match[str]) -> str:
        point = int(match[1] or match[2], 16)
        return chr(point) if point < 0xD800 or 0xDFFF < point <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(character, text)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind (``iri``, ``text``, ``name``, ``word`` or ``mark``) and text of each token."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "skip":
            yield match.lastgroup, match[0]


def _shape(text: str) -> Shape:
    form, depth, deepest, patterns = "", 0, 0, 0
    for kind, word in tokens(text):
        if kind == "word":
            keyword = word.upper()
            form = form or (keyword if keyword in FORMS | _UPDATES else "")
            patterns += keyword in _CLAUSES
        elif kind == "mark":
            depth += (word in "({[") - (word in ")}]")
            deepest = max(deepest, depth)
            patterns += word in _SEPARATORS
    return Shape(form, deepest, patterns)
