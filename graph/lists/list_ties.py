"""The ties of a list: one for each two places, with the rows that give it and from whose side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.identifiers import list_place, list_tie, thing
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.list_places import ListPlace, ListPlaces, ascii_slug
from graph.lists.nquads_text import LABEL, TYPE, Saying, iri, is_address, literal, term
from graph.lists.points import kilometres
from graph.lists.rows import GivenTie
from graph.prefixes import EDTF
from graph.time.edtf_dates import is_edtf

# As vsh:NoPersonalNumber has it.
_PERSONAL_NUMBER: Final = re.compile(
    r"(?:^|[^0-9-])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}-[0-9]{4}(?:$|[^0-9-])"
)
# So many statements a tie may make (its share of places apart): of the rest the report tells.
MOST_STATED: Final = 15
# Rows and references above these are counted in the report, not stated.
_MOST_ROWS: Final = 4
_MOST_REFERENCES: Final = 3
# Two places of one country whose points are one are one place, whatever it is called.
_ONE_PLACE_KM: Final = 0.05


@dataclass
class ListTie:
    """A tie of a list, with all that its rows give it."""

    places: tuple[ListPlace, ...]
    network: str = ""
    rows: list[str] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    began: str = ""
    ended: str = ""
    references: list[str] = field(default_factory=list)
    rank: str = ""

    @property
    def key(self) -> str:
        """Last part of its IRI, after the list's name; the same whichever way it was given."""
        ends = sorted(place.key for place in self.places)
        return "--".join([*ends, ascii_slug(self.network)] if self.network else ends)


class Ties:
    """Merges the rows of a list into ties."""

    def __init__(self, left_outs: LeftOuts) -> None:
        self._left_outs = left_outs
        self._ties: dict[tuple[str, ...], ListTie] = {}
        self.places = ListPlaces(left_outs)
        self.rows = 0

    def __iter__(self) -> Iterator[ListTie]:
        return iter(self._ties.values())

    def __len__(self) -> int:
        return len(self._ties)

    def take(self, given: GivenTie) -> None:
        """Take in one row."""
        self.rows += 1
        if any(_PERSONAL_NUMBER.search(each.name) for each in (given.first, given.second) if each):
            # What looks so is not told in the report either.
            self._left_outs.add(given.row, Fault.PERSONAL, "")
            return
        first = self.places.place(given.first, given.row)
        second = self.places.place(given.second, given.row) if given.second else None
        if second is not None and (fault := _loop(first, second)):
            self._left_outs.add(given.row, fault, f"{first.name} - {second.name}")
            return
        places = (first,) if second is None else (first, second)
        ends = (*sorted(each.key for each in places), given.network)
        tie = self._ties.setdefault(ends, ListTie(places, given.network))
        side = first.key if given.has_direction and second is not None else ""
        if tie.rows and (not side or side in tie.sides):
            said = " - ".join(each.name for each in places)
            self._left_outs.add(given.row, Fault.DOUBLE, f"{said} ({tie.rows[0]})")
        self._add(tie, given, side)

    def _add(self, tie: ListTie, given: GivenTie, side: str) -> None:
        if len(tie.rows) < _MOST_ROWS:
            tie.rows.append(given.row)
        if side:
            tie.sides.add(side)
        tie.began = tie.began or self._date(given.began, given.row)
        tie.ended = tie.ended or self._date(given.ended, given.row)
        tie.rank = tie.rank or given.rank
        fresh = [each for each in given.references if is_address(each)]
        wanted = dict.fromkeys([*tie.references, *fresh])
        tie.references = list(wanted)[:_MOST_REFERENCES]

    def _date(self, text: str, row: str) -> str:
        if text and not is_edtf(text):
            self._left_outs.add(row, Fault.BAD_DATE, text)
            return ""
        return text


def said_of(tie: ListTie, list_name: str) -> tuple[str, list[Saying]]:
    """What the graph of the list says of a tie: its IRI and its pairs."""
    said = [Saying(TYPE, term("vsk", "ListTie"))]
    for place in tie.places:
        said.append(Saying(term("vsk", "listedPlace"), iri(list_place(list_name, place.key))))
    for side in sorted(tie.sides):
        said.append(Saying(term("vsk", "mentionedBy"), iri(list_place(list_name, side))))
    if tie.network:
        said.append(Saying(term("vsk", "listedNetwork"), iri(network_iri(tie.network, list_name))))
    said += [Saying(term("vsk", "locator"), literal(row)) for row in tie.rows]
    for name, date in (("began", tie.began), ("ended", tie.ended)):
        if date:
            said.append(Saying(term("vsk", name), literal(date, datatype=EDTF)))
    said += [Saying(term("dcterms", "source"), iri(each)) for each in tie.references]
    if tie.rank:
        said.append(Saying(term("vsk", "listRank"), literal(tie.rank)))
    return list_tie(list_name, tie.key), said


def network_iri(name: str, list_name: str) -> str:
    """IRI of a network that a list has members of."""
    return thing("network", f"list-{list_name}-{ascii_slug(name)}")


def said_of_network(name: str, list_name: str) -> tuple[str, list[Saying]]:
    """What the graph of a list says of a network: its name."""
    said = [Saying(TYPE, term("vsk", "Network")), Saying(LABEL, literal(name))]
    return network_iri(name, list_name), said


def _loop(first: ListPlace, second: ListPlace) -> Fault | None:
    if first is second:
        return Fault.SELF_LOOP
    if first.item or first.point is None or second.point is None:
        return None
    near = kilometres(first.point, second.point) <= _ONE_PLACE_KM
    if not near or first.country != second.country:
        return None
    return Fault.TWO_NAMES if _alike(first.name, second.name) else None


def _alike(one: str, other: str) -> bool:
    """True for two spellings of one name; towns of two names at one point have a wrong point."""
    short, long = sorted((ascii_slug(one), ascii_slug(other)), key=len)
    return long.startswith(short)
