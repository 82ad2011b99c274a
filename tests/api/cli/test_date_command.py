"""``venskab date``, as a person runs it."""

from __future__ import annotations

import pytest

from tests.api.cli.command_line import run


@pytest.mark.parametrize(
    ("words", "status", "lines"),
    [
        (("i over 50 år", "--text-lang", "da", "--on", "2016-05-09", "--lang", "en"), 0,
         ["../1966-05 (by May 1966)", "Counted from 2016-05-09, the day of the source."]),
        (("12/8", "2015", "--lang", "en"), 1,
         ["It can be read in more than one way.", "- 2015-08-12 (12 August 2015)",
          "- 2015-12-08 (8 December 2015)"]),
        (("de næste fire år", "--term", "--lang", "da"), 0, ["P4Y (4 år)"]),
    ],
)  # fmt: skip
def test_a_reading_or_a_question_is_told_in_words(
    words: tuple[str, ...], status: int, lines: list[str]
) -> None:
    done = run("date", *words)
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.splitlines() == lines


def test_a_day_that_is_none_is_one_sentence() -> None:
    done = run("date", "sidste uge", "--on", "9. maj")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--on is not a day: '9. maj'. Write it like 2020-06-01.")
