"""``venskab sheet``: the empty template, filled in as by a clerk, is checked, loaded, written."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.data.shipped import open_home
from graph.identifiers import source_graph
from tests.api.cli.test_record_commands import run
from tests.shared import ROOT, needs, shared

pytestmark = needs("openpyxl")
ROWS: dict[str, list[dict[str, str]]] = tomllib.loads(
    (ROOT / "tests/graph/sheets/annex_2019.toml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "t.xlsx"
    assert run("sheet", "template", "--out", path, lang="da").exit_code == 0
    return path


@pytest.fixture(scope="module")
def home(shipped_home: Callable[[str], Path]) -> Path:
    """A home folder that these tests load into."""
    return shipped_home("sheets")


def fill(template: Path, folder: Path) -> tuple[Path, Any]:
    """The annex written into the template below its example rows; the file and its workbook."""
    import openpyxl

    shutil.copy(shared("documents/sermersooq-aalborg-2019.txt"), folder / "bilag.txt")
    book = openpyxl.load_workbook(template)
    for name, rows in ROWS.items():
        heads = {str(each.value).rstrip(" *"): each.column for each in book[name][1]}
        for number, row in enumerate(rows, 3):
            for heading, text in row.items():
                book[name].cell(number, heads[heading]).value = text
    book.save(folder / "bilag.xlsx")
    return folder / "bilag.xlsx", book


def test_the_annex_is_entered_from_the_empty_template(
    template: Path, tmp_path: Path, home: Path
) -> None:
    """Facts A12 to A19 in 121 cells of 15 rows; the words are found in the text."""
    assert sum(len(row) for rows in ROWS.values() for row in rows) == 121
    path, _ = fill(template, tmp_path)
    told = run("sheet", "load", path, "--format", "json", home=home)
    assert told.exit_code == 0, told.stdout
    iri = source_graph("sermersooq-aalborg-bilag-1")
    with open_home(home) as ledger:
        version = next(each for each in ledger.graphs() if each.graph == iri)
        lines = list(ledger.lines(version.hash))
    said = "\n".join(lines)
    for part in (
        '/ontology#date> "2019-08-14/2019-08-17"',
        '/ontology#timesPerYearMax> "2"',
        "/concept/commitment-strength/wish>",
        "/concept/cooperation-area/labour-market>",
        "/id/locality/noerresundby>",
        "/concept/office-role/chief-executive>",
        '/ontology#inForceFrom> "2019-12-XX"',
        '/ontology#dateAsStated> "14.-17. august 2019"',
    ):
        assert part in said, part
    assert said.count("/oa#start>") == said.count("/oa#exact>")

    again = tmp_path / "again.xlsx"
    assert run("sheet", "export", iri, "--out", again, home=home).exit_code == 0
    told = run("sheet", "load", again, "--format", "json", home=home)
    assert [each["new"] for each in json.loads(told.stdout)["changes"]] == [False]


def test_all_faults_are_told_at_once_and_marked(template: Path, tmp_path: Path, home: Path) -> None:
    """By sheet and cell, in the reader's language; the marked copy names the same cells."""
    import openpyxl

    path, book = fill(template, tmp_path)
    book["Indsats"]["D3"] = "måske"
    book["Bilag"]["A1"] = "navnet"
    book["Udveksling"].cell(3, 60).value = "løs"
    book["Forpligtelse"]["G3"].value = None
    book.create_sheet("Noter")["A1"] = "mine"
    book.save(path)
    told = run("sheet", "check", path, "--marked", tmp_path / "m.xlsx", home=home, lang="da")
    assert told.exit_code == 1
    for cell in ("Indsats!D3", "Bilag!A1", "Udveksling!BH3", "Noter"):
        assert f"Fejl, {cell}: " in told.stdout, cell
    marked = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert marked["Indsats"]["D3"].comment.text.startswith("Det begreb findes ikke")
    listed = {(row[0], row[1]) for row in marked["Fejl"].iter_rows(min_row=2, values_only=True)}
    assert {("Indsats", "D3"), ("Bilag", "A1"), ("Udveksling", "BH3"), ("Noter", None)} <= listed

    there = run_failing("sheet", "check", path, "--marked", tmp_path / "m.xlsx")
    assert "There is something of this name already." in there


def run_failing(*words: str | Path) -> str:
    from graph.errors import VenskabError

    with pytest.raises(VenskabError) as refused:
        run(*words)
    return refused.value.sentence()


def test_a_thing_stands_for_the_one_source_that_describes_it(tmp_path: Path, home: Path) -> None:
    out = tmp_path / "csv"
    assert "no source and no thing" in run_failing(
        "sheet", "export", "visit/no-such", "--out", out, "--home", home
    )
    assert "Name one of them: source/" in run_failing(
        "sheet", "export", "partnership/sermersooq-aalborg", "--out", out, "--home", home
    )
    told = run("sheet", "export", "kujalleq-aarhus-2016", "--out", out, home=home)
    assert told.exit_code == 0
    assert {"Source.csv", "Agreement.csv", "Passages.csv"} <= {each.name for each in out.iterdir()}
    check = run("sheet", "check", out, home=home)
    assert "source/kujalleq-aarhus-2016: unchanged." in check.stdout
