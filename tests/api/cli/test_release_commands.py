"""``venskab release``: made once, shown, compared, and written out bit by bit on any machine."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli import release_commands
from graph.errors import UnreadableFile, UnusableInput, VenskabError
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.releases import rdf_patch
from graph.releases.release_files import patched
from tests.api.serving import COMMAND, ROOT

A, B = source_graph("a"), source_graph("b")


app = typer.Typer()
app.add_typer(release_commands.app, name="release")


def venskab(home: Path, *words: str, lang: str = "en_GB.UTF-8") -> str:
    """What the command prints, in this process; its error is raised."""
    command = [*words, "--home", str(home)]
    result = CliRunner().invoke(app, command, env={"LC_ALL": lang})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def elsewhere(home: Path, *words: str, **variables: str) -> str:
    """What it prints in a process of its own."""
    run = subprocess.run(
        [*COMMAND, *words, "--home", str(home)],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def line(graph: str, n: int, text: str) -> str:
    return (
        f'<https://e.org/{n}> <http://www.w3.org/2000/01/rdf-schema#label> "{text}"@da <{graph}> .'
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two releases."""
    with Ledger.open(tmp_path / "home" / "ledger.sqlite") as ledger:
        ledger.put(A, [line(A, n, f"Ærø {n}") for n in range(50)], actor="t")
        ledger.releases.make("1.0", title="Den første", actor="t")
        ledger.put(A, [line(A, n, f"Ærø {n}") for n in range(1, 51)], actor="t")
        ledger.put(B, [line(B, 1, "Å")], actor="t")
        ledger.releases.make("1.1", actor="t")
    return tmp_path / "home"


def test_a_copied_ledger_gives_the_same_bytes_on_another_machine(home: Path) -> None:
    copy = home.parent / "elsewhere" / "deeper"
    copy.mkdir(parents=True)
    with (
        sqlite3.connect(home / "ledger.sqlite") as here,
        sqlite3.connect(copy / "ledger.sqlite") as there,
    ):
        here.backup(there)
    here.close()
    there.close()
    other = {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "tr_TR"}
    elsewhere(home, "release", "export", "1.1", str(home.parent / "one"), PYTHONHASHSEED="1")
    elsewhere(copy, "release", "export", "1.1", str(home.parent / "two"), **other)
    one, two = (home.parent / name for name in ("one", "two"))
    assert {path.name for path in one.iterdir()} == {
        "venskab-1.1.nq",
        "SHA256SUMS",
        "CITATION.cff",
        "datacite.json",
        "citation.bib",
        "ro-crate-metadata.json",
        "croissant.json",
    }
    assert {path.name for path in one.iterdir()} == {path.name for path in two.iterdir()}
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name
    digest = hashlib.sha256((one / "venskab-1.1.nq").read_bytes()).hexdigest()
    assert digest in venskab(copy, "release", "show", "1.1")
    assert (two / "SHA256SUMS").read_text().startswith(f"{digest}  venskab-1.1.nq\n")


def test_a_release_is_made_listed_and_shown(home: Path) -> None:
    made = venskab(home, "release", "create", "1.2", "--title", "Forår", "--actor", "me")
    assert made.startswith("Released 1.2: 2 graphs, 51 statements.\nsha256 ")
    assert made.endswith("https://w3id.org/venskab/release/1.2\n")
    listed = venskab(home, "release", "list")
    assert [name for name in ("1.0", "1.1", "1.2") if f" {name} " in listed] == [
        "1.0",
        "1.1",
        "1.2",
    ]
    shown = venskab(home, "release", "show", "1.1")
    assert "before   1.0" in shown
    assert shown.endswith("changed  source/a\nadded    source/b\n")


def test_the_difference_is_told_in_words(home: Path) -> None:
    said = venskab(home, "release", "diff", "1.0", "1.1", lang="da_DK.UTF-8")
    assert said.startswith("2 grafer, +2 -1 udsagn\n  ændret: vgraph:source/a  +1 -1\n")
    assert '\nny: Ærø 50 (https://e.org/50)\n  + navn: "Ærø 50"@da  [vgraph:source/a]\n' in said
    assert "\ntrukket tilbage: Ærø 0 (https://e.org/0)\n" in said
    assert '\nændret: Ærø 1 (https://e.org/1)\n  + navn: "Å"@da  [vgraph:source/b]\n' in said
    page = venskab(home, "release", "diff", "1.0", "1.1", "--format", "html", "--lang", "en")
    assert page.startswith("<!doctype html>")
    assert "<del>" in page
    assert 'href="https://w3id.org/venskab/graph/source/a"' in page


def test_a_copy_is_brought_up_by_a_patch_and_never_wrongly(home: Path) -> None:
    folder = home.parent / "out"
    for name in ("1.0", "1.1"):
        venskab(home, "release", "export", name, str(folder))
    old, new, made = (folder / f"venskab-{name}.nq" for name in ("1.0", "1.1", "made"))
    written = folder / "1.1.rdfp"
    text = venskab(home, "release", "diff", "1.0", "1.1", "--format", "patch")
    written.write_text(text, "utf-8")
    with pytest.raises(UnusableInput, match="hash of the release that the patch is from"):
        patched(written, new, made)
    cut = text.replace('"Ærø 50"', '"Ærø 51"')
    (folder / "cut.rdfp").write_text(cut, "utf-8")
    with pytest.raises(UnusableInput, match="hash of the release that the patch is to"):
        patched(folder / "cut.rdfp", old, made)
    with pytest.raises(UnreadableFile, match="No such file"):
        patched(folder / "none.rdfp", old, made)
    assert not made.exists()
    result = CliRunner().invoke(app, ["release", "apply", str(written), str(old), str(made)])
    assert result.exit_code == 0
    assert made.read_bytes() == new.read_bytes()


def test_a_patch_of_the_command_makes_the_new_of_the_old(home: Path) -> None:
    read = rdf_patch.read(
        venskab(home, "release", "diff", "1.0", "1.1", "--format", "patch").split("\n")
    )
    for name in ("1.0", "1.1"):
        venskab(home, "release", "export", name, str(home.parent / "out"))
    old, new = (home.parent / "out" / f"venskab-{name}.nq" for name in ("1.0", "1.1"))
    made = rdf_patch.ordered(read.diff.apply(old.read_text("utf-8").split("\n")[:-1]))
    assert "".join(f"{each}\n" for each in made) == new.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "2.0"), "there is no release '2.0'. There are"),
        (("create", "1.0"), "there is a release 1.0 already"),
        (("create", "2001-01-01"), "another moment"),
        (("diff", "1.0", "1.9"), "there is no release '1.9'"),
    ],
)
def test_what_cannot_be_is_one_sentence(home: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(VenskabError) as caught:
        venskab(home, "release", *words)
    assert said in caught.value.sentence()


def test_a_question_is_asked_of_a_release(home: Path) -> None:
    text = "ASK { GRAPH <https://w3id.org/venskab/graph/source/b> { ?s ?p ?o } }"
    assert elsewhere(home, "query", text, "--as-of", "1.0") == "no\n"
