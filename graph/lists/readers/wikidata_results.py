"""Wikidata's property P190 as the answer of a query: one row a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import UnusableInput
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.readers.text_files import named_rows, plain_name
from graph.lists.readers.wikidata_values import edtf_of, item_of, point_of_wkt
from graph.lists.rows import GivenPlace, GivenTie
from graph.texts import N_

# Reads an answer in SPARQL's JSON, row after row: texts by the names of the variables.
Solutions = Callable[[Path], Iterator[Mapping[str, str]]]
_CSV: Final = ".csv"
_NEEDED: Final = frozenset({"item", "other"})
_DEPRECATED: Final = "deprecated"


@dataclass(frozen=True)
class WikidataResults:
    """Reads an answer with the variables item and other, both items.

    More of them are read where they are there: itemLabel, itemCountry (or itemCountryLabel),
    itemPoint, the same of other; start, end, reference, rank.

    Attributes:
        path: the answer, in SPARQL's JSON or CSV, packed or not.
        solutions: reads the rows of one in JSON.
    """

    path: Path
    solutions: Solutions

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The statements, in the order of the answer."""
        name = plain_name(self.path)
        for number, cells in self._rows():
            row = f"{name}:{number}"
            items = item_of(cells["item"]), item_of(cells["other"])
            if not all(items):
                left_outs.add(row, Fault.UNREADABLE, f"{cells['item']}, {cells['other']}")
            elif cells.get("rank", "").lower().endswith(_DEPRECATED + "rank"):
                left_outs.add(row, Fault.DEPRECATED, " ".join(items))
            else:
                yield _tie(cells, items, row, left_outs)

    def _rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        if plain_name(self.path).endswith(_CSV):
            yield from named_rows(self.path, _NEEDED)
            return
        for number, cells in enumerate(self.solutions(self.path), 1):
            if number == 1 and not set(cells) >= _NEEDED:
                raise UnusableInput(
                    N_("the answer has no variables item and other."),
                    where=str(self.path),
                    hint=N_("Name them so in the query; docs/how-to/lists.md has one."),
                )
            yield number, cells


def _tie(
    cells: Mapping[str, str], items: tuple[str, str], row: str, left_outs: LeftOuts
) -> GivenTie:
    first, second = (
        _place(cells, role, item, row, left_outs)
        for role, item in zip(("item", "other"), items, strict=True)
    )
    reference = cells.get("reference", "")
    return GivenTie(
        row,
        first,
        second,
        began=edtf_of(cells.get("start", "")),
        ended=edtf_of(cells.get("end", "")),
        references=(reference,) if reference else (),
        rank="preferred" if cells.get("rank", "").endswith("PreferredRank") else "",
    )


def _place(
    cells: Mapping[str, str], role: str, item: str, row: str, left_outs: LeftOuts
) -> GivenPlace:
    label = cells.get(f"{role}Label", "")
    country = cells.get(f"{role}CountryLabel") or cells.get(f"{role}Country", "")
    given = cells.get(f"{role}Point", "")
    point = point_of_wkt(given)
    if given and point is None:
        left_outs.add(row, Fault.BAD_POINT, f"{item}: {given}")
    # The label service gives the number where there is no label.
    return GivenPlace("" if label == item else label, "" if item_of(country) else country, point,
                      item)  # fmt: skip
