"""A change of the ledger on one line."""

from __future__ import annotations

from typing import Final

from api.locale.language import Lang
from graph.ledger import Change
from graph.ledger.short_names import SHORT, short_graph


def tell(change: Change, lang: Lang) -> str:
    """One line on what a change did, or that it did nothing."""
    graph, version = short_graph(change.graph), (change.hash or "")[:SHORT]
    if not change.new:
        return f"{graph}: {_ALREADY[lang]} ({version})."
    if change.hash is None:
        return f"{graph}: {_GONE[lang]} {change.sequence}."
    statements = f"{change.quads:,} {_STATEMENTS[lang]}"
    return f"{graph}: {statements}, version {version}, {_CHANGE[lang]} {change.sequence}."


_ALREADY: Final = {
    "da": "uændret, indholdet er der allerede",
    "en": "unchanged, it is there already",
}
_GONE: Final = {"da": "trukket tilbage, ændring", "en": "withdrawn, change"}
_STATEMENTS: Final = {"da": "udsagn", "en": "statements"}
_CHANGE: Final = {"da": "ændring", "en": "change"}
