"""Writes a graph for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.namespaces import BASE, PREFIXES

_OWN_KIND: Final = re.compile(re.escape(BASE) + r"(?:id|concept)/([a-z][a-z-]*)/")


def to_turtle(lines: Iterable[str]) -> str:
    """Turtle of N-Quads lines, without their graph terms, with the prefixes that they use.

    Args:
        lines: sorted N-Quads lines without line ends, all of one graph.
    """
    text = "\n".join(lines)
    quads = parse(text.encode(), format=RdfFormat.N_QUADS)
    triples = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(text))
    return written.decode() if written else ""


def _prefixes(text: str) -> dict[str, str]:
    """Those in use; our own things get a prefix a kind, since a slash is no part of a name."""
    own = {found[1]: found[0] for found in _OWN_KIND.finditer(text)}
    # In this order a kind never takes the name of a vocabulary, such as person:.
    return {name: iri for name, iri in (own | PREFIXES).items() if f"<{iri}" in text}
