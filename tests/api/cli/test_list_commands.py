"""``venskab list`` and ``venskab import list``: loaded, replaced by a new edition, taken out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli import import_commands, list_commands
from graph.errors import BadParameter, NotFound, VenskabError
from graph.identifiers import list_graph
from graph.ledger import Ledger
from graph.settings import Settings

app = typer.Typer()
app.add_typer(list_commands.app, name="list")
app.add_typer(import_commands.app, name="import")
HEAD = "city1,country1,lat1,lng1,city2,country2,lat2,lng2"
FIRST = ("North,Denmark,56.1,10.2,South,Greenland,60.7,-46.0", "North,Denmark,,,East,Norway,,")
SECOND = ("West,Sweden,,,North,Denmark,56.1,10.2", "North,Denmark,56.1,10.2,East,Norway,60.1,10.1")


def venskab(home: Path, *words: str | Path) -> str:
    """What the command prints, in this process; its error is raised."""
    command = [*map(str, words), "--home", str(home)]
    result = CliRunner().invoke(app, command, env={"LC_ALL": "en_GB.UTF-8"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose ledger is not empty, so that nothing shipped is loaded."""
    folder = tmp_path / "home"
    folder.mkdir()
    graph = "https://e.org/g"
    with Ledger.open(Settings(home=folder).ledger_path) as ledger:
        ledger.put(graph, [f'<https://e.org/1> <https://e.org/p> "x" <{graph}> .'], actor="test")
    return folder


def table(folder: Path, name: str, rows: tuple[str, ...]) -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_new_edition_takes_the_place_of_the_old_and_tells_what_came_and_went(
    home: Path, tmp_path: Path
) -> None:
    facts = ("--name", "case", "--licence", "https://example.org/licence")
    old, new = table(tmp_path, "old.csv", FIRST), table(tmp_path, "new.csv", SECOND)
    told = venskab(home, "import", "list", "pairs", old, *facts, "--edition", "2025")
    assert "case: 2 rows give 2 ties of 3 places." in told
    report, changes = tmp_path / "report.csv", tmp_path / "changes.csv"
    again = ("import", "list", "pairs", new, *facts, "--edition", "2026-01", "--changes", changes)
    tried = venskab(home, *again, "--dry-run")
    assert tried.endswith("Nothing was changed.\n")
    told = venskab(home, *again, "--report", report)
    assert "Came with this edition: places 1, ties 1." in told
    assert "Went: places 1, ties 1." in told
    assert "Changed: places 1, ties 0." in told
    with changes.open(encoding="utf-8") as file:
        assert list(csv.reader(file)) == [
            ["change", "kind", "key"],
            ["came", "place", "west-se"],
            ["came", "tie", "north-dk--west-se"],
            ["went", "place", "south-gl"],
            ["went", "tie", "north-dk--south-gl"],
            ["changed", "place", "east-no"],
        ]
    assert report.read_text("utf-8").splitlines() == ["list,row,code,reason,values"]
    listed = venskab(home, "list")
    assert "2026-01" in listed and "https://example.org/licence" in listed
    assert "pairs-2026 comes with Venskab, edition 2026-02-08" in listed
    with Ledger.open(Settings(home=home).ledger_path) as ledger:
        notes = [change.note for change in ledger.history() if change.graph == list_graph("case")]
    assert notes == [
        "list case, edition 2025, https://example.org/licence",
        "list case, edition 2026-01, https://example.org/licence",
    ]


def test_a_list_that_is_taken_out_leaves_its_places_and_decisions_nowhere(
    home: Path, tmp_path: Path
) -> None:
    old = table(tmp_path, "old.csv", FIRST)
    venskab(home, "import", "list", "pairs", old, "--name", "case", "--edition", "2025")
    matches = "https://w3id.org/venskab/graph/curation/matches-case"
    with Ledger.open(Settings(home=home).ledger_path) as ledger:
        line = f'<https://e.org/1> <https://e.org/p> "x" <{matches}> .'
        ledger.put(matches, [line], actor="test")
    told = venskab(home, "list", "remove", "case")
    assert "list/case: withdrawn" in told and "matches-case: withdrawn" in told
    with Ledger.open(Settings(home=home).ledger_path) as ledger:
        assert [each.graph for each in ledger.graphs()] == ["https://e.org/g"]
    assert "No list is loaded." in venskab(home, "list")
    with pytest.raises(NotFound, match="there is no list 'case'"):
        venskab(home, "list", "remove", "case")


@pytest.mark.parametrize(
    ("words", "error", "what"),
    [
        (("list", "add", "nothing"), NotFound, "There are: pairs-2026, wikidata-2016"),
        (("import", "list", "members", "x"), BadParameter, "Name it with --network"),
        (("import", "list", "pairs", "x"), VenskabError, "name is not given"),
    ],
)
def test_what_is_missing_is_said(
    home: Path, words: tuple[str, ...], error: type[VenskabError], what: str
) -> None:
    with pytest.raises(error, match=what):
        venskab(home, *words)
