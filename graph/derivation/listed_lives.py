"""How a tie of lists stands on each day: by the rules of every partnership, once for each kind.

Thousands of ties of a list differ in nothing that a state hangs on: the list's day, the dates of
the tie, and the lives of its parties. So the rules are asked for one of them, and the others share
its spells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from graph.derivation import names
from graph.derivation.inheritance import successors
from graph.derivation.moments import LAST
from graph.derivation.partnerships import Partnership, partnership
from graph.derivation.statement_tables import Tables, TableStatement
from graph.derivation.states import Spells
from graph.derivation.ties import partners

_LINKS: Final = (names.RESULTING, names.CONCERNS)


class TieDates(NamedTuple):
    """A tie as a list dates it.

    Attributes:
        source: IRI of the list.
        seen: EDTF dates of the list, on which it shows the tie alive; none of one that ended.
        began: EDTF dates of its begin.
        ended: EDTF dates of its end.
    """

    source: str
    seen: tuple[str, ...]
    began: tuple[str, ...]
    ended: tuple[str, ...]


class ListedPair(NamedTuple):
    """Two parties that only lists tie.

    Attributes:
        iri: of the partnership.
        seats: IRIs of the two participations.
        parties: the two parties.
        dates: what each tie of a list says; sorted.
    """

    iri: str
    seats: tuple[str, str]
    parties: tuple[str, str]
    dates: tuple[TieDates, ...]


class ListedStanding(NamedTuple):
    """What follows for a pair, with places in it in place of its own parties.

    Attributes:
        whole: spells of the partnership.
        seats: spells of each participation.
        heard: the last day on which a list shows it alive; 0 for none.
        partners: pairs of agents that are partners, by their number in :meth:`Standings.agents`.
    """

    whole: Spells
    seats: tuple[Spells, Spells]
    heard: int
    partners: tuple[tuple[int, int], ...]


class Standings:
    """Asks the rules how pairs stand, once for all that differ in nothing.

    Args:
        tables: all statements; a pair is put in and taken out again.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[object, ListedStanding] = {}
        self._lives: dict[str, str] = {}

    def of(self, pair: ListedPair) -> ListedStanding | None:
        """How a pair stands; None where a party passes its seat on, so that it has more seats."""
        if any(successors(self._tables, party) for party in pair.parties):
            return None
        key = pair.dates, *(self._life(party) for party in pair.parties)
        if key not in self._known:
            self._known[key] = self._worked_out(pair)
        return self._known[key]

    def _life(self, party: str) -> str:
        """All that a state can hang on of a party, and of those who act for it."""
        if party not in self._lives:
            dated = sorted(
                (predicate, value, graph)
                for predicate, value, graph in self._tables.about(party)
                if predicate in names.DATED
            )
            events = [sorted(self._tables.subjects(link, party)) for link in _LINKS]
            acting = [self._life(each) for each in self._acting(party)]
            self._lives[party] = repr((dated, events, acting))
        return self._lives[party]

    def _worked_out(self, pair: ListedPair) -> ListedStanding:
        said = list(statements_of(pair))
        self._tables.add(said)
        try:
            found = partnership(self._tables, pair.iri)
            ties = set(partners(self._tables, found))
        finally:
            self._tables.remove(said)
        return _standing(found, pair, self.agents(pair), ties)

    def agents(self, pair: ListedPair) -> list[str]:
        """The parties and those who act for them, in an order that is the same for like pairs."""
        return [one for party in pair.parties for one in (party, *self._acting(party))]

    def _acting(self, party: str) -> list[str]:
        acting = self._tables.subjects(names.ACTS_FOR, party)
        return sorted(acting, key=lambda each: (self._life(each), each))


def _standing(
    found: Partnership, pair: ListedPair, who: list[str], ties: Iterable[tuple[str, str]]
) -> ListedStanding:
    spells = {each.participation.iri: each.spells for each in found.members}
    heard = [sign.last for sign in found.signs if sign.heard and sign.last < LAST]
    numbered = sorted((who.index(one), who.index(other)) for one, other in ties)
    seats = spells[pair.seats[0]], spells[pair.seats[1]]
    return ListedStanding(found.spells, seats, max(heard, default=0), tuple(numbered))


def statements_of(pair: ListedPair) -> Iterator[TableStatement]:
    """What a pair would be stated as, if its lists stated it.

    A list is weaker than an act, whatever its kind: a tie that only lists give is at most possible.
    """
    for source, seen, began, ended in pair.dates:
        dated = ((names.ATTESTED, seen), (names.BEGAN, began), (names.ENDED, ended))
        yield TableStatement(source, names.SOURCE_KIND, names.AGGREGATOR, source)
        yield TableStatement(pair.iri, names.TYPE, names.PARTNERSHIP, source)
        for seat, party in zip(pair.seats, pair.parties, strict=True):
            yield TableStatement(seat, names.TYPE, names.PARTICIPATION, source)
            yield TableStatement(seat, names.IN_PARTNERSHIP, pair.iri, source)
            yield TableStatement(seat, names.PARTY, party, source)
        for thing in (pair.iri, *pair.seats):
            for predicate, dates in dated:
                yield from (TableStatement(thing, predicate, each, source) for each in dates)
