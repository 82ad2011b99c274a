"""The ledger's changes as triples, so that a question can ask what changed when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.identifiers import CHANGES_GRAPH, concept, thing
from graph.ledger import Change, Ledger
from graph.prefixes import PREFIXES
from graph.tiers import DEFAULT, Tier

_VSK: Final = PREFIXES["vsk"]
_XSD: Final = PREFIXES["xsd"]


def changes(ledger: Ledger, head: int, tier: Tier = DEFAULT, *, after: int = 0) -> Iterator[str]:
    """N-Quads of ``graph/changes``: a tier's changes after number ``after`` up to ``head``.

    Who made a change, and why, stays in the ledger: they are no business of those who ask.
    """
    for change, before in ledger.between(after, head, tier):
        yield from _quads(change, *_difference(ledger, change, before))


def _difference(ledger: Ledger, change: Change, before: str | None) -> tuple[int, int]:
    if before is None:
        return change.quads, 0
    diff = ledger.diff(before, change.hash)
    return len(diff.added), len(diff.removed)


def _quads(change: Change, added: int, removed: int) -> Iterator[str]:
    when = change.when.isoformat().replace("+00:00", "Z")
    values = {
        PREFIXES["rdf"] + "type": f"<{_VSK}GraphChange>",
        _VSK + "changedGraph": f"<{change.graph}>",
        _VSK + "graphAction": f"<{concept('graph-action', change.action)}>",
        _VSK + "statementsAdded": f'"{added}"^^<{_XSD}integer>',
        _VSK + "statementsRemoved": f'"{removed}"^^<{_XSD}integer>',
        PREFIXES["prov"] + "endedAtTime": f'"{when}"^^<{_XSD}dateTime>',
    }
    subject = thing("graph-change", str(change.sequence))
    for predicate, value in values.items():
        yield f"<{subject}> <{predicate}> {value} <{CHANGES_GRAPH}> ."
