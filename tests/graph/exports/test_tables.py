"""The tables and the graph say the same, in every form of the tables."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from graph.exports.column_words import description, title
from graph.exports.flat_files import read
from graph.exports.table import TABLES, ExportColumn, ExportTable
from tests.graph.exports.conftest import Exported
from tests.graph.exports.oracle import Oracle

# Rows that are named and nowhere described stand here, so that every key leads on.
PARENTS = ("things", "evidence", "graphs")
IDS = [table.name for table in TABLES]


@pytest.fixture(scope="session")
def oracle(exported: Exported) -> Oracle:
    return Oracle(exported.store)


def rows(exported: Exported, table: ExportTable) -> list[tuple[object, ...]]:
    return [row for chunk in read(exported.folder / "venskab.sqlite", table) for row in chunk]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_table_says_what_the_graph_answers(
    exported: Exported, oracle: Oracle, table: ExportTable
) -> None:
    found = rows(exported, table)
    expected = oracle.rows(table)
    assert len(found) == len(set(found))
    if table.name in PARENTS:
        bare = {row for row in found if not any(row[1:])}
        assert set(found) - bare == expected
    else:
        assert {tuple(map(_moment, row)) for row in found} == {
            tuple(map(_moment, row)) for row in expected
        }


def test_most_tables_have_rows_in_the_shipped_graph(exported: Exported) -> None:
    empty = {table.name for table in TABLES if not rows(exported, table)}
    # No shipped source says who carried a decision out, what a list leaves out, or two accounts.
    unsaid = {"event_executors", "event_contradictions", "source_omissions"}
    assert empty <= {"acting_for", "goals"} | unsaid


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_csv_and_parquet_hold_the_rows_of_the_database(
    exported: Exported, table: ExportTable
) -> None:
    expected = rows(exported, table)
    assert list(csv_rows(exported.folder, table)) == expected
    kept = parquet.read_table(exported.folder / f"tables/{table.name}.parquet")
    found = [tuple(_plain(cell) for cell in row.values()) for row in kept.to_pylist()]
    assert found == [tuple(map(_moment, row)) for row in expected]
    assert [field.name for field in kept.schema] == [column.name for column in table.columns]


def csv_rows(folder: Path, table: ExportTable) -> list[tuple[object, ...]]:
    with (folder / f"tables/{table.name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        assert next(lines) == [column.name for column in table.columns]
        return [
            tuple(_typed(column, cell) for column, cell in zip(table.columns, line, strict=True))
            for line in lines
        ]


def _typed(column: ExportColumn, cell: str) -> object:
    if not cell:
        return None
    match column.datatype:
        case "integer":
            return int(cell)
        case "double":
            return float(cell)
        case "boolean":
            return {"true": 1, "false": 0}[cell]
    return cell


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.timestamp()
    return cell.isoformat() if isinstance(cell, date) else cell


def _moment(cell: object) -> object:
    """A moment is a number in both, since there are many ways to write one."""
    if isinstance(cell, str) and cell.endswith("Z") and cell[4] == "-" and "T" in cell:
        return datetime.fromisoformat(cell).timestamp()
    return cell


def test_every_key_leads_to_a_row(exported: Exported) -> None:
    with closing(sqlite3.connect(exported.folder / "venskab.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = database.execute("PRAGMA foreign_key_list(agreement_parties)").fetchall()
    assert {key[2] for key in keys} == {"things", "graphs"}


def test_every_column_has_a_name_and_a_meaning_in_both_languages() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        for column in table.columns:
            assert column.name.isidentifier() and column.name.islower()
            for words in (title(table, column), description(table, column)):
                assert words["da"] and words["en"]


def test_who_says_so_survives_in_the_tables(exported: Exported) -> None:
    with closing(sqlite3.connect(exported.folder / "venskab.sqlite")) as database:
        (said,) = database.execute(
            """
            SELECT count(*) FROM agreement_parties
            JOIN claims ON claims.thing = agreement_parties.agreement
            JOIN evidence ON evidence.id = claims.evidence
            JOIN sources ON sources.id = evidence.source
            WHERE evidence.quotation IS NOT NULL AND sources.title_da IS NOT NULL
            """
        ).fetchone()
    assert said > 0
