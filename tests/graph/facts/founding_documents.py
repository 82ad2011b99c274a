"""How the tests of the facts ask: names, prefixes and the types of the two fixtures."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from graph.prefixes import BASE, PREFIXES

KINDS = (
    "agreement", "attendance", "commitment", "event", "event-series", "exchange", "initiative",
    "locality", "meeting", "membership", "municipality", "participation", "partnership", "person",
    "post", "public-event", "signature", "visit",
)  # fmt: skip
NAMES = PREFIXES | {kind: f"{BASE}id/{kind}/" for kind in KINDS}
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMES.items())

Values = Callable[[str, str], set[str]]
Backed = Callable[[str, str, str], bool]


def short(term: object) -> str:
    """A literal's text, or an IRI of ours as ``type/slug``."""
    value = term.value if isinstance(term, NamedNode | Literal) else str(term)
    return value.removeprefix(BASE + "id/").removeprefix(BASE + "concept/")
