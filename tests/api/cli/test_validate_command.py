"""``venskab validate`` as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH
from typer.testing import CliRunner, Result

from api.cli.main import app
from graph.data.shipped import DATA
from graph.errors import UnreadableFile

RUNNER = CliRunner()

GOOD = """@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix source: <https://w3id.org/venskab/graph/source/> .
@prefix municipality: <https://w3id.org/venskab/id/municipality/> .

source:a-note a vsk:Source ;
    dcterms:title "Et notat"@da ;
    dcterms:publisher municipality:aalborg-kommune ;
    vsk:published "2020"^^edtf:EDTF .
"""
BAD = GOOD.replace('"2020"', '"forrige år"')
SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is judged leans on the shipped graph, not on what the person who tests has."""
    monkeypatch.setenv("VENSKAB_HOME", str(home))


def run(*arguments: str | Path) -> Result:
    return RUNNER.invoke(app, ["validate", *(str(argument) for argument in arguments)])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "note.ttl"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_a_good_file_conforms(tmp_path: Path) -> None:
    path = tmp_path / "note.ttl"
    path.write_text(GOOD, encoding="utf-8")
    result = run(path, "--lang", "en")
    first, *further = result.output.splitlines()
    assert (result.exit_code, first) == (0, f"{path}: accepted.")
    assert further[-1] == "    source/a-note: a new graph of 4 statements."


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_a_violation_is_found_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"note.{suffix}"
    syntax = SYNTAXES[suffix]
    quads = ox.parse(BAD.encode(), format=ox.RdfFormat.TURTLE)
    path.write_bytes(ox.serialize((quad.triple for quad in quads), format=syntax) or b"")
    result = run(path, "--format", "json")
    assert result.exit_code == 1, result.output
    (one,) = json.loads(result.output)["reports"][0]["results"]
    assert one["value"] == "forrige år"
    assert isinstance(one["line"], int)


def test_the_report_is_in_the_language_asked_for(bad: Path) -> None:
    assert "Fejl, linje 10: Et notat" not in run(bad, "--lang", "en").output
    assert "ikke godkendt (1 fejl)" in run(bad, "--lang", "da").output
    assert "not accepted (1 error)" in run(bad, "--lang", "en").output


def test_the_language_is_that_of_the_locale(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "ikke godkendt" in run(bad).output
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "not accepted" in run(bad).output


def test_the_report_names_the_line(bad: Path) -> None:
    assert "Error, line 10: " in run(bad, "--lang", "en").output


def test_the_turtle_report_is_shacl(bad: Path) -> None:
    graph = Graph().parse(data=run(bad, "--format", "turtle").output, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(report, SH.result))) == 1


def test_files_lean_on_one_another(tmp_path: Path) -> None:
    described = tmp_path / "described.ttl"
    described.write_text(
        GOOD.replace("a-note", "another")
        + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        + 'municipality:ny-kommune a vsk:Municipality ; rdfs:label "Ny Kommune" ;\n'
        + "    vsk:country <http://publications.europa.eu/resource/authority/country/DNK> .\n",
        encoding="utf-8",
    )
    leaning = tmp_path / "leaning.ttl"
    leaning.write_text(GOOD.replace("aalborg-kommune", "ny-kommune"), encoding="utf-8")
    assert run(leaning).exit_code == 1
    assert run(leaning, described).exit_code == 0


def test_an_unusable_file_is_an_error_not_a_report(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.ttl")
    assert isinstance(result.exception, UnreadableFile)


def test_the_founding_sources_conform() -> None:
    names = ("sermersooq-aalborg-2019", "kujalleq-aarhus-2016")
    result = run(*(DATA / "sources" / f"{name}.trig" for name in names), "--lang", "en")
    assert result.exit_code == 0, result.output


def test_it_runs_as_a_program_of_its_own(bad: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli.main", "validate", str(bad), "--lang", "da"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1
    assert "Skriv udgivelsesdatoen som EDTF" in done.stdout
    assert done.stderr == ""
