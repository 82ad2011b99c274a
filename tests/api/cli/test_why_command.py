"""``venskab why``, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.cli.command_line import run

THING = "agreement/sermersooq-aalborg-2019"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ("On 1 January 2026: possibly in force or ended.", "So since 2 August 2024.",
                "- Entered into force: a day in December 2019 (“ved underskrivelsen”).",
                "Last heard of: a day in December 2019.")),
        ("da", ("Den 1. januar 2026: måske i kraft eller ophørt.", "Sådan siden 2. august 2024.",
                "- Trådt i kraft: en dag i december 2019 (»ved underskrivelsen«).",
                "Sidst hørt om: en dag i december 2019.")),
    ],
)  # fmt: skip
def test_it_says_why_in_either_language(home: Path, lang: str, lines: tuple[str, ...]) -> None:
    done = run("why", THING, "--on", "2026-01-01", "--home", home, "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert [line for line in told if line in lines] == list(lines)


def test_for_a_program_it_is_json(home: Path) -> None:
    done = run("why", THING, "--on", "2019-12-15", "--home", home, "--format", "json")
    found = json.loads(done.stdout)
    assert set(found["states"]) == {"not-yet", "in-force"}
    assert (found["since"], found["before"]) == ("2019-12-01", "2019-12-31")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agreement/none",), "No graph says anything of <https://w3id.org/venskab/id/"),
        ((THING, "--on", "June"), "--on is not a day: 'June'. Write it like 2020-06-01."),
    ],
)
def test_what_cannot_be_is_one_sentence(home: Path, words: tuple[str, ...], sentence: str) -> None:
    done = run("why", *words, "--home", home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
