"""Components: the things whose derived statements can change when something is stated of another.

A component is a partnership with its participations, agreements, annexes, acts and visits, and the
lives of its parties. From a thing that changed, the links are followed to all that reads it, and
not back down: a changed participation concerns its partnership, and not all that its party is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from graph.derivation import names
from graph.derivation.duties import owing
from graph.derivation.signs import is_agreement
from graph.derivation.statement_tables import Tables, reached

# Who is linked to by these reads what links to it.
_UP: Final = (
    names.CONCERNS, names.IN_PARTNERSHIP, names.GOVERNS, names.PART_OF, names.UNDER_AGREEMENT,
    names.NOT_LISTED, names.ORGANIZATION,
)  # fmt: skip
# Each side reads the other: accounts of one matter, towns and who acts for them, mergers, lineage.
_BOTH_WAYS: Final = (
    names.CONTRADICTS, names.ACTS_FOR, names.ORIGINAL, names.RESULTING, names.REPLACES,
    names.RENEWS,
)  # fmt: skip


def affected(tables: Tables, changed: Iterable[str]) -> set[str]:
    """Some things, and all whose derived statements depend on what is stated of them."""
    return reached(changed, partial(_readers, tables))


def _readers(tables: Tables, thing: str) -> Iterator[str]:
    for link in _UP:
        yield from tables.values(thing, link)
    for link in _BOTH_WAYS:
        yield from tables.values(thing, link)
        yield from tables.subjects(link, thing)
    yield from tables.subjects(names.HAS_PART, thing)
    for one in tables.subjects(names.PARTY, thing):
        if tables.values(one, names.IN_PARTNERSHIP):
            yield one
    yield from tables.subjects(names.MEMBER, thing)
    if tables.is_a(thing, names.NETWORK):
        yield from tables.subjects(names.ORGANIZATION, thing)
    if is_agreement(tables, thing):
        yield from tables.subjects(names.PART_OF, thing)
        yield from owing(tables, thing)
