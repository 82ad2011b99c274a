"""The JSON Schema takes what a record takes, and an editor underlines what is no record."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from graph.data.shipped import shipped_graphs
from graph.engine.nquads import statements
from graph.records.form import form
from graph.records.json_schema import json_schema
from graph.records.of_graph import of_graph
from graph.records.tree import plain

LANGUAGES = ("da", "en")
# As an editor reads it: numbers are numbers.
RECORD = """
source:
  name: venskab-avis-2020
  title: {da: En ny aftale}
  published: 2020
  language: da
aftale:
  - name: aftalen
    aftaletype: hovedaftale
    Known by: press report
    parter: [Aarhus Kommune, Nuuk]
    underskrevet: {is: 9. maj 2016, says: {words: den 9. maj, som der står: 9. maj}}
    tillader andre områder: ja
    samarbejdsområde:
      - {is: sport, says: sport}
      - concept/cooperation-area/culture
om:
  municipality: {name: aarhus-kommune, other name: Århus Kommune}
"""


@cache
def validator(lang: str) -> Any:
    return Draft7Validator(json_schema(lang))


def read(text: str) -> Any:
    return yaml.safe_load(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_schema_with_the_words_of_its_language(lang: str) -> None:
    schema = json_schema(lang)
    Draft7Validator.check_schema(schema)
    for kind in form().kinds.values():
        offered = schema["definitions"][kind.word]["properties"]
        assert kind.words.said(lang) in schema["properties"]
        assert {one.words.said(lang) for one in kind.fields} <= set(offered)
        assert all(offered[one.words.said(lang)]["description"] for one in kind.fields)
    press = {"da": "presseomtale", "en": "press report"}[lang]
    assert press in schema["definitions"]["concept-document-status"]["anyOf"][0]["enum"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_takes_records_in_both_languages(lang: str) -> None:
    assert [error.message for error in validator(lang).iter_errors(read(RECORD))] == []


def test_it_takes_every_shipped_source() -> None:
    faults = {}
    for graph, lines in shipped_graphs().items():
        if "/graph/source/" in graph or "/graph/curation/" in graph:
            record = plain(of_graph(statements(lines), graph).root)
            faults[graph] = [
                (list(error.absolute_path), error.message[:200])
                for error in validator("en").iter_errors(record)
            ]
    assert len(faults) > 60
    assert {graph: found for graph, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("good", "bad", "path"),
    [
        ("source:", "sauce:", []),
        ("  title:", "  tilte:", ["source"]),
        ("published: 2020", "published:\n    day: 2020", ["source", "published"]),
        ("aftale:", "aftlae:", []),
        ("aftaletype: hovedaftale", "aftaletype: hovedatfale", ["aftale", 0, "aftaletype"]),
        ("Known by: press report", "Known by: [press report, minutes]", ["aftale", 0, "Known by"]),
        ("says: {words: den", "says: {word: den", ["aftale", 0, "underskrevet"]),
        ("områder: ja", "områder: måske", ["aftale", 0, "tillader andre områder"]),
        ("{is: sport, says", "{iz: sport, says", ["aftale", 0, "samarbejdsområde"]),
        ("{name: aarhus-kommune, other", "{nmae: aarhus-kommune, other", ["om", "municipality"]),
    ],
)
def test_it_underlines_a_slip(good: str, bad: str, path: list[str | int]) -> None:
    assert good in RECORD
    for lang in LANGUAGES:
        errors = list(validator(lang).iter_errors(read(RECORD.replace(good, bad))))
        assert [list(error.absolute_path)[: len(path)] for error in errors][:1] == [path]
