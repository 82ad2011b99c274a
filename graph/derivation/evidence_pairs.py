"""The pairs of parties that partnerships of the evidence tie, to find the ties of lists among."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from graph.derivation import names
from graph.derivation.inheritance import successors
from graph.derivation.published import is_partnership
from graph.derivation.statement_tables import Tables
from graph.lists.resolution import PartyPair

Ends = frozenset[str]


def evidence_pairs(tables: Tables, behalf: Mapping[str, Iterable[str]]) -> dict[PartyPair, str]:
    """The partnership that ties each pair; of several the one with fewest seats, then the first.

    A seat is its parties, the towns that it is on behalf of, and the municipalities that a party
    has gone into since: a list of today names these.

    Args:
        tables: the statements of the evidence.
        behalf: the towns that each participation is on behalf of.
    """
    found: dict[PartyPair, tuple[int, str]] = {}
    for whole in partnerships(tables):
        seats = [_ends(tables, one, behalf) for one in tables.subjects(names.IN_PARTNERSHIP, whole)]
        for pair in _pairs(seats):
            candidate = len(seats), whole
            found[pair] = min(found.get(pair, candidate), candidate)
    return {pair: whole for pair, (_, whole) in found.items()}


def partnerships(tables: Tables) -> list[str]:
    """The partnerships of the evidence, sorted."""
    return sorted(thing for thing in tables.everything() if is_partnership(tables, thing))


def parties_of(tables: Tables, whole: str, behalf: Mapping[str, Iterable[str]]) -> set[str]:
    """All that takes part in a partnership: parties, their towns and their successors."""
    seats = tables.subjects(names.IN_PARTNERSHIP, whole)
    return set().union(*(_ends(tables, one, behalf) for one in seats))


def _ends(tables: Tables, seat: str, behalf: Mapping[str, Iterable[str]]) -> Ends:
    parties = tables.values(seat, names.PARTY)
    after = (new for party in parties for new in successors(tables, party))
    return frozenset((*parties, *behalf.get(seat, ()), *after))


def _pairs(seats: Iterable[Ends]) -> Iterator[PartyPair]:
    for first, second in combinations(seats, 2):
        for one, other in product(first, second):
            if one != other:
                yield (one, other) if one < other else (other, one)
