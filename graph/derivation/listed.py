"""The lines of the derived graph that follow from lists: partnerships that they give.

Two parties that a list ties and no partnership of the evidence does get a partnership of their
own, which says that only lists give it. One that the evidence has keeps all that it is, and is told
which ties of lists are the same. ``vsk:listedAs`` leads to the rows of the lists either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.derivation import names
from graph.derivation.acts import key
from graph.derivation.evidence_pairs import evidence_pairs, parties_of, partnerships
from graph.derivation.list_statements import ListStatements
from graph.derivation.listed_lives import (
    ListedPair,
    ListedStanding,
    Standings,
    TieDates,
    statements_of,
)
from graph.derivation.moments import iso
from graph.derivation.published import date_line, lines_of, link_line, spell_lines, with_ends
from graph.derivation.statement_tables import Tables
from graph.derivation.states import Spells
from graph.identifiers import DERIVED_GRAPH, thing
from graph.lists.resolution import PartyPair, pairs, representatives
from graph.prefixes import BASE

_ID: Final = f"{BASE}id/"
_LISTS: Final = f"{names.TIER}lists"
_EVIDENCE: Final = f"{names.TIER}evidence"
_LANGUAGES: Final = ("da", "en")
# Hexadecimal digits by which things are grouped: 4,096 groups.
_GROUP: Final = 3


def listed_lines(tables: Tables, said: ListStatements) -> Iterator[str]:
    """N-Quads lines of all that follows from lists; some can come twice.

    Args:
        tables: all other statements; the same when it ends.
        said: what the lists say, and what is decided on their places.
    """
    stands = representatives(said.places, said.decisions())
    known = evidence_pairs(tables, said.behalf)
    taking_part = {
        party for whole in partnerships(tables) for party in parties_of(tables, whole, said.behalf)
    }
    for whole in partnerships(tables):
        yield link_line(whole, names.EVIDENCE_TIER, _EVIDENCE)
    for place, party in stands.items():
        if place != party:
            yield link_line(place, names.COUNTS_AS, party)
    writer = _Writer(tables, said)
    found = pairs(said.ties, stands)
    for pair, ties in found.items():
        if pair in known:
            yield from (link_line(known[pair], names.LISTED_AS, tie) for tie in ties)
        else:
            yield from writer.pair(pair, ties)
    for party in sorted({party for pair in found for party in pair} | taking_part):
        yield link_line(party, names.EVIDENCE_TIER, _EVIDENCE if party in taking_part else _LISTS)
        if said.is_place(party):
            yield link_line(party, names.TYPE, names.LOCALITY)


def partnership_iri(pair: PartyPair) -> str:
    """IRI of the partnership of two parties that only lists tie; made of theirs, by rule."""
    return thing("partnership", f"listed-{_short(pair[0])}--{_short(pair[1])}")


def _short(party: str) -> str:
    return party.removeprefix(_ID).replace("/", "-")


class _Writer:
    """Writes the partnerships that only lists give."""

    def __init__(self, tables: Tables, said: ListStatements) -> None:
        self._tables = tables
        self._said = said
        self._standings = Standings(tables)

    def pair(self, parties: PartyPair, ties: Sequence[str]) -> Iterator[str]:
        """The lines of one partnership, its two participations, and who are partners by it."""
        whole = partnership_iri(parties)
        slug = whole.rpartition("/")[2]
        seats = thing("participation", f"{slug}-1"), thing("participation", f"{slug}-2")
        pair = ListedPair(whole, seats, parties, self._dates(ties))
        yield link_line(whole, names.TYPE, names.PARTNERSHIP)
        yield link_line(whole, names.EVIDENCE_TIER, _LISTS)
        yield from (link_line(whole, names.LISTED_AS, tie) for tie in ties)
        yield from self._labels(whole, parties)
        for seat, party in zip(seats, parties, strict=True):
            yield link_line(seat, names.TYPE, names.PARTICIPATION)
            yield link_line(seat, names.IN_PARTNERSHIP, whole)
            yield link_line(seat, names.PARTY, party)
            yield link_line(whole, names.HAS_MEMBER, party)
        standing = self._standings.of(pair)
        yield from self._worked_out(pair) if standing is None else self._like(pair, standing)

    def _dates(self, ties: Sequence[str]) -> tuple[TieDates, ...]:
        found = set()
        for tie in ties:
            source = self._said.list_of[tie]
            began, ended = (
                tuple(self._tables.values(tie, each)) for each in (names.BEGAN, names.ENDED)
            )
            published = () if ended else tuple(self._tables.values(source, names.PUBLISHED))
            found.add(TieDates(source, published, began, ended))
        return tuple(sorted(found))

    def _labels(self, whole: str, parties: PartyPair) -> Iterator[str]:
        first = sorted(parties, key=lambda each: (self._said.is_place(each), each))
        for lang in _LANGUAGES:
            text = " \N{EN DASH} ".join(self._said.name(each, lang) for each in first)
            yield f'<{whole}> <{names.LABEL}> "{text}"@{lang} <{DERIVED_GRAPH}> .'

    def _like(self, pair: ListedPair, standing: ListedStanding) -> Iterator[str]:
        yield from _shared_spells(pair.iri, standing.whole)
        for seat, spells in zip(pair.seats, standing.seats, strict=True):
            yield from _shared_spells(seat, spells)
        if standing.heard:
            yield date_line(pair.iri, names.LAST_HEARD_OF, iso(standing.heard))
        who = self._standings.agents(pair)
        for one, other in standing.partners:
            yield link_line(who[one], names.PARTNER_OF, who[other])

    def _worked_out(self, pair: ListedPair) -> Iterator[str]:
        """The lines of a pair with more seats than two: who inherited one is named."""
        said = list(statements_of(pair))
        self._tables.add(said)
        try:
            lines = list(lines_of(self._tables, pair.iri))
        finally:
            self._tables.remove(said)
        yield from lines
        for line in lines:
            _, predicate, value, _ = line.split(" ", 3)
            if predicate == f"<{names.PARTY}>":
                yield link_line(pair.iri, names.HAS_MEMBER, value[1:-1])


def _shared_spells(concerned: str, spells: Spells) -> Iterator[str]:
    """The spells of a thing under IRIs that some dozen things with the same spells share.

    All could share one; but a store in memory keeps one list of statements for each term, and what
    is asked of a spell that concerns 100,000 things goes through all of them every time.
    """
    group = key(concerned)[:_GROUP]
    for spell, before in with_ends(spells):
        told = (group, str(spell.start), str(before), *sorted(spell.states), *sorted(spell.reasons))
        it = names.SPELL_IRI + key(*told)
        yield link_line(it, names.CONCERNS, concerned)
        yield from spell_lines(it, spell, before)
