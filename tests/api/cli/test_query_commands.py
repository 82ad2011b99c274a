"""``venskab query`` and ``venskab queries`` as a person at a terminal sees them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph

from api.cli.main import run
from queries.library import library
from tests.api.serving import COMMAND, ROOT, environment

VISITS = "CONSTRUCT WHERE { ?v a <https://w3id.org/venskab/ontology#Visit> }"
ROWS = 'SELECT ?a ?b { VALUES (?a ?b) { ("Å"@da 1) (UNDEF 2) } }'


@dataclass
class Done:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


class Venskab:
    """The command line in this process, for starting one for each command takes long."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self._home = home
        self._monkeypatch = monkeypatch
        self._capfd = capfd
        for name in os.environ:
            if name.startswith("VENSKAB_"):
                monkeypatch.delenv(name)
        monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def __call__(self, *words: str) -> Done:
        self._monkeypatch.setattr(sys, "argv", ["venskab", *words])
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = self._capfd.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    def answer(self, *words: str) -> str:
        """What ``query`` prints, when it ends well."""
        done = self("query", *words, "--home", str(self._home))
        assert (done.status, done.err) == (0, "")
        return done.out

    def refused(self, *words: str) -> str:
        """The one sentence on stderr of a ``query`` that ends with status 2."""
        done = self("query", *words, "--home", str(self._home))
        assert (done.status, done.out) == (2, "")
        (sentence,) = done.err.splitlines()
        return sentence


@pytest.fixture
def venskab(
    small_home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Venskab:
    return Venskab(small_home, monkeypatch, capfd)


def test_a_question_by_name_with_a_parameter(venskab: Venskab) -> None:
    out = venskab.answer("agreements-in-force", "--param", "on=2020-06-01", "--format", "csv")
    rows = {row["agreement"]: row for row in csv.DictReader(io.StringIO(out))}
    agreement = rows["https://w3id.org/venskab/id/agreement/sermersooq-aalborg-2019"]
    assert agreement["certainty"] == "certain"
    assert agreement["documentStatus"] == "udkast"


def test_text_file_and_standard_input_are_the_same_query(
    venskab: Venskab, small_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rows.rq"
    file.write_text(ROWS, encoding="utf-8")
    by_text = venskab.answer(ROWS, "--format", "csv")
    assert by_text == venskab.answer(str(file), "--format", "csv")
    assert by_text.split() == ["a,b", "Å,1", ",2"]
    piped = subprocess.run(
        [*COMMAND, "query", "-", "--format", "csv", "--home", str(small_home)],
        cwd=ROOT, env=environment(), input=ROWS.encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert piped.stdout.decode().split() == by_text.split()


def test_a_table_holds_every_cell_whole(venskab: Venskab) -> None:
    long = "x" * 300
    out = venskab.answer(f'SELECT ?long ?kind {{ BIND("{long}" AS ?long) BIND("[red]" AS ?kind) }}')
    assert long in out
    assert "[red]" in out
    assert "1 row\n" in out


@pytest.mark.parametrize(("text", "said"), [("ASK {}", "yes"), ("ASK { <a:a> <a:b> <a:c> }", "no")])
def test_an_ask_is_yes_or_no(venskab: Venskab, text: str, said: str) -> None:
    assert venskab.answer(text) == f"{said}\n"


def test_result_formats_hold_the_same_rows(venskab: Venskab) -> None:
    document = json.loads(venskab.answer(ROWS, "-f", "json"))
    first, second = document["results"]["bindings"]
    assert first["a"] == {"type": "literal", "value": "Å", "xml:lang": "da"}
    assert "a" not in second
    assert venskab.answer(ROWS, "-f", "tsv").splitlines()[1] == '"Å"@da\t1'
    assert "<sparql" in venskab.answer(ROWS, "-f", "xml")


@pytest.mark.parametrize(
    ("name", "parser"),
    [("table", "turtle"), ("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")],
)
def test_a_graph_in_every_format(venskab: Venskab, name: str, parser: str) -> None:
    parsed = Graph().parse(data=venskab.answer(VISITS, "--format", name), format=parser)
    assert len(parsed) >= 1


def test_the_graph_as_it_was_before_there_was_one(venskab: Venskab) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/venskab/ontology#Agreement> }"
    assert venskab.answer(count, "-f", "csv", "--as-of", "2000-01-01").split()[1] == "0"
    assert int(venskab.answer(count, "-f", "csv", "--as-of", "2999-01-01").split()[1]) > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["agrements-in-force"], "Did you mean agreements-in-force?"),
        (["no-such-file.rq"], "no-such-file.rq: No such file"),
        (["SELECT * {\n ?s ?p }"], "line 2, column"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], "update"),
        (["agreements-in-force", "--param", "on=yesterday"], "yesterday"),
        (["agreements-in-force", "--param", "of=x"], "no parameter"),
        (["agreements-in-force", "--param", "on"], "--param name=value"),
        (["ASK {}", "--param", "on=x"], "--param"),
        (["ASK {}", "--as-of", "2020-13-01"], "2020-13-01"),
        ([VISITS, "--format", "csv"], "turtle"),
        ([ROWS, "--format", "turtle"], "csv"),
    ],
)
def test_what_cannot_be_is_one_sentence(venskab: Venskab, words: list[str], said: str) -> None:
    assert said in venskab.refused(*words)


def test_a_folder_that_cannot_be_is_one_sentence(venskab: Venskab, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = venskab("query", "ASK {}", "--home", str(file))
    assert done.status == 2
    assert str(file) in done.err
    assert len(done.err.splitlines()) == 1


def test_a_wrong_setting_names_its_variable(
    venskab: Venskab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENSKAB_QUERY_SECONDS", "soon")
    assert "VENSKAB_QUERY_SECONDS" in venskab.refused("ASK {}")


@pytest.mark.parametrize(("locale", "lang"), [("da_DK.UTF-8", "da"), ("en_GB.UTF-8", "en")])
def test_the_library_is_listed_in_the_language_of_the_reader(
    venskab: Venskab, monkeypatch: pytest.MonkeyPatch, locale: str, lang: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    out = venskab("queries").out
    for name, question in library().items():
        assert name in out
        assert question.title["da" if lang == "da" else "en"] in out


def test_version_and_help(venskab: Venskab) -> None:
    assert venskab("--version").out.startswith("venskab 0.")
    out = venskab("--help").out
    for command in ("serve", "query", "queries", "validate", "load", "graph", "evidence", "import"):
        assert command in out
