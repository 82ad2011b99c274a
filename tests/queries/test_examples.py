"""The library as RDF says of each question what its file says."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from queries.examples import QUERY, SCHEMA, as_turtle
from queries.library import library


@pytest.fixture(scope="module")
def examples() -> Graph:
    return Graph().parse(data=as_turtle(), format="turtle")


def texts(examples: Graph, node: URIRef) -> list[str]:
    return [str(text) for text in examples.objects(node, SH.select | SH.construct)]


def test_every_question_is_there_and_nothing_else(examples: Graph) -> None:
    named = {str(node) for node in examples.subjects(RDF.type, SH.SPARQLExecutable)}
    assert named == {str(QUERY[name]) for name in library()}


@pytest.mark.parametrize("name", library())
def test_a_question_is_what_its_file_says(examples: Graph, name: str) -> None:
    query, node = library()[name], QUERY[name]
    (text,) = texts(examples, node)
    lines = query.text.splitlines()
    # All that is left out are comments, which stand before the first word of the query.
    head = [line for line in lines if line.startswith("#+")]
    assert [*head, *text.splitlines()] == lines
    comments = {Literal(query.title["da"], lang="da"), Literal(query.title["en"], lang="en")}
    assert set(examples.objects(node, RDFS.comment)) == comments
    assert {str(word) for word in examples.objects(node, SCHEMA.keywords)} == set(query.tags)
    assert len(list(examples.objects(node, SCHEMA.target))) == 1
    kind = SH.SPARQLConstructExecutable if query.result == "graph" else SH.SPARQLSelectExecutable
    assert (node, RDF.type, kind) in examples
    assert prepareQuery(text).algebra.name == (
        "ConstructQuery" if query.result == "graph" else "SelectQuery"
    )


def test_each_prefix_of_the_questions_is_declared_once(examples: Graph) -> None:
    declared = [
        (str(examples.value(node, SH.prefix)), str(examples.value(node, SH.namespace)))
        for node in examples.objects(QUERY["prefixes"], SH.declare)
    ]
    counts = Counter(prefix for prefix, _ in declared)
    assert counts
    assert set(counts.values()) == {1}
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in declared)
    (text,) = texts(examples, QUERY["agreement-contents"])
    body = [line for line in text.splitlines() if not line.startswith("PREFIX ")]
    prepareQuery(prologue + "\n".join(body))
    stated = {
        line.strip() for name in library() for line in texts(examples, QUERY[name])[0].splitlines()
    }
    assert {line for line in stated if line.startswith("PREFIX ")} == set(prologue.splitlines())


def test_the_endpoint_can_be_another() -> None:
    assert "https://example.org/sparql" in as_turtle(endpoint="https://example.org/sparql")
