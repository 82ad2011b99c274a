"""Looks at a query before a remote engine is asked: what is closed there, and other forms of it."""

from __future__ import annotations

from typing import Final

from graph.engine.query_check import place_of, tokens, unescaped
from graph.errors import BadQuery
from graph.texts import N_

# Functions behind such IRIs run code of the engine: Virtuoso's built-in ones and its SQL, Jena's
# Java.
_CLOSED: Final = ("<bif:", "<sql:", "<java:")


def check_closed(text: str) -> None:
    """Refuse a query that could reach a function of an engine that is no part of SPARQL.

    Raises:
        BadQuery: it names one.
    """
    plain = unescaped(text)
    if not any(scheme in plain.lower() for scheme in _CLOSED):
        return
    for kind, piece, start in tokens(plain):
        if kind == "iri" and piece.lower().startswith(_CLOSED):
            line, column = place_of(plain, start) if plain == text else (None, None)
            raise BadQuery(
                N_("{name} is a function of an engine, and no part of SPARQL 1.1.", name=piece),
                line=line,
                column=column,
                hint=N_("Ask with the functions of SPARQL 1.1."),
            )


def rows_of_construct(text: str) -> str:
    """The SELECT of the rows that a CONSTRUCT makes its triples of; blank for another form.

    Args:
        text: a query that parses.
    """
    depth, begun, after = 0, -1, -1
    for kind, piece, start in tokens(text):
        word = piece.upper() if kind == "word" else ""
        if begun < 0:
            if word in ("SELECT", "ASK", "DESCRIBE"):
                return ""
            begun = start if word == "CONSTRUCT" else -1
        elif after < 0:
            depth += (piece == "{") - (piece == "}")
            if not depth:
                # Behind the template; where there is none, WHERE or FROM comes at once.
                after = start + len(piece) if piece == "}" else start
    return f"{text[:begun]} SELECT * {text[after:]}" if after >= 0 else ""
