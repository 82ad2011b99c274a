"""``venskab release``: made once, shown, compared, and written out bit by bit on any machine."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.releases import patch
from tests.api.serving import COMMAND, ROOT

A, B = source_graph("a"), source_graph("b")


def venskab(home: Path, *words: str, **variables: str) -> str:
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
    elsewhere = home.parent / "elsewhere" / "deeper"
    elsewhere.mkdir(parents=True)
    with (
        sqlite3.connect(home / "ledger.sqlite") as here,
        sqlite3.connect(elsewhere / "ledger.sqlite") as there,
    ):
        here.backup(there)
    here.close()
    there.close()
    other = {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "tr_TR"}
    venskab(home, "release", "export", "1.1", str(home.parent / "one"), PYTHONHASHSEED="1")
    venskab(elsewhere, "release", "export", "1.1", str(home.parent / "two"), **other)
    one, two = (home.parent / name for name in ("one", "two"))
    assert {path.name for path in one.iterdir()} >= {"venskab-1.1.nq", "SHA256SUMS"}
    assert {path.name for path in one.iterdir()} == {path.name for path in two.iterdir()}
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name
    digest = hashlib.sha256((one / "venskab-1.1.nq").read_bytes()).hexdigest()
    assert digest in venskab(elsewhere, "release", "show", "1.1", **other)
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
    assert shown.endswith("changed   source/a\nadded     source/b\n")


def test_a_patch_of_the_command_makes_the_new_of_the_old(home: Path) -> None:
    read = patch.read(
        venskab(home, "release", "diff", "1.0", "1.1", "--format", "patch").split("\n")
    )
    for name in ("1.0", "1.1"):
        venskab(home, "release", "export", name, str(home.parent / "out"))
    old, new = (home.parent / "out" / f"venskab-{name}.nq" for name in ("1.0", "1.1"))
    made = patch.ordered(read.diff.apply(old.read_text("utf-8").split("\n")[:-1]))
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
    run = subprocess.run(
        [sys.executable, "-m", "api.cli.main", "release", *words, "--home", str(home)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert said in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_question_is_asked_of_a_release(home: Path) -> None:
    text = (
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/venskab/graph/source/b> { ?s ?p ?o } }"
    )
    for name, count in (("1.0", "0"), ("1.1", "1")):
        assert venskab(home, "query", text, "-f", "csv", "--as-of", name).split()[1] == count
