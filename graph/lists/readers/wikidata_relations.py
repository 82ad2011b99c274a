"""Wikidata's property P190 as files of relations: item, tab, item; and names of the items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.readers.text_files import plain_name, tab_rows
from graph.lists.readers.wikidata_values import ITEM
from graph.lists.rows import GivenPlace, GivenTie


@dataclass(frozen=True)
class WikidataRelations:
    """Reads relations; each stands in the entry of its first item.

    Attributes:
        path: item, tab, item: one relation a line.
        names: item, tab, name: one name a line; None where there are no names.
    """

    path: Path
    names: Path | None = None

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The relations, in the order of the file."""
        names = self._names()
        file = plain_name(self.path)
        for number, cells in tab_rows(self.path):
            row = f"{file}:{number}"
            if len(cells) < 2 or not all(ITEM.fullmatch(each) for each in cells[:2]):
                left_outs.add(row, Fault.UNREADABLE, " ".join(cells))
                continue
            first, second = (_place(item, names) for item in cells[:2])
            yield GivenTie(row, first, second)

    def _names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, cells in tab_rows(self.names) if self.names else ():
            if len(cells) >= 2 and cells[1]:
                found.setdefault(cells[0], []).append(cells[1])
        return found


def _place(item: str, names: dict[str, list[str]]) -> GivenPlace:
    first, *others = names.get(item) or [""]
    return GivenPlace(first, item=item, other_names=tuple(others))
