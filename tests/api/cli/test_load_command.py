"""``venskab load``: exit status, what is told, and that nothing happens by halves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from typer.testing import CliRunner, Result

from api.cli.main import app
from graph.data.shipped import open_home
from graph.errors import UnreadableFile, VenskabError
from graph.ledger import Ledger, Put
from graph.ledger.short_names import graph_iri
from graph.validation.loader import Options, judge_files
from ontology import EXAMPLES

GOOD = EXAMPLES / "partnership-without-agreement.ttl"
GRAPH = "source/example-partnership-without-agreement"
# What another page says of the same partnership, in the graph of the same source.
MORE = f"""
@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix id: <https://w3id.org/venskab/id/> .
<{graph_iri(GRAPH)}> {{
    id:event\\/ended a vsk:LifecycleEvent ; rdfs:label "Slut"@da, "End"@en ;
        vsk:concerns id:partnership\\/north-east ; vsk:evidence id:evidence\\/ended ;
        vsk:eventKind <https://w3id.org/venskab/concept/event-kind/terminated> ;
        vsk:date "2024"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
    id:evidence\\/ended a vsk:Evidence ; vsk:locator "s. 2" ; vsk:supports vsk:date ;
        oa:hasSource <{graph_iri(GRAPH)}> .
}}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.ttl"
    path.write_text(
        GOOD.read_text("utf-8").replace("    dcterms:title", "    rdfs:comment"), "utf-8"
    )
    return path


def run(home: Path, *words: str | Path, locale: str = "C.UTF-8") -> Result:
    command = ["load", *map(str, words), "--home", str(home)]
    result = CliRunner().invoke(app, command, env={"LC_ALL": locale})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def head(home: Path) -> int:
    with open_home(home) as ledger:
        return ledger.head()


def test_a_conforming_file_is_loaded_and_told(home: Path) -> None:
    before = head(home)
    result = run(home, GOOD, "--actor", "clerk", "--note", "why")
    assert result.exit_code == 0
    assert "accepted" in result.output
    with Ledger.open(home / "ledger.sqlite") as ledger:
        change = ledger.history()[-1]
    told = f"{GRAPH}: {change.quads} statements, version {(change.hash or '')[:12]}"
    assert told in result.output
    assert (change.sequence, change.actor, change.note) == (before + 1, "clerk", "why")


def test_a_violation_is_exit_1_and_changes_nothing(home: Path, bad: Path) -> None:
    before = head(home)
    result = run(home, EXAMPLES / "evidence.ttl", bad)
    assert result.exit_code == 1
    assert "Give the source a title" in result.output
    assert "Nothing was changed." in result.output
    assert head(home) == before


def test_the_report_speaks_the_readers_language(home: Path, bad: Path) -> None:
    assert "Giv kilden en titel" in run(home, bad, locale="da_DK.UTF-8").output
    assert "Giv kilden en titel" in run(home, bad, "--lang", "da").output
    assert "Intet er ændret." in run(home, bad, "--lang", "da").output
    assert "Give the source a title" in run(home, bad, "--lang", "en", locale="da_DK").output


def test_the_report_as_json_and_as_a_graph(home: Path, bad: Path) -> None:
    told = json.loads(run(home, bad, "--format", "json").stdout)
    assert told["conforms"] is False
    assert told["changes"] == []
    assert any("title" in str(one["path"]) for one in told["reports"][0]["results"])
    graph = Graph().parse(data=run(home, bad, "--format", "turtle").stdout, format="turtle")
    asked = "ASK { ?r a sh:ValidationReport ; sh:conforms false ; sh:result ?one }"
    assert graph.query(asked).askAnswer
    told = json.loads(run(home, GOOD, "--format", "json").stdout)
    assert told["changes"][0]["new"] is True


def test_a_trial_changes_nothing(home: Path) -> None:
    before = head(home)
    result = run(home, GOOD, "--dry-run")
    assert result.exit_code == 0
    assert "Nothing was changed." in result.output
    assert head(home) == before


@pytest.mark.parametrize("name", ["missing.ttl", "empty.ttl", "folder.ttl", "large.nq"])
def test_an_unusable_file_changes_nothing(home: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.ttl").touch()
    (tmp_path / "folder.ttl").mkdir()
    with (tmp_path / "large.nq").open("wb") as file:
        file.truncate(2 << 30)
    before = head(home)
    with pytest.raises(UnreadableFile, match=name):
        run(home, GOOD, tmp_path / name)
    assert head(home) == before


def test_nothing_but_the_report_goes_to_a_pipe(home: Path) -> None:
    result = run(home, GOOD)
    assert result.stderr == ""
    assert "\x1b" not in result.output


def test_a_load_that_removes_is_refused_until_it_is_asked_for(home: Path, tmp_path: Path) -> None:
    run(home, GOOD)
    before = head(home)
    changed = tmp_path / "changed.ttl"
    changed.write_text(GOOD.read_text("utf-8").replace("2022-10-01", "2022-10-02"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "api.cli.main", "load", str(changed), "--home", str(home)],
        capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "--replace" in sentence
    assert f"{GRAPH} (2/58)" in sentence
    assert "      - North Municipality" in done.stdout
    assert head(home) == before
    assert run(home, GOOD).exit_code == 0, "the same needs no option"
    assert run(home, changed, "--replace").exit_code == 0
    assert head(home) == before + 1


def test_what_was_meant_as_an_addition_is_told_so(home: Path, tmp_path: Path) -> None:
    run(home, GOOD)
    path = tmp_path / "more.trig"
    path.write_text(MORE, "utf-8")
    refused = run(home, path, "--lang", "da")
    assert refused.exit_code == 1
    assert f"{GRAPH} findes i forvejen" in refused.stdout
    assert "`venskab load --add`" in refused.stdout
    added = run(home, path, "--add")
    assert added.exit_code == 0, added.stdout
    assert f"{GRAPH}: 69 statements" in added.stdout


def test_what_somebody_else_changed_meanwhile_is_not_written_over(home: Path) -> None:
    run(home, GOOD)
    with Ledger.open(home / "ledger.sqlite") as ledger:
        judged = judge_files(ledger, [GOOD], options=Options(add=True))
        graph = graph_iri(GRAPH)
        ledger.withdraw(graph, actor="another")
        put = Put(graph, judged.documents[0].lines)
        with pytest.raises(VenskabError, match="changed it meanwhile"):
            ledger.apply([put], actor="t", based_on=judged.based_on)
        assert graph not in {each.graph for each in ledger.graphs()}
