"""Checks of a query before it reaches the engine: size, nesting, patterns, closed forms.

The engine dies on deep nesting and goes out to the network for ``SERVICE``; both are caught here
with a sentence that helps. A worker that cannot open a file or socket stands behind this check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from graph.engine.base import Limits
from graph.errors import BadQuery, LimitMet
from graph.texts import N_, Text

# Each alternative takes all that it has looked at, so that no text is looked at twice: time grows
# with the length of the text and nothing else. Possessive marks (``*+``) keep it so.
_SKIP: Final = r"(?P<skip>\s+|\#[^\n\r]*+)"
_IRI: Final = r'(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)'
_LONG: Final = r"""
    (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+''')
  | (?P<open>\"\"\"|''')"""
_SHORT: Final = r"""(?P<short>"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')"""
_REST: Final = r"""
    (?P<name>[?$@]\w++|(?:\w[\w.-]*+(?<!\.))?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*+)
  | (?P<run>\w[\w.-]*+)
  | (?P<mark>\\.|.)"""
_FLAGS: Final = re.VERBOSE | re.DOTALL
_TOKEN: Final = re.compile("|".join((_SKIP, _IRI, _LONG, _SHORT, _REST)), _FLAGS)
# Where a long string is opened and never closed, its quotes are those of short strings.
_WITHOUT_LONG: Final = re.compile("|".join((_SKIP, _IRI, _SHORT, _REST)), _FLAGS)
_WORD: Final = re.compile(r"[A-Za-z_]\w*|\.")
# The engine's parser takes ``SERVICE:x`` for SERVICE and the name ``:x`` where that makes sense.
_SERVICE_PREFIX: Final = re.compile(r"(?:.*\d|.*\.|true|false)?SERVICE(?:SILENT)?:", re.I | re.S)
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
# What makes terms that only RDF 1.2 has; the graph holds none, and few programs can read any.
_NEWER: Final = frozenset(("TRIPLE", "STRLANGDIR"))
_NEWER_SIGNS: Final = ("<<", "{|", "~")
_DIRECTION: Final = re.compile(r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*--")
_CLOSED: Final = (*_UPDATES, "SERVICE", *_NEWER, *_NEWER_SIGNS, "--")
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_CLAUSES: Final = frozenset({"OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "GRAPH", "SELECT"})
_SEPARATORS: Final = frozenset(".;,!&|/^")
_OPENING: Final = frozenset("({[")
_CLOSING: Final = frozenset(")}]")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Shape(NamedTuple):
    """The outer measures of a query.

    Attributes:
        form: main form, such as ``SELECT``.
        depth: deepest nesting of brackets.
        patterns: number of patterns, clauses and operators.
        service: whether the engine could read ``SERVICE`` in it.
        newer: where it makes a term of RDF 1.2, counted from 0; None where it does not.
    """

    form: str
    depth: int
    patterns: int
    service: bool
    newer: int | None = None


def check(text: str, limits: Limits) -> None:
    """Look at a query before the engine does.

    Raises:
        BadQuery: ``SERVICE``, an update form, RDF 1.2, or not valid Unicode.
        LimitMet: longer, deeper or with more patterns than ``limits`` allow.
    """
    _check_size(text, limits)
    if passes_at_a_glance(text, limits):
        return
    shape = shape_of(text)
    _check_version(text, shape)
    # An escape such as \u0053ERVICE spells the keyword too, so both readings are looked at.
    other = unescaped(text)
    if shape.service or (other != text and shape_of(other).service):
        line, column = _first(text, _is_service)
        raise BadQuery(
            N_("SERVICE is not done here: this endpoint never opens a connection."),
            line=line,
            column=column,
            hint=N_(
                "Ask the other endpoint yourself and join the answers; "
                "where SERVICE is the name of a prefix, take another name."
            ),
        )
    if shape.form in _UPDATES:
        line, column = _first(text, lambda _, token: token.upper() == shape.form)
        raise BadQuery(
            N_("{form} is an update; this address only answers queries.", form=shape.form),
            line=line,
            column=column,
            hint=N_(
                "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change data with 'venskab load'."
            ),
        )
    _check_bound("depth", N_("levels of nesting"), shape.depth, limits.depth)
    _check_bound("patterns", N_("patterns and operators"), shape.patterns, limits.patterns)


def _check_version(text: str, shape: Shape) -> None:
    newer, plain = shape.newer, unescaped(text)
    if newer is None and (plain == text or shape_of(plain).newer is None):
        return
    line, column = (None, None) if newer is None else place_of(text, newer)
    raise BadQuery(
        N_("The query uses RDF 1.2 (a triple term or a text direction), which is not kept here."),
        line=line,
        column=column,
        hint=N_("Write it in SPARQL 1.1: the graph says who states a triple by GRAPH."),
    )


def passes_at_a_glance(text: str, limits: Limits) -> bool:
    """True if nothing in a query could break a rule, read as token or not.

    Counting characters takes a twentieth of the time of reading tokens, and suffices for nearly
    every query; what it cannot rule out is left to the tokens.
    """
    loud = text.upper()
    if "\\" in text or any(word in loud for word in _CLOSED):
        return False
    patterns = sum(map(text.count, _SEPARATORS)) + sum(map(loud.count, _CLAUSES))
    return patterns <= limits.patterns and sum(map(text.count, "({[")) <= limits.depth


def _check_size(text: str, limits: Limits) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise BadQuery(
            N_("The query is not valid Unicode."), hint=N_("Send it as UTF-8.")
        ) from error
    _check_bound("text", N_("bytes of query text"), size, limits.text)


def _check_bound(limit: str, unit: Text, seen: int, most: int) -> None:
    if seen > most:
        raise LimitMet(
            limit,
            N_("{most} {unit}", most=most, unit=unit),
            N_(
                "The query has {seen} {unit}; this endpoint takes {most}.",
                seen=seen,
                unit=unit,
                most=most,
            ),
            hint=N_("Split it into several queries."),
        )


def _is_service(kind: str, token: str) -> bool:
    """True if the engine could read the keyword in ``token``; rather once too often."""
    match kind:
        case "word":
            return "SERVICE" in token.upper()
        case "name":
            return _SERVICE_PREFIX.match(token) is not None
        case "iri":
            # ``FILTER (?a<?b)SERVICE:x#>`` looks like an IRI up to its last mark.
            return ")" in token and "SERVICE" in token.upper()
        case _:
            return False


def unescaped(text: str) -> str:
    """The text with its escapes of code points read (SPARQL 1.1, section 19.2)."""

    def character(match: re.Match[str]) -> str:
        point = int(match[1] or match[2], 16)
        return chr(point) if point < 0xD800 or 0xDFFF < point <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(character, text)


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind (``iri``, ``text``, ``name``, ``word`` or ``mark``), text and start of each token."""
    place, pattern = 0, _TOKEN
    while found := pattern.match(text, place):
        kind, token, start = found.lastgroup, found[0], place
        if kind == "open":
            pattern = _WITHOUT_LONG
            continue
        place = found.end()
        if kind == "run":
            for word in _WORD.finditer(token):
                yield "mark" if word[0] == "." else "word", word[0], start + word.start()
        elif kind and kind != "skip":
            yield "text" if kind == "short" else kind, token, start


def place_of(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at ``start``."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _first(text: str, fits: Callable[[str, str], bool]) -> tuple[int | None, int | None]:
    """The place of the first token that fits; none where it is only spelt by escapes."""
    starts = (start for kind, token, start in tokens(text) if fits(kind, token))
    start = next(starts, None)
    return (None, None) if start is None else place_of(text, start)


def shape_of(text: str) -> Shape:
    """The outer measures of a query, read token by token."""
    form, depth, deepest, patterns, service = "", 0, 0, 0, False
    newer: int | None = None
    for kind, token, start in tokens(text):
        if kind == "mark":
            depth += (token in _OPENING) - (token in _CLOSING)
            deepest = max(deepest, depth)
            patterns += token in _SEPARATORS
        elif kind == "word":
            keyword = token.upper()
            form = form or (keyword if keyword in FORMS | _UPDATES else "")
            patterns += keyword in _CLAUSES
        service = service or _is_service(kind, token)
        if newer is None and _is_newer(text, kind, token, start):
            newer = start
    return Shape(form, deepest, patterns, service, newer)


def _is_newer(text: str, kind: str, token: str, start: int) -> bool:
    """True if a token begins what makes a term of RDF 1.2."""
    match kind:
        case "word":
            return token.upper() in _NEWER
        case "mark":
            return text.startswith(_NEWER_SIGNS, start)
        case "name":
            return _DIRECTION.match(text, start) is not None
        case _:
            return False
