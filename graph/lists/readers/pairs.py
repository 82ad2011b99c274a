"""Pairs of places with their countries and points: one row a pair, in the entry of the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.points import read_point
from graph.lists.readers.text_files import named_rows, plain_name
from graph.lists.rows import GeoPoint, GivenPlace, GivenTie

_COLUMNS: Final = frozenset({"city1", "country1", "city2", "country2"})


@dataclass(frozen=True)
class Pairs:
    """Reads a table with the columns city1, country1, lat1, lng1, city2, country2, lat2, lng2.

    Attributes:
        path: the table.
    """

    path: Path

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The pairs, in the order of the file."""
        name = plain_name(self.path)
        for number, cells in named_rows(self.path, _COLUMNS):
            row = f"{name}:{number}"
            if not (cells["city1"].strip() and cells["city2"].strip()):
                left_outs.add(row, Fault.UNREADABLE, ", ".join(cells.values()))
                continue
            first, second = (_place(cells, end, row, left_outs) for end in "12")
            yield GivenTie(row, first, second)


def _place(cells: Mapping[str, str], end: str, row: str, left_outs: LeftOuts) -> GivenPlace:
    name = cells[f"city{end}"].strip()
    given = cells.get(f"lat{end}", ""), cells.get(f"lng{end}", "")
    return GivenPlace(name, cells[f"country{end}"].strip(), checked(given, name, row, left_outs))


def checked(given: tuple[str, str], name: str, row: str, left_outs: LeftOuts) -> GeoPoint | None:
    """The point of latitude and longitude as a row gives them; a wrong one is told and left out."""
    if not any(each.strip() for each in given):
        return None
    point = read_point(*given)
    if point is None:
        fault = Fault.TURNED_POINT if read_point(*reversed(given)) else Fault.BAD_POINT
        left_outs.add(row, fault, f"{name}: {given[0]}, {given[1]}")
    return point
