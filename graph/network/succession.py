"""Succession of parties: a town counts as who acts for it, an old municipality as today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from graph.lists.resolution import LIST_PLACE
from graph.network.selection import Municipalities, Parties, Selection
from graph.network.tie_facts import Agent, Role, Seat, TieFacts
from graph.time.intervals import ALWAYS, Intervals, both, either, joined


@dataclass(frozen=True)
class Carrier:
    """Carries parties to the nodes that a selection wants.

    Attributes:
        facts: who there is, and what became of whom.
        selection: which nodes are wanted.
    """

    facts: TieFacts
    selection: Selection

    def nodes(self, party: str) -> Mapping[str, Intervals]:
        """The nodes that a party counts as, each with the time in which it does; none: none here.

        A town is carried by the municipalities that act for it, each while it is there. A place of
        a list, of which nobody decided which municipality it is, stands for itself.
        """
        carrying: Mapping[str, Intervals] = {party: ALWAYS}
        if self.selection.parties is Parties.MUNICIPALITIES:
            kind = self.facts.agents.get(party, Agent(party)).kind
            if party.startswith(LIST_PLACE):
                return carrying
            if kind == "locality":
                carrying = self.facts.acting.get(party, {})
            elif kind != "municipality":
                return {}
        if self.selection.municipalities is not Municipalities.TODAY:
            return carrying
        today: dict[str, Intervals] = {}
        for iri, life in carrying.items():
            last = heir(self.facts.heirs, iri)
            today[last] = joined(today[last], life, either) if last in today else life
        return today

    def seats(self, seats: Iterable[Seat]) -> list[Seat]:
        """The seats with nodes as parties; those that come to one node and side are made one."""
        merged: defaultdict[tuple[str, Role], list[Seat]] = defaultdict(list)
        for seat in seats:
            for node, life in self.nodes(seat.party).items():
                spells = seat.spells if life is ALWAYS else joined(seat.spells, life, both)
                merged[node, seat.role].append(replace(seat, party=node, spells=spells))
        return [reduce(_one, found) for _, found in sorted(merged.items())]

    def successive(self, one: Seat, other: Seat) -> bool:
        """True if one seat carries on the other, which makes no tie between the two."""
        if one.iri in other.inherited_from or other.iri in one.inherited_from:
            return True
        return other.party in heirs(self.facts, one.party) or one.party in heirs(
            self.facts, other.party
        )


def heir(known: Mapping[str, Mapping[str, object]], municipality: str) -> str:
    """The last municipality that one went into, step by step; one that was split stays itself."""
    current, seen = municipality, {municipality}
    while len(known.get(current, {})) == 1:
        (current,) = known[current]
        if current in seen:  # A circle in the data: stay where it began.
            return municipality
        seen.add(current)
    return current


def heirs(facts: TieFacts, municipality: str) -> set[str]:
    """All later municipalities that one went into, whole or in part."""
    found: set[str] = set()
    waiting = [municipality]
    while waiting:
        new = set(facts.heirs.get(waiting.pop(), {})) - found
        found |= new
        waiting.extend(new)
    return found


def _one(first: Seat, second: Seat) -> Seat:
    """Two seats of one node: it takes part while either does."""
    if first.spells != second.spells:
        first = replace(first, spells=joined(first.spells, second.spells, either))
    return replace(
        first,
        sources=first.sources | second.sources,
        evidence=first.evidence | second.evidence,
        inherited_from=first.inherited_from | second.inherited_from,
    )
