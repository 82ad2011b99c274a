"""The tables in one SQLite file, which all other forms of the tables are written from.

Rows are sorted by SQLite on disk, so memory stays flat. The same rows give the same bytes: the
file is copied out in the order of its keys when it is whole.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.engine.dump import DumpedGraph
from graph.exports.subject import Cell, Subject
from graph.exports.table import TABLES, ExportColumn, ExportTable
from graph.exports.table_rows import FAR, THROUGH, Row, rows
from graph.prefixes import BASE
from graph.terms import point_of

_TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER", "double": "REAL"}
_BATCH: Final = 2_000
_CACHE_KB: Final = 65_536
# "VSKB": what the file is to programs that look (https://www.sqlite.org/fileformat.html).
_APPLICATION: Final = 0x56534B42


def ddl(table: ExportTable) -> str:
    """The statement that makes a table in SQLite."""
    lines = [_defined(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(to)} ({_quoted(at)})"
        for column in table.columns
        if column.references
        for to, at in (column.references,)
    ]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {inner}\n) WITHOUT ROWID"


def _defined(column: ExportColumn) -> str:
    need = " NOT NULL" if column.required else ""
    return f"{_quoted(column.name)} {_TYPES.get(column.datatype, 'TEXT')}{need}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def build(
    graphs: Sequence[DumpedGraph], subjects: Iterable[Subject], target: Path, scratch: Path
) -> None:
    """Fill the tables and write them as a SQLite file.

    Args:
        graphs: the named graphs.
        subjects: every thing.
        target: the file to make.
        scratch: a folder for the file that is filled first.
    """
    with closing(sqlite3.connect(scratch / "filling.sqlite")) as filling:
        _prepare(filling)
        writer = _Writer(filling)
        for graph in graphs:
            writer.add("graphs", (graph.iri, kind_of(graph.iri), graph.statements))
        for subject in subjects:
            for name, row in rows(subject):
                writer.add(name, row)
        writer.flush()
        _look_up(filling)
        _complete(filling)
        filling.commit()
        filling.execute("VACUUM INTO ?", (str(target),))


def kind_of(graph: str) -> str:
    """Whose statements a graph holds: ``source``, ``reference``, ``curation``, ``derived`` …."""
    return graph.removeprefix(f"{BASE}graph/").partition("/")[0]


def _prepare(filling: sqlite3.Connection) -> None:
    # What is lost with the power is made again; nobody else reads the file.
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
        filling.execute(f"PRAGMA {setting}")
    filling.execute(f"PRAGMA application_id = {_APPLICATION}")
    for table in TABLES:
        filling.execute(ddl(table))
    filling.execute(f"CREATE TEMP TABLE {THROUGH} (name, id, far)")
    filling.execute(f"CREATE TEMP TABLE {FAR} (far, predicate, value)")


class _Writer:
    """Writes rows a batch at a time."""

    def __init__(self, filling: sqlite3.Connection) -> None:
        self._filling = filling
        self._waiting: defaultdict[str, list[Row]] = defaultdict(list)

    def add(self, name: str, row: Row) -> None:
        """Add a row to a table."""
        waiting = self._waiting[name]
        waiting.append(row)
        if len(waiting) >= _BATCH:
            self._write(name)

    def flush(self) -> None:
        """Write what still waits."""
        for name in [*self._waiting]:
            self._write(name)

    def _write(self, name: str) -> None:
        waiting = self._waiting.pop(name)
        places = ", ".join("?" * len(waiting[0]))
        self._filling.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", waiting)  # noqa: S608


def _look_up(filling: sqlite3.Connection) -> None:
    """Fill the columns whose values are said of another thing."""
    filling.execute(f"CREATE INDEX temp.by_far ON {FAR} (far, predicate)")
    for table in TABLES:
        for column in table.columns:
            if column.through:
                found = _found(filling, table, column)
                text = f"UPDATE {table.name} SET {_quoted(column.name)} = ? WHERE id = ?"  # noqa: S608
                filling.executemany(text, list(found))


def _found(
    filling: sqlite3.Connection, table: ExportTable, column: ExportColumn
) -> Iterator[tuple[Cell, str]]:
    rows = filling.execute(
        f"SELECT id, min(value) FROM {THROUGH} JOIN {FAR} USING (far)"  # noqa: S608
        " WHERE name = ? AND predicate = ? GROUP BY id HAVING count(DISTINCT value) = 1",
        (table.name, column.predicate),
    )
    return ((_read(column.cell, value), thing) for thing, value in rows)


def _read(cell: str, value: str) -> Cell:
    if cell not in ("longitude", "latitude"):
        return int(value) if cell == "integer" else value
    point = point_of(value)
    return point[cell == "latitude"] if point else None


def _complete(filling: sqlite3.Connection) -> None:
    """Give what is named and nowhere described a row of its own, so that every key leads on."""
    keys = [
        (column.references, table.name, column.name)
        for table in TABLES
        for column in table.columns
        if column.references
    ]
    # Evidence first: the other parents are named by rows of its own.
    for (to, at), name, column in sorted(keys, key=lambda each: each[0] != ("evidence", "id")):
        needed = "kind, statements" if to == "graphs" else ""
        filler = ", '', 0" if needed else ""
        more = f", {needed}" if needed else ""
        filling.execute(
            f"INSERT OR IGNORE INTO {_quoted(to)} ({_quoted(at)}{more})"  # noqa: S608
            f" SELECT DISTINCT {_quoted(column)}{filler} FROM {_quoted(name)}"
            f" WHERE {_quoted(column)} IS NOT NULL"
        )
