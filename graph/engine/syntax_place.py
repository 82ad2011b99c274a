"""Where a query stops being SPARQL: the token that cannot stand where it stands.

The engine's parser looks ahead as far as the longest keyword is, and tells the place that it looked
at last, which is behind the error and may be behind the query. So it is asked again, for beginnings
of the query: one that could still become a query is read to its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from graph.engine.query_check import place_of, tokens

# Farther than the parser looks ahead.
_AHEAD: Final = " " * 64
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CLOSED: Final = ("LATERAL", "SERVICE")
# Signs of RDF 1.2, which are taken but are seldom what is missing.
_SELDOM: Final = ("{|", "~", "<<", "<<(")
# So many signs that anything nearly could stand there say nothing.
_MANY: Final = 9


class SyntaxFault(NamedTuple):
    """What keeps a text from being a query.

    Attributes:
        sentence: the parser's own; blank where it has none.
        token: the token that cannot stand where it stands; blank where the query ends too early.
        expected: signs and keywords that could stand there, where they are few.
        line: its line, from 1; None where nobody knows.
        column: its first character, from 1; None likewise.
    """

    sentence: str
    token: str = ""
    expected: tuple[str, ...] = ()
    line: int | None = None
    column: int | None = None


class Stop(NamedTuple):
    """The first token that cannot stand where it stands.

    Attributes:
        token: the token; blank where the query ends too early.
        line: its line, from 1.
        column: its first character, from 1.
        message: what the parser says that it expected there.
    """

    token: str
    line: int
    column: int
    message: str


def fault_of(text: str, message: str, parse: Callable[[str], object]) -> SyntaxFault:
    """What keeps a query from being one.

    Args:
        text: the query.
        message: what the parser says of it.
        parse: raises ``SyntaxError``, in the parser's words, for what is no query.
    """
    told = place_in(message)
    if told is None:
        return SyntaxFault(message)
    line, column, said = told
    sentence, words = readable(said)
    if sentence:
        return SyntaxFault(sentence, "", (), line, column)
    stop = stop_of(text, parse)
    # A keyword is looked for as far as it is long.
    keywords = [each for each in words if (line, column - len(each)) == (stop.line, stop.column)]
    signs = [each for each in readable(stop.message)[1] if each not in _SELDOM]
    expected = signs or keywords
    return SyntaxFault(
        "", stop.token, tuple(expected) if len(expected) <= _MANY else (), stop.line, stop.column
    )


def readable(message: str) -> tuple[str, list[str]]:
    """The parser's own sentence to a person, else blank and the words that it looked for.

    Left out are classes of characters, which say nothing, and what this endpoint does not do.
    """
    listed = message.removeprefix("expected ").removeprefix("one of ")
    if listed == message:
        return message, []
    parts = re.split(r",\s+(?![^\[]*\])", listed)
    sentences = [part for part in parts if " " in part and part[0].isalpha()]
    words = [_plain(part) for part in parts if part[0] != "[" and part not in _CLOSED]
    return " and ".join(sentences), [word for word in words if word and "\\" not in word]


def _plain(word: str) -> str:
    """A keyword as it is, a sign without its quotation marks."""
    return word[1:-1].replace('\\"', '"') if word.startswith('"') else word


def place_in(message: str) -> tuple[int, int, str] | None:
    """Line, column and the rest of what the parser says; None where it names no place."""
    found = _PLACE.match(message)
    return (int(found[1]), int(found[2]), found[3]) if found else None


def stop_of(text: str, parse: Callable[[str], object]) -> Stop:
    """The place where a query that does not parse stops being one.

    Args:
        text: the query.
        parse: raises ``SyntaxError``, in the parser's words, for what is no query.
    """
    found = [(token, start) for _kind, token, start in tokens(text)]
    # The first ``good`` tokens could begin a query, the first ``bad`` could not.
    good, bad, expected = 0, len(found) + 1, ""
    while bad - good > 1:
        middle = (good + bad) // 2
        token, start = found[middle - 1]
        message = _expected_after(text[: start + len(token)], parse)
        if message is None:
            bad = middle
        else:
            good, expected = middle, message
    if bad <= len(found):
        token, start = found[bad - 1]
        return Stop(token, *place_of(text, start), expected)
    end = found[-1][1] + len(found[-1][0]) if found else 0
    return Stop("", *place_of(text, end), expected)


def _expected_after(beginning: str, parse: Callable[[str], object]) -> str | None:
    """What the parser expects after the beginning of a query; None after what is no beginning."""
    text = beginning + _AHEAD
    try:
        parse(text)
    except SyntaxError as error:
        told = place_in(str(error))
        return told[2] if told and told[:2] == place_of(text, len(text)) else None
    return ""
