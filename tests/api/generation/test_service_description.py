"""What the endpoint says of itself, and that every number in it is what it answers when asked."""

from __future__ import annotations

import asyncio
import csv
from functools import partial
from pathlib import Path

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, VOID
from rdflib.query import Result, ResultRow
from rdflib.term import Node

from api.generation.service_description import ServiceDescription
from graph.catalog.class_schema import count_schema
from graph.catalog.void import count
from graph.engine.base import FORMATS, TURTLE, Format, Kind, Limits
from graph.engine.embedded import EmbeddedEngine
from graph.engine.once import Once
from graph.namespaces import FORMAT, SD, VOID_EXT, VSK
from graph.prefixes import PREFIXES
from tests.api.endpoint import ask, media_type, problem
from tests.api.few_graphs import FEW_GRAPHS

GRAPHS = [form for form in FORMATS if Kind.GRAPH in form.kinds]
PARSERS = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


def parsed(body: bytes, form: Format) -> set[tuple[Node, Node, Node]]:
    """Its triples; without a blank node, so that sets can be compared."""
    name = PARSERS.get(form.name, form.name)
    if form.name in ("trig", "nquads"):
        name = "turtle" if form.name == "trig" else "nt"  # there are no named graphs in it
    return set(Graph().parse(data=body, format=name))


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> Graph:
    return Graph().parse(data=client.get("/sparql").content, format="turtle")


@pytest.fixture(scope="module")
def endpoint(client: httpx.Client) -> URIRef:
    return URIRef(str(client.base_url.join("/sparql")))


@pytest.fixture(scope="module")
def data(description: Graph) -> Node:
    """What the endpoint holds, as VoID."""
    return next(description.subjects(VOID.sparqlEndpoint, None))


def number(client: httpx.Client, expression: str, pattern: str) -> int:
    """One count, as the endpoint answers it."""
    query = f"SELECT (COUNT({expression}) AS ?n) {{ {pattern} }}"
    (row,) = ask(client, query).json()["results"]["bindings"]
    return int(row["n"]["value"])


def said(description: Graph, subject: Node, *terms: str) -> list[int]:
    return [int(str(description.value(subject, VOID[term]))) for term in terms]


# The document


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_every_format_says_the_same(client: httpx.Client, description: Graph, form: Format) -> None:
    accepted = client.get("/sparql", headers={"Accept": form.media_type})
    assert media_type(accepted) == form.media_type
    assert parsed(accepted.content, form) == set(description)
    assert client.get("/sparql", params={"format": form.name}).content == accepted.content


def test_who_wants_no_rdf_is_told_that_there_is_no_query(client: httpx.Client) -> None:
    for params, accept in [
        ({}, "text/csv"),
        ({}, "application/sparql-results+json"),
        ({"format": "csv"}, "*/*"),
        ({"timeout": "5"}, "*/*"),
        ({"default-graph-uri": "http://example.org/"}, "*/*"),
    ]:
        response = client.get("/sparql", params=params, headers={"Accept": accept})
        assert "no query" in str(problem(response, 400)["detail"])


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_it_is_sent_once(client: httpx.Client, coding: str) -> None:
    headers = {"Accept": "text/turtle", "Accept-Encoding": coding}
    first = client.get("/sparql", headers=headers)
    assert "Accept" in first.headers["vary"]
    again = client.get("/sparql", headers=headers | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    head = client.head("/sparql", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    other = client.get("/sparql", headers=headers | {"Accept": "application/n-triples"})
    assert other.headers["etag"] != first.headers["etag"]


def test_it_names_the_address_that_was_asked(client: httpx.Client) -> None:
    body = client.get("/sparql", headers={"Host": "localhost:4711"}).content
    (named,) = Graph().parse(data=body, format="turtle").objects(None, SD.endpoint)
    assert str(named) == "http://localhost:4711/sparql"


@pytest.mark.parametrize("host", ['a">b', "a b", "<script>"])
def test_a_host_that_cannot_stand_in_an_iri_is_not_named(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host})
    assert problem(answer, 421)["title"] == "Misdirected Request"
    assert host not in answer.text


# What it says


def test_a_client_finds_what_it_looks_for(description: Graph, endpoint: URIRef) -> None:
    # Comunica 5 reads what is said of the address that it was given, and nothing of other IRIs.
    about = {(p, o) for p, o in description.predicate_objects(endpoint)}
    for p, o in [
        (RDF.type, SD.Service),
        (SD.endpoint, endpoint),
        (SD.supportedLanguage, SD.SPARQL11Query),
        (SD.feature, SD.UnionDefaultGraph),
    ]:
        assert (p, o) in about
    dataset = description.value(endpoint, SD.defaultDataset)
    assert dataset is not None
    assert description.value(dataset, SD.defaultGraph) is not None
    # It has no feature that is closed here, and takes nothing in.
    assert set(description.objects(endpoint, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(description.objects(None, SD.inputFormat)) == set()


def test_every_format_of_an_answer_is_named(description: Graph, endpoint: URIRef) -> None:
    named = set(description.objects(endpoint, SD.resultFormat))
    assert len(named) == len(FORMATS)
    assert {FORMAT.SPARQL_Results_CSV, FORMAT.Turtle, FORMAT["JSON-LD"]} <= named


def test_nothing_that_is_counted_lacks_its_parts(description: Graph, endpoint: URIRef) -> None:
    # Comunica 5 adds up what the partitions of each dataset say; one without any says "nothing".
    default = description.value(description.value(endpoint, SD.defaultDataset), SD.defaultGraph)
    kinds = (SD.Graph, VOID.Dataset)
    datasets = {s for kind in kinds for s in description.subjects(RDF.type, kind)} - {default}
    (data,) = datasets
    assert (data, VOID.propertyPartition, None) in description
    assert (data, VOID.classPartition, None) in description
    vocabularies = tuple(map(str, description.objects(data, VOID.vocabulary)))
    for part in description.objects(data, VOID.propertyPartition):
        assert str(description.value(part, VOID.property)).startswith(vocabularies)


# Counts


def test_the_named_graphs_are_those_that_answer(client: httpx.Client, description: Graph) -> None:
    rows = ask(client, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").json()
    found = {row["g"]["value"]: int(row["n"]["value"]) for row in rows["results"]["bindings"]}
    named = [
        (description.value(each, SD.name), description.value(each, SD.graph))
        for each in description.objects(None, SD.namedGraph)
    ]
    assert all(name == graph for name, graph in named)
    assert {str(g): said(description, g, "triples")[0] for _, g in named if g} == found


def test_the_whole_is_counted_as_asked(
    client: httpx.Client, description: Graph, data: Node
) -> None:
    anything = "?s ?p ?o"
    assert said(
        description, data, "triples", "distinctSubjects", "distinctObjects", "entities"
    ) == [
        number(client, "*", anything),
        number(client, "DISTINCT ?s", anything),
        number(client, "DISTINCT ?o", anything),
        number(client, "DISTINCT ?s", f"{anything} FILTER isIRI(?s)"),
    ]
    assert said(description, data, "classes", "properties") == [
        number(client, "DISTINCT ?c", "?s a ?c"),
        number(client, "DISTINCT ?p", anything),
    ]
    default = next(description.objects(None, SD.defaultGraph))
    assert said(description, default, "triples") == said(description, data, "triples")


def test_each_class_is_counted_as_asked(
    client: httpx.Client, description: Graph, data: Node
) -> None:
    parts = list(description.objects(data, VOID.classPartition))
    assert parts
    for part in parts:
        (iri,) = description.objects(part, VOID["class"])
        counted = number(client, "DISTINCT ?s", f"?s a <{iri}>")
        assert said(description, part, "entities") == [counted], iri


def test_each_property_is_counted_as_asked(
    client: httpx.Client, description: Graph, data: Node
) -> None:
    parts = list(description.objects(data, VOID.propertyPartition))
    assert parts
    for part in parts:
        (iri,) = description.objects(part, VOID.property)
        pattern = f"?s <{iri}> ?o"
        counted = [number(client, each, pattern) for each in ("*", "DISTINCT ?s", "DISTINCT ?o")]
        assert said(description, part, "triples", "distinctSubjects", "distinctObjects") == counted


def solutions(found: Result) -> list[ResultRow]:
    return [row for row in found if isinstance(row, ResultRow)]


def leads(client: httpx.Client, source: str) -> set[tuple[str, ...]]:
    """Class, property, and class or datatype that it leads to, if any, of each row."""
    rows = csv.DictReader(ask(client, source, "text/csv").text.splitlines())
    return {(row["class"], row["property"], row["leads"]) for row in rows}


def test_where_the_properties_of_each_class_lead_is_as_asked(
    client: httpx.Client, description: Graph
) -> None:
    # As SIB's editor and assistant read it: class, property, class or datatype of what it leads to.
    read = description.query(
        """
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX ext: <http://ldf.fi/void-ext#>
        SELECT ?class ?property ?leads {
          ?kind void:class ?class ; void:propertyPartition ?part . ?part void:property ?property
          OPTIONAL {
            ?part void:classPartition/void:class|ext:datatypePartition/ext:datatype ?leads
          }
        }"""
    )
    told = {tuple("" if term is None else str(term) for term in row) for row in solutions(read)}
    asked = """SELECT DISTINCT ?class ?property ?leads {
        ?s a ?class ; ?property ?o
        OPTIONAL { ?o a ?kind } BIND(IF(isIRI(?o), ?kind, DATATYPE(?o)) AS ?leads) }"""
    found = leads(client, asked)
    # A property that leads to things with a class and to others says so by the former alone.
    ends = {each[:2] for each in found if each[2]}
    assert told == {each for each in found if each[2] or each[:2] not in ends}


def test_the_properties_of_a_class_are_counted_as_asked(
    client: httpx.Client, description: Graph
) -> None:
    part = next(
        each
        for each in description.subjects(VOID["class"], VSK.Participation)
        if (each, VOID.propertyPartition, None) in description
    )
    uses = list(description.objects(part, VOID.propertyPartition))
    assert len(uses) > 5
    for use in uses:
        pattern = f"?s a <{VSK.Participation}> ; <{description.value(use, VOID.property)}> ?o"
        counted = [number(client, each, pattern) for each in ("*", "DISTINCT ?s", "DISTINCT ?o")]
        assert said(description, use, "triples", "distinctSubjects", "distinctObjects") == counted
        for below in description.objects(use, VOID.classPartition):
            led = f"{pattern} . ?o a <{description.value(below, VOID['class'])}>"
            assert said(description, below, "triples") == [number(client, "*", led)]
        for below in description.objects(use, VOID_EXT.datatypePartition):
            typed = f"<{description.value(below, VOID_EXT.datatype)}>"
            had = f"{pattern} FILTER(DATATYPE(?o) = {typed})"
            assert said(description, below, "triples") == [number(client, "*", had)]


PREFIXES_ASKED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace { [] sh:prefix ?prefix ; sh:namespace ?namespace }"""


def test_prefixes_are_declared_in_the_data_and_beside_them(
    client: httpx.Client, description: Graph
) -> None:
    # Programs ask the endpoint first, and the description only if that has none.
    rows = csv.DictReader(ask(client, PREFIXES_ASKED, "text/csv").text.splitlines())
    assert {row["prefix"]: row["namespace"] for row in rows} == PREFIXES
    told = solutions(description.query(PREFIXES_ASKED))
    assert {str(row.prefix): str(row.namespace) for row in told} == PREFIXES


def test_what_cannot_be_counted_is_left_out(small_home: Path) -> None:
    async def body() -> bytes:
        # The list of properties is longer than an answer may be here, the list of graphs is not.
        engine = await EmbeddedEngine.start(small_home / "ledger.sqlite", Limits(result=2048))
        try:
            counted, schema = Once(partial(count, engine)), Once(partial(count_schema, engine))
            described = ServiceDescription(engine, counted, schema)
            return (await described.document("http://example.org/sparql", TURTLE))[1]
        finally:
            await engine.close()

    description = Graph().parse(data=asyncio.run(body()), format="turtle")
    assert (None, VOID.triples, None) not in description
    assert {str(name) for name in description.objects(None, SD.name)} > set(FEW_GRAPHS)
    assert (None, SD.feature, SD.UnionDefaultGraph) in description
