"""The descriptions of the tables hold for the tables, by the libraries of the two standards."""

from __future__ import annotations

import json
import re
from pathlib import Path

import frictionless
import pytest
from csvw import CSVW, TableGroup

from graph.exports.metadata import BESIDE, PACKAGE, TOGETHER
from graph.exports.table import TABLES
from tests.graph.exports.conftest import Small


@pytest.fixture(scope="module")
def tables(small: Small) -> Path:
    return small.folder / "tables"


def test_csvw_of_all_tables_holds_and_every_key_leads_on(tables: Path) -> None:
    group = TableGroup.from_file(tables / TOGETHER)
    assert isinstance(group, TableGroup)
    assert [str(table.url) for table in group.tables] == [f"{each.name}.csv" for each in TABLES]
    group.check_referential_integrity()
    rows = group.read()
    assert len(rows["parties.csv"]) > 1
    assert all(set(row) == {c.name for c in TABLES[0].columns} for row in rows["graphs.csv"])


def test_csvw_beside_a_table_is_found_and_holds(tables: Path) -> None:
    for table in TABLES:
        assert (tables / f"{table.name}.csv{BESIDE}").is_file()
        found = CSVW(str(tables / f"{table.name}.csv"), validate=True)
        assert found.is_valid
        assert found.warnings == []
        schema = found.t.tableSchema
        assert schema is not None
        names = [column.name for column in schema.columns]
        assert names == [column.name for column in table.columns]


# The library says by warnings, which it collects, what does not hold.
@pytest.mark.filterwarnings("default")
def test_csvw_finds_what_is_wrong(tables: Path, tmp_path: Path) -> None:
    name = "status_spells.csv"
    text = (tables / name).read_text("utf-8")
    wrong = re.sub(r",[0-9]{4}-[0-9]{2}-[0-9]{2},", ",2016-13-01,", text, count=1)
    assert wrong != text
    (tmp_path / name).write_text(wrong, "utf-8")
    (tmp_path / (name + BESIDE)).write_bytes((tables / (name + BESIDE)).read_bytes())
    found = CSVW(str(tmp_path / name), validate=True)
    assert not found.is_valid
    assert "2016-13-01" in str(found.warnings[0].message)


def test_the_data_package_holds_with_hashes_and_keys(tables: Path) -> None:
    report = frictionless.Package(str(tables / PACKAGE)).validate()
    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(TABLES)


def test_the_data_package_finds_what_is_wrong(tables: Path, tmp_path: Path) -> None:
    document = json.loads((tables / PACKAGE).read_text("utf-8"))
    for resource in document["resources"]:
        path = tables / resource["path"]
        (tmp_path / resource["path"]).write_bytes(path.read_bytes())
    (tmp_path / PACKAGE).write_text(json.dumps(document), "utf-8")
    parties = tmp_path / "parties.csv"
    parties.write_bytes(parties.read_bytes().replace(b"/partnership/", b"/elsewhere/"))
    report = frictionless.Package(str(tmp_path / PACKAGE)).validate()
    assert {error for (error,) in report.flatten(["type"])} == {
        "hash-count",
        "foreign-key",
        "byte-count",
    }
