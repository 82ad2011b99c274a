"""Builds lists from files of the tests, and says what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.engine.nquads import statements
from graph.engine.result_files import solutions_in
from graph.lists.about import about_from
from graph.lists.building import BuiltList, build
from graph.lists.forms import FormOptions, ListForm, reader_of

ABOUT = about_from(None, {"name": "case", "published": "2026-02"})
PLAIN = FormOptions(solutions_in)


def built(form: str, path: Path, options: FormOptions = PLAIN) -> BuiltList:
    return build(ABOUT, reader_of(ListForm(form), path, options))


def said(of: BuiltList, subject: str) -> dict[str, list[str]]:
    """What is said of a place or a tie, by property; IRIs without what they begin with."""
    found: dict[str, list[str]] = {}
    for each in statements(of.lines):
        if each.subject.endswith(f"/{subject}"):
            name = each.predicate.replace("/", "#").rpartition("#")[2]
            value = each.object.value
            found.setdefault(name, []).append(
                value.rpartition("/")[2] if each.object.kind == "uri" else value
            )
    return {name: sorted(values) for name, values in found.items()}


def faults(of: BuiltList) -> list[tuple[str, str]]:
    return [(line.row, line.fault.value) for line in of.left_outs.lines]


def file(folder: Path, name: str, lines: Sequence[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
