"""``venskab source`` and ``venskab record``: from a document to the graph and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from graph.data.shipped import open_home
from graph.errors import VenskabError

TEXT = "Aarhus og Nuuk er venskabsbyer.\nDe to borgmestre skrev under den 3. maj 2020.\n"
SAYS = """\
partnership:
  name: aarhus-nuuk
  says: er venskabsbyer
  partnership kind: twinning
  label: {da: Aarhus og Nuuk, en: Aarhus and Nuuk}
  parties: [{says: er venskabsbyer}, Aarhus Kommune, Nuuk]
"""


def run(*words: str | Path, home: Path | None = None, lang: str = "en") -> Result:
    more = ["--home", str(home)] if home else []
    command = [*map(str, words), *more, "--lang", lang]
    result = CliRunner().invoke(app, command, env={"LC_ALL": "C.UTF-8"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "avis.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def record(folder: Path) -> Path:
    """A record as ``source new`` makes it, with what the source says below it."""
    words = ["--text", "avis.txt", "--title", "Aarhus og Nuuk", "--name", "avis-2020"]
    more = ["--published", "2020-05-04", "--language", "dansk", "--url", "https://example.org/a"]
    assert run("source", "new", *words, *more).exit_code == 0
    path = folder / "avis-2020.yaml"
    path.write_text(path.read_text("utf-8") + SAYS, "utf-8")
    return path


def test_a_new_record_has_what_is_known_and_says_what_may_be_filled_in(record: Path) -> None:
    text = record.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    for line in ("name: avis-2020", "title: Aarhus og Nuuk", "language: da", "text file: avis.txt"):
        assert f"  {line}\n" in text
    assert "# visit: led to" in text
    told = run("record", "fmt", "--check", record)
    assert (told.exit_code, told.stdout) == (0, "")
    with pytest.raises(VenskabError, match=r"avis-2020.yaml: there is a file of that name"):
        run("source", "new", "--title", "Aarhus og Nuuk", "--name", "avis-2020")


def test_the_text_is_kept_where_that_is_asked_for(folder: Path) -> None:
    page = "<html lang='da'><body><main><p>En ny aftale</p></main></body></html>"
    (folder / "side.html").write_text(page, "utf-8")
    new = ("source", "new", "--text", "side.html", "--title", "Den nye aftale")
    told = run(*new, "--keep-text", lang="da")
    assert told.exit_code == 0, told.output
    text = (folder / "den-nye-aftale.yaml").read_text("utf-8")
    assert "  tekstfil: den-nye-aftale.txt\n" in text
    assert "  sprog: da\n" in text
    assert (folder / "den-nye-aftale.txt").read_text("utf-8").strip() == "En ny aftale"
    assert run(*new, "--name", "uden-tekst").exit_code == 0
    assert not (folder / "uden-tekst.txt").exists()
    assert "checksum" in (folder / "uden-tekst.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--title", "?"), "No name can be made of it"),
        (("--title", "A", "--name", "Å"), "This is no name of a source"),
        (("--title", "A", "--language", "klingonisk"), "This is no language"),
        (("--title", "A", "--text", "nothing.pdf"), "there is no such file"),
    ],
)
def test_what_a_source_cannot_be_begun_with_is_one_sentence(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(VenskabError, match=said):
        run("source", "new", *words)
    assert not list(folder.glob("*.yaml"))


def test_a_record_is_checked_loaded_and_shown(record: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    checked = run("record", "check", record, home=home)
    assert checked.exit_code == 0, checked.output
    assert "“Nuuk” is taken for Nuuk (locality/nuuk)" in checked.output
    assert "source/avis-2020: a new graph of" in checked.output
    assert run("record", "load", record, home=home).exit_code == 0
    told = json.loads(run("record", "check", record, "--format", "json", home=home).output)
    assert [each["written"] for each in told["names"]] == ["Aarhus Kommune", "Nuuk"]
    assert "unchanged" in run("record", "check", record, home=home).output
    out = tmp_path / "shown.yaml"
    assert run("record", "show", "source/avis-2020", "--out", out, home=home).exit_code == 0
    assert "words: er venskabsbyer" in out.read_text("utf-8")
    assert "unchanged" in run("record", "check", out, home=home).output
    with pytest.raises(VenskabError, match="there is a file of that name"):
        run("record", "show", "source/avis-2020", "--out", out, home=home)
    with pytest.raises(VenskabError, match="there is no graph source/avis-2021"):
        run("record", "show", "source/avis-2021", home=home)


def test_all_faults_are_told_at_their_lines_and_nothing_is_written(
    record: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    text = record.read_text("utf-8")
    line = 1 + text[: text.index("twinning")].count("\n")
    faulty = (
        text.replace("twinning", "twining").replace(", Nuuk]", ", Nuk]").replace("label", "labl")
    )
    record.write_text(faulty, "utf-8")
    told = run("record", "load", record, home=home, lang="da")
    assert told.exit_code == 1
    assert f"linje {line}, tegn 21: partnership > partnership kind" in told.output
    assert told.output.count("Fejl, linje") == 3
    with open_home(home) as ledger:
        assert not [each for each in ledger.graphs() if "avis" in each.graph]
    # What the gate finds is told at the line too.
    record.write_text(text.replace("  partnership kind: twinning\n", ""), "utf-8")
    told = run("record", "check", record, "--format", "json", home=home)
    found = json.loads(told.output)["reports"][0]["results"][0]
    assert (told.exit_code, found["field"]) == (1, "partnership > partnership kind")
    assert found["line"] == 1 + text[: text.index("  name: aarhus-nuuk")].count("\n")


def test_fmt_brings_a_record_into_its_form(record: Path, folder: Path) -> None:
    text = record.read_text("utf-8")
    record.write_text(text.replace("kind: twinning", "kind:     'twinning'"), "utf-8")
    assert run("record", "fmt", "--check", record).exit_code == 1
    assert run("record", "fmt", record).exit_code == 0
    tidied = record.read_text("utf-8")
    assert run("record", "fmt", record).output == ""
    assert "  partnership kind: twinning\n" in tidied
    assert "# visit: led to" in tidied
    (folder / "none.yaml").write_text("a: [1\nb", "utf-8")
    with pytest.raises(VenskabError, match=r"none.yaml, line 1, column 4"):
        run("record", "fmt", record, "none.yaml")


def test_the_schema_is_printed_in_the_language_that_is_spoken() -> None:
    da, en = (json.loads(run("record", "schema", lang=lang).output) for lang in ("da", "en"))
    assert da["title"] == "Optegnelse af en kilde"
    assert "aftale" in da["properties"]
    assert "agreement" in en["properties"]
