"""What a list needs beside its rows, files that are none, and an import that breaks off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.errors import BadParameter, UnreadableFile, UnusableInput
from graph.lists.about import about_from
from graph.lists.forms import ListForm, reader_of
from graph.lists.kept_rows import KeptRows
from graph.lists.left_outs import LeftOuts
from tests.graph.lists.built_lists import PLAIN, built, file


@pytest.mark.parametrize(
    ("form", "name", "text", "what"),
    [
        ("pairs", "pairs.csv", "a,b\n1,2\n", "no column city1"),
        ("pairs", "pairs.csv.gz", "x", "damaged"),
        ("pairs", "missing.csv", None, "No such file"),
        ("wikidata-results", "r.json", "{}", "no answer in SPARQL's JSON"),
        ("wikidata-results", "r.csv", "a,b\n", "no column item"),
        ("wikidata-entities", "e.json", '{"id": "Q1", "claims": {"P190": [', "not JSON"),
        ("wikidata-relations", "r.tsv", "nothing\n", "no tie in it"),
    ],
)
def test_a_file_of_another_form_is_named_with_what_is_wrong(
    tmp_path: Path, form: str, name: str, text: str | None, what: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises((UnusableInput, UnreadableFile), match=what):
        built(form, path)


@pytest.mark.parametrize(("form", "option"), [("members", "--network"), ("table", "--columns")])
def test_a_form_says_what_else_it_needs(tmp_path: Path, form: str, option: str) -> None:
    with pytest.raises(BadParameter, match=option):
        reader_of(ListForm(form), tmp_path / "x", PLAIN)


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"published": "2026"}, "name is not given"),
        ({"name": "a b", "published": "2026"}, "small letters"),
        ({"name": "a", "published": "last year"}, "no date"),
        ({"name": "a", "published": "2026", "licence": "MIT"}, "no web address"),
        ({"name": "a", "published": "2026", "kind": "gossip"}, "aggregator or register"),
        ({"name": "a", "published": "2026", "colour": "red"}, "no colour"),
    ],
)
def test_facts_about_a_list_are_checked(facts: dict[str, str], what: str) -> None:
    with pytest.raises(UnusableInput, match=what):
        about_from(None, facts)


def test_an_import_that_breaks_off_reads_no_file_twice(tmp_path: Path) -> None:
    first = file(tmp_path, "one.tsv", ["Q1\tQ2", "wrong", "Q1\tQ3"])
    second = file(tmp_path, "two.csv", ["this is no table of pairs"])
    files = [
        (first, reader_of(ListForm.RELATIONS, first, PLAIN)),
        (second, reader_of(ListForm.PAIRS, second, PLAIN)),
    ]
    kept = KeptRows.of(tmp_path / "home", "case", files)
    before = LeftOuts()
    with pytest.raises(UnusableInput, match="no column"):
        list(kept(before))
    file(tmp_path, "two.csv", ["city1,country1,city2,country2", "North,Denmark,South,Norway"])
    state = first.stat()
    first.write_text("Q7\tQ8\n\n\n\n\n\n\n\n"[: state.st_size].ljust(state.st_size), "utf-8")
    os.utime(first, ns=(state.st_atime_ns, state.st_mtime_ns))
    report = LeftOuts()
    again = list(kept(report))
    assert [tie.row for tie in again] == ["one.tsv:1", "one.tsv:3", "two.csv:2"]
    assert [line.row for line in report.lines] == ["one.tsv:2"]
    assert again[0].first.item == "Q1" and again[2].first.name == "North"
    kept.forget()
    assert not kept.folder.exists()
