"""``venskab query`` and ``venskab queries`` as a person at a terminal sees them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph

from queries.library import library
from tests.api.serving import COMMAND, ROOT, environment

VISITS = "CONSTRUCT WHERE { ?v a <https://w3id.org/venskab/ontology#Visit> }"
ROWS = 'SELECT ?a ?b { VALUES (?a ?b) { ("Å"@da 1) (UNDEF 2) } }'


def venskab(
    *words: str, stdin: str = "", lang: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=ROOT,
        env=environment(LC_ALL=lang),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def query(home: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return venskab("query", *words, "--home", str(home), stdin=stdin)


def answer(home: Path, *words: str, stdin: str = "") -> str:
    done = query(home, *words, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(home: Path, *words: str) -> str:
    """The one sentence on stderr of a command that ends with status 2."""
    done = query(home, *words)
    assert done.returncode == 2
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    return sentence


def test_a_question_by_name_with_a_parameter(home: Path) -> None:
    out = answer(home, "agreements-in-force", "--param", "on=2020-06-01", "--format", "csv")
    rows = {row["agreement"]: row for row in csv.DictReader(io.StringIO(out))}
    agreement = rows["https://w3id.org/venskab/id/agreement/sermersooq-aalborg-2019"]
    assert agreement["certainty"] == "certain"
    assert agreement["documentStatus"] == "udkast"


def test_text_file_and_standard_input_are_the_same_query(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.rq"
    file.write_text(ROWS, encoding="utf-8")
    by_text = answer(home, ROWS, "--format", "csv")
    assert by_text == answer(home, str(file), "--format", "csv")
    assert by_text == answer(home, "-", "--format", "csv", stdin=ROWS)
    assert by_text.split() == ["a,b", "Å,1", ",2"]


def test_a_table_holds_every_cell_whole(home: Path) -> None:
    long = "x" * 300
    out = answer(home, f'SELECT ?long ?kind {{ BIND("{long}" AS ?long) BIND("[red]" AS ?kind) }}')
    assert long in out
    assert "[red]" in out
    assert "1 row\n" in out


@pytest.mark.parametrize(("text", "said"), [("ASK {}", "yes"), ("ASK { <a:a> <a:b> <a:c> }", "no")])
def test_an_ask_is_yes_or_no(home: Path, text: str, said: str) -> None:
    assert answer(home, text) == f"{said}\n"


def test_result_formats_hold_the_same_rows(home: Path) -> None:
    document = json.loads(answer(home, ROWS, "-f", "json"))
    first, second = document["results"]["bindings"]
    assert first["a"] == {"type": "literal", "value": "Å", "xml:lang": "da"}
    assert "a" not in second
    assert answer(home, ROWS, "-f", "tsv").splitlines()[1] == '"Å"@da\t1'
    assert "<sparql" in answer(home, ROWS, "-f", "xml")


@pytest.mark.parametrize(
    ("name", "parser"),
    [("table", "turtle"), ("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")],
)
def test_a_graph_in_every_format(home: Path, name: str, parser: str) -> None:
    parsed = Graph().parse(data=answer(home, VISITS, "--format", name), format=parser)
    assert len(parsed) >= 1


def test_the_graph_as_it_was_before_there_was_one(home: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/venskab/ontology#Agreement> }"
    assert answer(home, count, "-f", "csv", "--as-of", "2000-01-01").split()[1] == "0"
    assert int(answer(home, count, "-f", "csv", "--as-of", "2999-01-01").split()[1]) > 0


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
def test_what_cannot_be_is_one_sentence(home: Path, words: list[str], said: str) -> None:
    assert said in refused(home, *words)


def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert str(file) in refused(file, "ASK {}")


def test_a_wrong_setting_names_its_variable(home: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "query", "ASK {}", "--home", str(home)],
        cwd=ROOT,
        env=environment(VENSKAB_QUERY_SECONDS="soon"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "VENSKAB_QUERY_SECONDS" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("locale", "lang"), [("da_DK.UTF-8", "da"), ("en_GB.UTF-8", "en")])
def test_the_library_is_listed_in_the_language_of_the_reader(locale: str, lang: str) -> None:
    out = venskab("queries", lang=locale).stdout
    for name, question in library().items():
        assert name in out
        assert question.title["da" if lang == "da" else "en"] in out


def test_version_and_help() -> None:
    assert venskab("--version").stdout.startswith("venskab 0.")
    out = venskab("--help").stdout
    for command in ("serve", "query", "queries", "load", "graph", "evidence", "import"):
        assert command in out
