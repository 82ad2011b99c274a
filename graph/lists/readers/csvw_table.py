"""Any table, by a description of its columns in W3C's CSV on the Web."""

from __future__ import annotations

import json
import warnings
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import UnusableInput
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.readers.pairs import checked
from graph.lists.readers.text_files import plain_name
from graph.lists.readers.wikidata_values import ITEM, item_of
from graph.lists.rows import GivenPlace, GivenTie
from graph.optional_libraries import load
from graph.prefixes import PREFIXES
from graph.texts import N_

INSTALL: Final = N_("Install it with: pip install 'venskab[lists]'.")
# Of what a cell speaks: the end of the column's aboutUrl.
_ROLES: Final = ("first", "second", "tie")
_LATITUDE: Final = PREFIXES["schema"] + "latitude"
_LONGITUDE: Final = PREFIXES["schema"] + "longitude"
_NAME: Final = PREFIXES["rdfs"] + "label"
_COUNTRY: Final = PREFIXES["vsk"] + "statedCountry"
_IDENTIFIER: Final = PREFIXES["org"] + "identifier"
_NETWORK: Final = PREFIXES["vsk"] + "listedNetwork"
_BEGAN: Final = PREFIXES["vsk"] + "began"
_ENDED: Final = PREFIXES["vsk"] + "ended"
_SOURCE: Final = PREFIXES["dcterms"] + "source"
_KNOWN: Final = frozenset({
    _LATITUDE, _LONGITUDE, _NAME, _COUNTRY, _IDENTIFIER, _NETWORK, _BEGAN, _ENDED, _SOURCE,
})  # fmt: skip
# By what a cell speaks of and the property that it gives.
Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class CsvwTable:
    """Reads a table as its description says: which column says what of which place or of the tie.

    Attributes:
        path: the table.
        description: its description (CSV on the Web, JSON).
        has_direction: a row stands in the entry of its first place.
    """

    path: Path
    description: Path
    has_direction: bool = True

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The rows, in the order of the table."""
        file = plain_name(self.path)
        with _explained(self.description):
            table = load("csvw", INSTALL).Table.from_file(self.description, data=self._described())
            said = self._meanings(table)
            rows = table.iterdicts(
                log=_Log(self.path, left_outs), with_metadata=True, fname=self.path
            )
        while (found := self._next(rows)) is not None:
            _, line, cells = found
            yield from self._tie(_by_meaning(cells, said), f"{file}:{line}", left_outs)

    def _described(self) -> dict[str, Any]:
        """The description; one that leads to a file or an address elsewhere is not followed."""
        found = json.loads(self.description.read_text("utf-8"))
        if not isinstance(found, dict) or not isinstance(found.get("tableSchema"), dict):
            raise ValueError("there is no tableSchema with columns in it")
        return found

    def _next(self, rows: Iterator[Any]) -> Any:
        with _explained(self.path):
            return next(rows, None)

    def _meanings(self, table: Any) -> dict[str, tuple[str, str]]:
        found = {}
        for column in table.tableSchema.columns:
            about = str(column.aboutUrl or "").rpartition("#")[2]
            says = _expanded(str(column.propertyUrl or ""))
            if about in _ROLES and says in _KNOWN:
                found[column.header] = about, says
        if ("first", _NAME) not in found.values() and ("first", _IDENTIFIER) not in found.values():
            raise UnusableInput(
                N_("no column gives the name or the identifier of the first place."),
                where=str(self.description),
                hint=N_("Give a column aboutUrl #first and propertyUrl rdfs:label."),
            )
        return found

    def _tie(self, cells: Cells, row: str, left_outs: LeftOuts) -> Iterator[GivenTie]:
        first, second = (_place(cells, role, row, left_outs) for role in ("first", "second"))
        network = cells.get(("tie", _NETWORK), "")
        if first is None or (second is None and not network):
            left_outs.add(row, Fault.UNREADABLE, ", ".join(cells.values()))
            return
        reference = cells.get(("tie", _SOURCE), "")
        yield GivenTie(
            row,
            first,
            second,
            network if second is None else "",
            has_direction=self.has_direction,
            began=cells.get(("tie", _BEGAN), ""),
            ended=cells.get(("tie", _ENDED), ""),
            references=(reference,) if reference else (),
        )


def _place(cells: Cells, role: str, row: str, left_outs: LeftOuts) -> GivenPlace | None:
    name, identifier = cells.get((role, _NAME), ""), cells.get((role, _IDENTIFIER), "")
    if not (name or identifier):
        return None
    given = cells.get((role, _LATITUDE), ""), cells.get((role, _LONGITUDE), "")
    item = item_of(identifier)
    key = item if ITEM.fullmatch(item) else identifier
    country = cells.get((role, _COUNTRY), "")
    return GivenPlace(name, country, checked(given, name, row, left_outs), key)


def _by_meaning(cells: Mapping[str, Any], said: Mapping[str, tuple[str, str]]) -> Cells:
    """The cells by what they say; what is empty is left out."""
    return {
        said[name]: str(value).strip()
        for name, value in cells.items()
        if name in said and value not in (None, "")
    }


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


class _Log:
    """Takes down as left out the rows that the library cannot read, in place of a logger."""

    def __init__(self, path: Path, left_outs: LeftOuts) -> None:
        self._path = path
        self._left_outs = left_outs

    def warning(self, said: str) -> None:
        """Take down a row; the library says ``path:line:column name: reason``."""
        line, _, what = said.removeprefix(f"{self._path}:").partition(":")
        self._left_outs.add(f"{plain_name(self._path)}:{line}", Fault.UNREADABLE, what)


@contextmanager
def _explained(path: Path) -> Generator[None]:
    """The library's errors as ours, which say where; it warns of columns that nobody described."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UnusableInput(
            N_("it is no table with such a description: {reason}.", reason=str(error)[:200]),
            where=str(path),
            hint=N_("See docs/how-to/lists.md."),
        ) from error
