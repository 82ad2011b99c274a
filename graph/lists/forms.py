"""The forms that lists come in, and who reads each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from graph.errors import BadParameter
from graph.lists.readers.csvw_table import CsvwTable
from graph.lists.readers.members import Members
from graph.lists.readers.pairs import Pairs
from graph.lists.readers.wikidata_entities import WikidataEntities
from graph.lists.readers.wikidata_relations import WikidataRelations
from graph.lists.readers.wikidata_results import Solutions, WikidataResults
from graph.lists.rows import RowReader
from graph.texts import N_


class ListForm(StrEnum):
    """The forms that lists come in."""

    RELATIONS = "wikidata-relations"
    RESULTS = "wikidata-results"
    ENTITIES = "wikidata-entities"
    PAIRS = "pairs"
    MEMBERS = "members"
    TABLE = "table"


@dataclass(frozen=True)
class FormOptions:
    """What some forms need beside their file.

    Attributes:
        names: of relations: names of the items.
        network: of members: the network.
        columns: of a table: the description of its columns.
        has_direction: of a table: a row stands in the entry of its first place.
        solutions: of results: reads an answer in SPARQL's JSON.
    """

    solutions: Solutions
    names: Path | None = None
    network: str = ""
    columns: Path | None = None
    has_direction: bool = True


def reader_of(form: ListForm, path: Path, options: FormOptions) -> RowReader:
    """Who reads a file of a form.

    Raises:
        BadParameter: the form needs something that is not given.
    """
    return _READERS[form](path, options)


def _members(path: Path, options: FormOptions) -> RowReader:
    if not options.network:
        raise BadParameter(
            N_("members are of a network, which is not named."),
            where="--network",
            hint=N_("Name it with --network."),
        )
    return Members(path, options.network)


def _table(path: Path, options: FormOptions) -> RowReader:
    if options.columns is None:
        raise BadParameter(
            N_("nothing says what the columns of the table are."),
            where="--columns",
            hint=N_("Describe them in a file; see docs/how-to/lists.md."),
        )
    return CsvwTable(path, options.columns, has_direction=options.has_direction)


_READERS: Final[Mapping[ListForm, Callable[[Path, FormOptions], RowReader]]] = {
    ListForm.RELATIONS: lambda path, options: WikidataRelations(path, options.names),
    ListForm.RESULTS: lambda path, options: WikidataResults(path, options.solutions),
    ListForm.ENTITIES: lambda path, options: WikidataEntities(path),
    ListForm.PAIRS: lambda path, options: Pairs(path),
    ListForm.MEMBERS: _members,
    ListForm.TABLE: _table,
}
