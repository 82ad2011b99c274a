"""Partnerships that never began: planned, refused or abandoned, and never seen alive."""

from __future__ import annotations

from collections.abc import Iterable

from graph.derivation import names
from graph.derivation.statement_tables import Tables

_BOTH = 2


def never_began(tables: Tables, partnership: str, participations: Iterable[str]) -> bool:
    """True if an act tells that a partnership without any sign of life came to nothing.

    A refusal or a plan given up tells it. So does a mere plan, unless two parties decided it: then
    nobody knows what came of it.
    """
    things = (partnership, *participations)
    events = {event for thing in things for event in tables.subjects(names.CONCERNS, thing)}
    kinds = {kind for event in events for kind in tables.values(event, names.EVENT_KIND)}
    if kinds & names.REFUSALS:
        return True
    deciding = {
        party
        for event in events
        if names.DECIDED in tables.values(event, names.EVENT_KIND)
        for party in tables.values(event, names.DECIDED_BY)
    }
    planned = bool(kinds & names.PLANS) or names.DECIDED in kinds
    return planned and len(deciding) < _BOTH
