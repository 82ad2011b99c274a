"""The contract of every engine: the embedded one is the measure, what differs stands in a list."""

from __future__ import annotations

import asyncio
import json

import pytest

from graph.engine.base import BY_NAME, JSON, LiveEngine, Request
from graph.engine.remote.remote_engine import RemoteEngine
from graph.engine.results import rows
from graph.errors import BadQuery
from tests.engines.terms import TERMS_GRAPH, THING, VALUES

ASKED = {
    "solutions": "SELECT ?s ?n { ?s a <{vsk}Municipality> ; <{vsk}name> ?n } ORDER BY ?s ?n",
    "counted": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "said": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g ORDER BY ?g",
    "one graph": "SELECT (COUNT(*) AS ?n) { GRAPH <{graph}derived> { ?s ?p ?o } }",
    "from": "SELECT (COUNT(*) AS ?n) FROM <{graph}derived> { ?s ?p ?o }",
    "both": "SELECT (COUNT(*) AS ?n) { ?s a <{vsk}Municipality> . GRAPH ?g { ?s a ?c } }",
    "yes": "ASK { ?s a <{vsk}Municipality> }",
    "no": "ASK { ?s a <http://example.org/none> }",
    "values": 'SELECT * { VALUES (?a ?b) { (1 "æ"@da) (UNDEF "b"@da) } } ORDER BY STR(?b)',
}
WORDS = {
    "vsk": "https://w3id.org/venskab/ontology#",
    "graph": "https://w3id.org/venskab/graph/",
}


def text_of(name: str) -> str:
    text = ASKED[name]
    for word, iri in WORDS.items():
        text = text.replace(f"{{{word}}}", iri)
    return text


def test_an_engine_holds_the_state_that_the_embedded_one_does(
    engine: RemoteEngine, embedded: LiveEngine
) -> None:
    assert (engine.generation, engine.head) == (embedded.generation, embedded.head)
    assert engine.state.quads == embedded.state.quads
    assert engine.state.graphs == embedded.state.graphs


@pytest.mark.parametrize("name", ASKED)
def test_a_query_gives_the_same_answer(
    name: str, runner: asyncio.Runner, engine: RemoteEngine, embedded: LiveEngine
) -> None:
    request = Request(text_of(name), formats=(JSON,))
    found, expected = (runner.run(each.query(request)) for each in (engine, embedded))
    assert json.loads(found.take()) == json.loads(expected.take())
    assert (found.kind, found.rows) == (expected.kind, expected.rows)
    assert found.generation == expected.generation


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_solutions_are_written_alike_in_every_format(
    form: str, runner: asyncio.Runner, engine: RemoteEngine, embedded: LiveEngine
) -> None:
    request = Request(text_of("solutions"), formats=(BY_NAME[form],))
    found, expected = (runner.run(each.query(request)) for each in (engine, embedded))
    assert found.take() == expected.take()


def test_what_does_not_parse_or_is_closed_is_told_in_the_same_words(
    runner: asyncio.Runner, engine: RemoteEngine, embedded: LiveEngine
) -> None:
    for wrong in ("SELECT * { ?s ?p", "SELECT ?x { SERVICE <http://a/> { ?s ?p ?o } }", "x:y"):
        told = []
        for each in (engine, embedded):
            with pytest.raises(BadQuery) as caught:
                runner.run(each.query(Request(wrong)))
            told.append(str(caught.value))
        assert told[0] == told[1]


def test_terms_are_answered_as_they_were_stated(
    runner: asyncio.Runner, engine: RemoteEngine, embedded: LiveEngine
) -> None:
    text = f"SELECT ?p ?o {{ GRAPH <{TERMS_GRAPH}> {{ <{THING}> ?p ?o }} }} ORDER BY ?p"
    found, expected = (
        {row["p"].value: row["o"] for row in runner.run(rows(each, text))}
        for each in (engine, embedded)
    )
    assert len(expected) == len(VALUES)
    assert found == expected
    built = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{TERMS_GRAPH}> {{ ?s ?p ?o }} }}"
    request = Request(built, formats=(BY_NAME["ntriples"],))
    triples = [
        sorted(runner.run(each.query(request)).take().splitlines()) for each in (engine, embedded)
    ]
    assert triples[0] == triples[1]
