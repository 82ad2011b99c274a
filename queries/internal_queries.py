"""The queries that the program itself asks, from ``queries/internal``: no questions of the library.

A file is SPARQL 1.1 that runs as it stands on any server. What the program gives it stands in
``VALUES ?name { … }`` lines, which binding replaces as it does for questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from queries.values_line import VALUES_LINE


def internal(name: str, **terms: Iterable[str]) -> str:
    """The text of an internal query with the given terms in its VALUES lines.

    Args:
        name: the file's stem.
        terms: by variable, the terms it takes, each written in SPARQL: ``<iri>``, ``"a"@en``.

    Raises:
        KeyError: there is no such query, or it has no line for a variable.
    """
    text = _text(name)
    for variable, given in terms.items():
        found = [line for line in VALUES_LINE.finditer(text) if line["name"] == variable]
        if len(found) != 1:
            raise KeyError(f"{name} has no VALUES line of its own for ?{variable}")
        (line,) = found
        bound = f"{line['head']}{' '.join(given)}{line['tail']}"
        text = f"{text[: line.start()]}{bound}{text[line.end() :]}"
    return text


@cache
def _text(name: str) -> str:
    try:
        return (files("queries") / "internal" / f"{name}.rq").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"there is no internal query {name}") from None
