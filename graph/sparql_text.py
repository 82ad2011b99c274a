"""Writes what is composed of SPARQL: prefixes and IRIs, so that no value can end its term.

A text that is fixed, or takes terms in VALUES lines only, is a file of ``queries/internal``. What
is composed here hangs on a table, such as the columns of a collection; values of other types are
written by rdflib's ``Literal(…).n3()``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graph.prefixes import PREFIXES

# What may not stand between the brackets of an IRI (SPARQL 1.1, rule 139).
_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def prologue(*names: str) -> str:
    """The declarations of prefixes of ours, a line each."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)


def term(iri: str) -> str:
    """An IRI as a term.

    Raises:
        ValueError: it is none, and could end its term.

    >>> term("https://example.org/a")
    '<https://example.org/a>'
    """
    if _NO_IRI.search(iri):
        raise ValueError(f"no IRI: {iri[:80]!r}")
    return f"<{iri}>"


def terms(iris: Iterable[str]) -> str:
    """IRIs as terms side by side, as a VALUES block has them."""
    return " ".join(map(term, iris))
