"""The rows of a list as its readers give them, whatever form the list has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from graph.lists.left_outs import LeftOuts


class GeoPoint(NamedTuple):
    """A place on the earth in degrees, WGS 84."""

    latitude: float
    longitude: float


class GivenPlace(NamedTuple):
    """A place as one row names it.

    Attributes:
        name: its name; blank where the list has only an identifier.
        country: the country as the list spells it, its code, or its IRI; blank for none.
        point: where it lies; None where the list does not say or says what cannot be.
        item: its identifier in the list, such as a Wikidata item; blank where it has none.
        other_names: more names that the list gives it.
    """

    name: str
    country: str = ""
    point: GeoPoint | None = None
    item: str = ""
    other_names: tuple[str, ...] = ()


class GivenTie(NamedTuple):
    """A tie as one row gives it.

    Attributes:
        row: where it stands, such as ``relations.tsv:17``.
        first: the place in whose entry the row stands, where the list has entries.
        second: the other place; None for a member of a network.
        network: name of the network that ``first`` is a member of; blank for a tie of two places.
        has_direction: the row stands in the entry of ``first``.
        began: first day, EDTF; blank where it is not given.
        ended: last day, EDTF; blank where it is not given.
        references: addresses that the list gives for it.
        rank: the list's own rank where it is not the usual one.
    """

    row: str
    first: GivenPlace
    second: GivenPlace | None
    network: str = ""
    has_direction: bool = True
    began: str = ""
    ended: str = ""
    references: tuple[str, ...] = ()
    rank: str = ""


class RowReader(Protocol):
    """Reads the rows of a list, one after another."""

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The ties, in the order of the file; what cannot be read is told to ``left_outs``."""
