"""Makes the derived graph: what follows from the sources by rule, at any time and anew.

Status, dates, inheritance and partners are worked out in Python from plain tables, one component
after the other (``graph.derivation.published``); what is a plain pattern is a CONSTRUCT rule in
``queries/rules``. Both read the sources alone, and the rules the inherited participations too.
"""

from __future__ import annotations

from itertools import chain

from graph.derivation.patterns import made, of_inherited, read, rules
from graph.derivation.published import lines_of
from graph.derivation.statement_tables import Tables, statements
from graph.derivation.store import RuleStore

__all__ = ["RuleStore", "derive", "rules"]


def derive(store: RuleStore) -> list[str]:
    """Derive everything anew.

    Args:
        store: the sources.

    Returns:
        Sorted unique N-Quads lines of the derived graph.
    """
    tables = Tables()
    tables.add(statements(store.quads()))
    lines = {line for thing in tables.everything() for line in lines_of(tables, thing)}
    given = chain(read(tables, tables.everything()), list(of_inherited(lines)))
    lines.update(made(store.construct, given))
    return sorted(lines)
