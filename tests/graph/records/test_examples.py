"""The records of the documentation: short, without a fault, and taken by the schema of editors."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft7Validator

from graph.engine.nquads import lines
from graph.identifiers import thing
from graph.prefixes import EDTF, PREFIXES
from graph.records.json_schema import json_schema
from graph.records.shipped_records import shipped_surroundings
from graph.records.to_graph import RecordGraph, to_graph
from graph.records.yaml_reader import read
from graph.terms import Term
from tests.shared import ROOT

EXAMPLES = ROOT / "docs" / "examples"
# The facts of the two founding documents are tested in tests/graph/facts.
LINES = {"kujalleq-aarhus-2016": 60, "sermersooq-aalborg-2019": 130, "tromsoe-sermersooq-2018": 25}


def made(name: str) -> RecordGraph:
    return to_graph(
        read((EXAMPLES / f"{name}.yaml").read_text("utf-8"), name), shipped_surroundings()
    )


def test_every_example_is_held_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == {*LINES}


@pytest.mark.parametrize("name", LINES)
def test_it_is_short_and_without_a_fault(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    assert len(text.splitlines()) <= LINES[name]
    assert max(map(len, text.splitlines())) <= 120
    graph = made(name)
    assert [each.sentence() for each in graph.findings] == []
    assert all("is taken for" in each.told for each in graph.matches)
    assert len(lines(graph.statements)) > 4 * LINES[name]
    assert not [*Draft7Validator(json_schema("en")).iter_errors(yaml.safe_load(text))]


def test_two_acts_of_a_pair_are_dated_as_the_article_says() -> None:
    things = {each.iri: each for each in made("tromsoe-sermersooq-2018").things}
    date, label = PREFIXES["vsk"] + "date", PREFIXES["rdfs"] + "label"
    decided = things[thing("event", "tromsoe-sermersooq-2017-decided")]
    signed = things[thing("event", "tromsoe-sermersooq-2018-signed")]
    assert [*decided.values(date)] == [Term("literal", "2017", "", EDTF)]
    assert [*signed.values(date)] == [Term("literal", "2018-10", "", EDTF)]
    pair = things[thing("partnership", "tromsoe-sermersooq")]
    assert {each.value for each in pair.values(label)} == {
        "Venskabsbysamarbejdet mellem Tromsø og Kommuneqarfik Sermersooq",
        "The twinning of Tromsø and Kommuneqarfik Sermersooq",
    }
    publisher = things[thing("organisation", "sermitsiaq-ag")]
    assert {each.value for each in publisher.values(label)} == {"Sermitsiaq.AG"}
