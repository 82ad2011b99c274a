"""Judges a list of ties by a part of it that has every form of what it says.

A list has hundreds of thousands of statements that one writer made of rows; the shapes find in them
what they find in a few of each form. See decision 0198.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.validation import pyshacl_engine
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shacl import judge

# Things that are judged of each form, and spread over the whole list.
_OF_EACH_FORM: Final = 5
_SPREAD: Final = 200


def judge_list(lines: Sequence[str]) -> list[ValidationResult]:
    """The findings of the shapes in a part of a list, worst first.

    Args:
        lines: N-Quads lines of its graph.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    return judge(sample(lines), [], pyshacl_engine.report)


def kept_out(lines: Sequence[str]) -> ValidationReport | None:
    """The report on a list that the shapes keep out; None for one that they take."""
    found = judge_list(lines)
    if conforming(found, Severity.VIOLATION):
        return None
    return ValidationReport(conforms=False, results=found)


def sample(lines: Sequence[str]) -> list[str]:
    """The part of a list that is judged: things of each form, and all that they refer to."""
    about = _by_subject(lines)
    wanted = dict.fromkeys(_chosen(about))
    todo = list(wanted)
    while todo:
        for said in about[todo.pop()]:
            value = said.split(" ", 3)[2]
            if value in about and value not in wanted:
                wanted[value] = None
                todo.append(value)
    return sorted({said for subject in wanted for said in about[subject]})


def _by_subject(lines: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.partition(" ")[0], []).append(line)
    return found


def _chosen(about: dict[str, list[str]]) -> Iterator[str]:
    """Subjects of each form, which is what properties they have how often; and some of all."""
    met: dict[tuple[str, ...], int] = {}
    every = max(1, len(about) // _SPREAD)
    for number, (subject, said) in enumerate(about.items()):
        form = tuple(sorted(each.split(" ", 2)[1] for each in said))
        met[form] = met.get(form, 0) + 1
        if met[form] <= _OF_EACH_FORM or number % every == 0:
            yield subject
