"""A change of the ledger on one line."""

from __future__ import annotations

from api.locale.language import Lang
from api.locale.translation import _, ngettext
from graph.ledger import Change
from graph.ledger.short_names import SHORT, short_graph


def tell(change: Change, lang: Lang) -> str:
    """One line on what a change did, or that it did nothing."""
    graph, version = short_graph(change.graph), (change.hash or "")[:SHORT]
    if not change.new:
        told = _("unchanged, it is there already", lang)
        return f"{graph}: {told} ({version})."
    number = change.sequence
    if change.hash is None:
        return f"{graph}: " + _("withdrawn, change {number}.", lang, number=number)
    count = f"{change.quads:,}"
    quads = ngettext("{count} statement", "{count} statements", change.quads, lang, count=count)
    told = _("version {version}, change {number}.", lang, version=version, number=number)
    return f"{graph}: {quads}, {told}"
