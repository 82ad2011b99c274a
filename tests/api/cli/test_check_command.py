"""``venskab check``, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib.namespace import RDF

from graph.ledger import Ledger
from graph.prefixes import BASE
from graph.validation import turbo_engine
from tests.api.cli import command_line as venskab
from tests.shared import lacking, shared

PARTS = ("shapes", "evidence", "links", "quality", "quotations")


def test_the_shipped_graph_is_in_order(tmp_path: Path) -> None:
    done = venskab.run("check", "--documents", shared("documents"), "--home", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(" ")[0].lower() for line in lines] == list(PARTS)
    assert all(line.endswith(": in order.") for line in lines)
    assert done.stderr == ""


@pytest.fixture
def faulty_home(small_home: Path, tmp_path: Path) -> Path:
    """A small home with evidence that nothing refers to."""
    with Ledger.open(small_home / "ledger.sqlite") as good:
        graphs = {each.graph: good.lines(each.hash) for each in good.graphs()}
    source = f"{BASE}graph/source/kujalleq-aarhus-2016"
    stray = f"<{BASE}id/evidence/stray>"
    graphs[source] += [
        f"{stray} <{RDF.type}> <{BASE}ontology#Evidence> <{source}> .",
        f'{stray} <{BASE}ontology#locator> "p. 1" <{source}> .',
    ]
    with Ledger.open(tmp_path / "ledger.sqlite") as bad:
        for graph, lines in graphs.items():
            bad.put(graph, lines, actor="test")
    return tmp_path


def test_a_fault_is_told_in_both_formats_and_fails(faulty_home: Path) -> None:
    text = venskab.run("check", "--home", faulty_home, lang="da_DK.UTF-8")
    assert text.returncode == 1
    assert "Belæg (5 regler): med fejl." in text.stdout
    assert "Et belæg, som ingen ting har, er tabt for læseren." in " ".join(text.stdout.split())
    told = json.loads(venskab.run("check", "--home", faulty_home, "--format", "json").stdout)
    assert told["conforms"] is False
    (evidence,) = [part for part in told["parts"] if part["part"] == "evidence"]
    found = {result["focus"] for report in evidence["reports"] for result in report["results"]}
    assert found == {f"{BASE}id/evidence/stray"}


def judged(home: Path, **settings: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole report, and its part on the shapes."""
    done = venskab.run("check", "--home", home, "--format", "json", **settings)
    told = json.loads(done.stdout)
    return told, told["parts"][0]


def found_in(part: dict[str, Any]) -> set[str]:
    return {one["focus"] for report in part["reports"] for one in report["results"]}


def test_a_fault_is_found_with_and_without_the_fast_engine_and_mended(
    faulty_home: Path, tmp_path: Path
) -> None:
    if not turbo_engine.installed():
        lacking("venskab[check]")
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "pyshacl_turbo.py").write_text("raise ModuleNotFoundError(name='pyshacl_turbo')\n")
    with_it, shapes = judged(faulty_home)
    assert f"{BASE}id/evidence/stray" in found_in(shapes)
    assert shapes["judged"] == shapes["examined"] == 2
    assert judged(faulty_home, PYTHONPATH=str(hidden)) == (with_it, shapes)
    assert len([*(faulty_home / "verdicts").iterdir()]) == 2

    source = f"{BASE}graph/source/kujalleq-aarhus-2016"
    with Ledger.open(faulty_home / "ledger.sqlite") as ledger:
        (bad,) = [each for each in ledger.graphs() if each.graph == source]
        lines = [line for line in ledger.lines(bad.hash) if "evidence/stray>" not in line]
        ledger.put(source, lines, actor="test")
    _, shapes = judged(faulty_home)
    assert f"{BASE}id/evidence/stray" not in found_in(shapes)
    assert (shapes["judged"], shapes["examined"]) == (1, 2)
    text = venskab.run("check", "--home", faulty_home, lang="da_DK.UTF-8").stdout
    assert text.startswith("Formkrav (2 grafer, heraf 0 bedømt på ny): med fejl.")


def test_without_the_folder_it_cannot_be_done(small_home: Path, tmp_path: Path) -> None:
    done = venskab.run("check", "--documents", tmp_path / "nowhere", "--home", small_home)
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path / 'nowhere'}: there is no such folder.\n"
