"""The command line speaks the language of ``--lang``, else of the locale, else English."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.api.serving import COMMAND, ROOT, environment


def venskab(
    *words: str | Path, locale: str = "C.UTF-8", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person whose locale this is."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=ROOT, env=environment(LC_ALL=locale, **variables),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


FAILING = [
    (
        ("query", "partners-on-a-mop"),
        "There is no question partners-on-a-mop. Did you mean partners-on-a-map?\n",
        "Der er intet spørgsmål partners-on-a-mop. Mente du partners-on-a-map?\n",
    ),
    (
        ("validate", "nowhere.ttl"),
        "nowhere.ttl: there is no such file.\n",
        "nowhere.ttl: filen findes ikke.\n",
    ),
    (
        ("graph", "put", "source/x y", "nowhere.ttl"),
        "'source/x y' names no graph. Write source/name or a whole IRI.\n",
        "'source/x y' er ikke navnet på en graf. Skriv source/navn eller en hel IRI.\n",
    ),
]


@pytest.mark.parametrize(("words", "english", "danish"), FAILING)
def test_a_command_that_fails_says_so_in_english_and_in_danish(
    tmp_path: Path, words: tuple[str, ...], english: str, danish: str
) -> None:
    if words[0] == "graph":
        words = (*words, "--home", str(tmp_path))
    for done, wanted in (
        (venskab(*words), english),
        (venskab(*words, "--lang", "da"), danish),
        (venskab("--lang", "da", *words), danish),
        (venskab(*words, locale="da_DK.UTF-8"), danish),
        (venskab(*words, "--lang=en", locale="da_DK.UTF-8"), english),
        (venskab(*words, locale="en_GB.UTF-8", LANGUAGE="xx:da:en"), danish),
        (venskab(*words, locale="C.UTF-8", LANGUAGE="da"), english),
    ):
        assert (done.returncode, done.stdout, done.stderr) == (2, "", wanted)


def test_what_others_say_is_danish_too(tmp_path: Path) -> None:
    """The parser in its child, Pydantic, and the system."""
    file = tmp_path / "bad.ttl"
    file.write_text("@prefix x: <http://x> .\nx:a y:b 1 .\n")
    home = ("--home", tmp_path, "--lang", "da")
    read = venskab("validate", file, *home)
    assert read.stderr == f"{file}, linje 2, tegn 5: Præfikset y: er ikke erklæret.\n"
    unfit = venskab("graph", "list", *home, VENSKAB_QUEUE_LENGTH="abc")
    assert unfit.stderr == (
        "queue_length kan ikke være 'abc': det skal være et helt tal. "
        "Ret --queue-length eller VENSKAB_QUEUE_LENGTH.\n"
    )
    (tmp_path / "x.rq").mkdir()
    refused = venskab("query", tmp_path / "x.rq", *home)
    assert refused.stderr == f"{tmp_path / 'x.rq'}: Det er en mappe.\n"
    assert {each.returncode for each in (read, unfit, refused)} == {2}


def test_a_language_that_is_not_spoken_is_refused() -> None:
    done = venskab("queries", "--lang", "fr")
    assert (done.returncode, done.stderr) == (
        2,
        "'fr' is not a language here. Take --lang da or en.\n",
    )


@pytest.mark.parametrize(
    ("words", "danish"),
    [
        (["qeury"], "Fejl: Der er ingen kommando 'qeury'. Mente du 'query'?\n"),
        (["query"], "Fejl: Argumentet 'TEXT|FILE.rq|NAME' mangler.\n"),
        (
            ["query", "x", "--hom"],
            "Fejl: Der er intet tilvalg --hom (mulige tilvalg: --format, --home)\n",
        ),
    ],
)
def test_wrong_words_are_told_in_danish(words: list[str], danish: str) -> None:
    done = venskab(*words, locale="da_DK.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Brug: ")
    assert " --help' for at få hjælp.\n" in done.stderr
    assert done.stderr.endswith(danish)


@pytest.mark.parametrize("words", [[], ["graph"], ["graph", "diff"], ["load"], ["serve"]])
def test_no_word_of_a_help_stays_english_in_danish(words: list[str]) -> None:
    danish, english = (venskab(*words, "--help", "--lang", lang) for lang in ("da", "en"))
    assert (danish.returncode, english.returncode) == (0, 0)
    same = {*danish.stdout.splitlines()} & {*english.stdout.splitlines()}
    # What is the same are the names and the values of options.
    worded = {line for line in same if re.search(r"[a-z]{2}", line)}
    assert {line for line in worded if not line.lstrip().startswith("-")} == set()


def test_what_a_command_prints_is_danish_too(small_home: Path) -> None:
    words = ("SELECT ?a { VALUES ?a { 1 2 } }", "--home", small_home)
    assert venskab("query", *words).stdout.endswith("2 rows\n")
    assert venskab("query", *words, locale="da_DK.UTF-8").stdout.endswith("2 rækker\n")
    listed = venskab("graph", "list", "--home", small_home, "--lang", "da").stdout
    assert "Ændret (UTC)" in listed
