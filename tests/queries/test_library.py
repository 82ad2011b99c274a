"""A query file that is wrong says which file and field; the shipped ones are complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from queries.library import MalformedQuery, library

GOOD = """\
#+ title: {da: Titel, en: Title}
#+ description: {da: Tekst, en: Text}
#+ parameters:
#+   - {name: on, type: date, default: 2020-06-01, example: 2020-06-01, label: {da: Dag, en: Day}}
#+ tags: [time]
#+ result: table
SELECT * WHERE {
  VALUES ?on { "2020-06-01"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?class { <http://example.org/A> <http://example.org/B> }
  ?s a ?class ; ?p ?on
}
"""


def write(root: Path, name: str, text: str = GOOD, theme: str = "time") -> Path:
    path = root / theme / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path, "good")
    query = library(tmp_path)["good"]
    assert (query.path, query.theme, query.result, query.tags) == (path, "time", "table", ("time",))
    assert query.title == {"da": "Titel", "en": "Title"}
    assert query.text == GOOD
    assert query.parameters[0].default == "2020-06-01"


def test_binding_replaces_the_parameter_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "good")
    bound = library(tmp_path)["good"].bind({"on": "1999-12-31"})
    assert bound == GOOD.replace('{ "2020-06-01"^^', '{ "1999-12-31"^^')


def test_a_question_names_what_its_rows_rest_on_to_who_asks_for_it(tmp_path: Path) -> None:
    told = GOOD.replace("#+ tags:", "#+ rests_on: s\n#+ tags:")
    write(
        tmp_path, "counted", told.replace("SELECT * WHERE {", "SELECT (COUNT(?s) AS ?n)\nWHERE {")
    )
    query = library(tmp_path)["counted"]
    assert query.bind({}) == query.text
    assert re.search(
        r"AS \?n\)\n .*STR\(\?s\).* AS \?restsOn\)\nWHERE", query.bind({}, resting=True)
    )


def test_rules_and_quality_queries_are_no_questions(tmp_path: Path) -> None:
    write(tmp_path, "good")
    write(tmp_path, "01-rule", "CONSTRUCT WHERE { ?s ?p ?o }", theme="rules")
    write(tmp_path, "bad-violation", "SELECT * WHERE { ?s ?p ?o }", theme="quality")
    assert list(library(tmp_path)) == ["good"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("#+ result: table\n", "", r"field result: Field required"),
        ("result: table", "result: pie", r"field result: .*'timeline'"),
        ("result: table", "result: table\n#+ colour: red", r"field colour: Extra inputs"),
        ("{da: Titel, en: Title}", "{da: Titel}", r"field title\.en: Field required"),
        ("{da: Titel, en: Title}", "{da: Titel, en: ''}", r"field title\.en: .*at least 1"),
        ("tags: [time]", "tags: []", r"field tags: .*at least 1"),
        ("type: date", "type: day", r"field parameters\.0\.type: "),
        ("default: 2020-06-01", "default: 2020-06", r"parameters\.0: .*is not a date, as"),
        ("example: 2020-06-01", "example: soon", r"parameters\.0: .*is not a date, as"),
        ("name: on", "name: day", r"field parameters\.day: needs exactly one line .*found 0"),
        ("VALUES ?class", "VALUES ?on { 1 }\n  VALUES ?class", r"parameters\.on: .*found 2"),
        ("#+ tags:", "#+ rests_on: s\n#+ tags:", r"field rests_on: needs a line that begins"),
        ("title: {da", "title: {da: [", r"the front matter is not YAML"),
        ("#+", "#", r"field title: Field required"),
    ],
)
def test_a_malformed_file_is_named_with_the_field(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, "wrong", GOOD.replace(old, new))
    with pytest.raises(MalformedQuery, match=complaint) as refusal:
        library(tmp_path)
    assert str(refusal.value).startswith(f"{path}: ")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "good")
    write(tmp_path, "good", theme="other")
    with pytest.raises(MalformedQuery, match="has the same name"):
        library(tmp_path)


def test_a_name_is_lower_case_words(tmp_path: Path) -> None:
    write(tmp_path, "Good_One")
    with pytest.raises(MalformedQuery, match="lower-case words"):
        library(tmp_path)


@pytest.mark.parametrize("name", library())
def test_shipped_questions_choose_their_language_and_are_told_apart(name: str) -> None:
    query = library()[name]
    assert {parameter.name for parameter in query.parameters} >= {"lang"}
    for language in ("da", "en"):
        titles = [other.title[language] for other in library().values()]
        assert titles.count(query.title[language]) == 1
    assert query.title["da"] != query.title["en"]
    assert query.description["da"] != query.description["en"]
