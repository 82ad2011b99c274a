"""The tables as files, CSV and Parquet, written from the SQLite file."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as arrow
from pyarrow import parquet

from graph.exports.column_words import description, title
from graph.exports.subject import Cell
from graph.exports.table import ExportColumn, ExportTable

_CHUNK: Final = 20_000
_WORDS: Final = {"boolean": lambda value: "true" if value else "false"}
_ARROW: Final[Mapping[str, Any]] = {
    "integer": arrow.int64(),
    "double": arrow.float64(),
    "boolean": arrow.bool_(),
    "date": arrow.date32(),
    "dateTime": arrow.timestamp("us", tz="UTC"),
}
_FROM_SQLITE: Final[Mapping[str, Callable[[Any], Any]]] = {
    "boolean": bool,
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


def read(database: Path, table: ExportTable) -> Iterator[list[tuple[Cell, ...]]]:
    """The rows of a table in the order of its key, some thousands at a time."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{name}"' for name in table.key)
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        found = opened.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {order}')  # noqa: S608
        while chunk := found.fetchmany(_CHUNK):
            yield chunk


def write_csv(database: Path, table: ExportTable, target: Path) -> None:
    """Write a table as CSV (RFC 4180, UTF-8) with one line that names the columns."""
    changed = [
        (place, _WORDS[column.datatype])
        for place, column in enumerate(table.columns)
        if column.datatype in _WORDS
    ]
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(column.name for column in table.columns)
        for chunk in read(database, table):
            out.writerows(_worded(chunk, changed) if changed else chunk)


def _worded(
    chunk: Iterable[Sequence[Cell]], changed: Sequence[tuple[int, Callable[[Any], str]]]
) -> Iterator[Sequence[Cell]]:
    for row in chunk:
        cells = list(row)
        for place, words in changed:
            if cells[place] is not None:
                cells[place] = words(cells[place])
        yield cells


def arrow_schema(table: ExportTable) -> arrow.Schema:
    """The Parquet schema: types, and what each column means as metadata."""
    return arrow.schema(
        [_field(table, column) for column in table.columns],
        metadata={f"title.{lang}": text for lang, text in table.title.items()},
    )


def _field(table: ExportTable, column: ExportColumn) -> arrow.Field:
    told = {f"title.{lang}": text for lang, text in title(table, column).items()}
    told |= {f"description.{lang}": text for lang, text in description(table, column).items()}
    told |= {"property": column.predicate} if column.predicate else {}
    kind = _ARROW.get(column.datatype, arrow.string())
    return arrow.field(column.name, kind, nullable=not column.required, metadata=told)


def write_parquet(database: Path, table: ExportTable, target: Path) -> None:
    """Write a table as Parquet."""
    schema = arrow_schema(table)
    with parquet.ParquetWriter(target, schema, compression="zstd") as out:
        for chunk in read(database, table):
            arrays = [
                _array(column, kind.type, cells)
                for column, kind, cells in zip(
                    table.columns, schema, zip(*chunk, strict=True), strict=True
                )
            ]
            out.write_batch(arrow.record_batch(arrays, schema=schema))


def _array(column: ExportColumn, kind: Any, cells: Sequence[Cell]) -> Any:
    change = _FROM_SQLITE.get(column.datatype)
    if change is None:
        return arrow.array(cells, kind)
    return arrow.array([None if cell is None else change(cell) for cell in cells], kind)
