"""The SPARQL protocol as a client sees it, over HTTP against a running server."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import httpx
import pytest
from rdflib import Graph

from graph.prefixes import BASE
from tests.api.endpoint import SOURCES, ask, media_type, problem

GRAPH = BASE + "graph/source/sermersooq-aalborg-2019"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


# The three ways to ask


def test_three_ways_to_ask_give_one_answer(client: httpx.Client) -> None:
    got = ask(client, SOURCES)
    form = client.post("/sparql", data={"query": SOURCES})
    direct = client.post("/sparql", content=SOURCES, headers={"Content-Type": DIRECT})
    assert {each.status_code for each in (got, form, direct)} == {200}
    assert got.content == form.content == direct.content
    values = {row["s"]["value"] for row in got.json()["results"]["bindings"]}
    assert GRAPH in values


def test_a_byte_order_mark_is_no_part_of_the_query(client: httpx.Client) -> None:
    marked = "\ufeffASK {}".encode()
    assert ask(client, "\ufeffASK {}").json()["boolean"] is True
    response = client.post("/sparql", content=marked, headers={"Content-Type": DIRECT})
    assert response.json()["boolean"] is True


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_default_graph_uri_narrows_the_default_graph(client: httpx.Client, way: str) -> None:
    query, given = "SELECT DISTINCT ?g { ?s a ?c OPTIONAL { GRAPH ?g { ?s a ?c } } }", GRAPH
    everything = ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()
    counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    ways = {
        "get": lambda q: ask(client, q, **{"default-graph-uri": given}),
        "form": lambda q: client.post("/sparql", data={"query": q, "default-graph-uri": given}),
        "direct": lambda q: client.post(
            "/sparql",
            params={"default-graph-uri": given},
            content=q,
            headers={"Content-Type": DIRECT},
        ),
    }
    inside = int(ways[way](counted).json()["results"]["bindings"][0]["n"]["value"])
    total = int(everything["results"]["bindings"][0]["n"]["value"])
    assert 0 < inside < total
    # What the request does not name is empty: no named graph is left.
    assert ways[way](query).json()["results"]["bindings"] == [{}]


def test_named_graph_uri_names_the_only_named_graph(client: httpx.Client) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = ask(client, query, **{"named-graph-uri": GRAPH}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == [GRAPH]


def test_the_default_graph_is_the_union_of_all(client: httpx.Client) -> None:
    query = f"ASK {{ <{GRAPH}> a ?class }}"
    assert ask(client, query).json()["boolean"] is True


# Formats


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/turtle, text/csv;q=0.5", "text/csv"),
    ],
)
def test_rows_in_the_format_asked_for(client: httpx.Client, accept: str, expected: str) -> None:
    response = ask(client, SOURCES, accept)
    assert response.status_code == 200
    assert media_type(response) == expected
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "expected", "parser"),
    [
        ("*/*", "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
    ],
)
def test_graphs_in_the_format_asked_for(
    client: httpx.Client, accept: str, expected: str, parser: str
) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    response = ask(client, query, accept)
    assert media_type(response) == expected
    count = ask(client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}").json()
    parsed = Graph().parse(data=response.content, format=parser)
    assert len(parsed) == int(count["results"]["bindings"][0]["n"]["value"])


def test_language_tags_and_datatypes_survive(client: httpx.Client) -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("Å"@da "2019-12-XX"^^<http://x.example/edtf>) } }'
    (row,) = ask(client, query).json()["results"]["bindings"]
    assert row["a"] == {"type": "literal", "value": "Å", "xml:lang": "da"}
    assert row["b"]["datatype"] == "http://x.example/edtf"
    tsv = ask(client, query, "text/tab-separated-values").text
    assert '"Å"@da\t"2019-12-XX"^^<http://x.example/edtf>' in tsv
    xml = ET.fromstring(ask(client, query, "application/sparql-results+xml").text)
    literal = xml.find(".//{http://www.w3.org/2005/sparql-results#}literal")
    assert literal is not None
    assert literal.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "da"}


def test_a_header_in_two_lines_is_one_list(client: httpx.Client) -> None:
    lines = [("Accept", "image/png"), ("Accept", "text/csv"), ("Accept-Encoding", "identity")]
    first = client.get("/sparql", params={"query": SOURCES}, headers=lines)
    assert media_type(first) == "text/csv"
    lines += [("If-None-Match", '"other"'), ("If-None-Match", first.headers["etag"])]
    assert client.get("/sparql", params={"query": SOURCES}, headers=lines).status_code == 304


def test_format_stands_above_accept(client: httpx.Client) -> None:
    response = ask(client, SOURCES, "application/sparql-results+xml", format="csv")
    assert media_type(response) == "text/csv"
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows[0] == ["s"]
    assert [GRAPH] in rows


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SOURCES, "image/png", "text/csv"),
        (SOURCES, "text/turtle", "text/csv"),
        ("CONSTRUCT WHERE { ?s a ?o }", "text/csv", "text/turtle"),
    ],
)
def test_406_lists_what_is_on_offer(
    client: httpx.Client, query: str, accept: str, offered: str
) -> None:
    document = problem(ask(client, query, accept), 406)
    assert isinstance(document["offered"], list)
    assert offered in document["offered"]


def test_xml_that_no_reader_could_read_is_not_sent(client: httpx.Client) -> None:
    query = 'SELECT ("a\\u0001" AS ?text) {}'
    document = problem(ask(client, query, "application/sparql-results+xml"), 406)
    assert "character" in str(document["detail"])
    assert isinstance(document["offered"], list)
    assert "text/csv" in document["offered"]
    assert "application/sparql-results+xml" not in document["offered"]
    json_row = ask(client, query, "application/json").json()["results"]["bindings"][0]
    assert json_row["text"]["value"] == "a\x01"


def test_a_relative_iri_is_one_of_ours(client: httpx.Client) -> None:
    relative = GRAPH.removeprefix(BASE)
    assert ask(client, f"ASK {{ GRAPH <{relative}> {{ ?s ?p ?o }} }}").json()["boolean"] is True
    assert ask(client, f"ASK FROM <{relative}> {{ ?s ?p ?o }}").json()["boolean"] is True


# What is refused


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ([("timeout", "5")], "no query"),
        ([("query", "")], "empty"),
        ([("query", " \n")], "empty"),
        ([("query", "ASK {}"), ("query", "ASK {}")], "2 parameters named query"),
        ([("query", "ASK {}"), ("default-graph-uri", "not absolute")], "default-graph-uri"),
        ([("query", "ASK {}"), ("timeout", "soon")], "timeout"),
        ([("query", "ASK {}"), ("timeout", "-1")], "timeout"),
        ([("query", "ASK {}"), ("timeout", "nan")], "timeout"),
        ([("query", "ASK {}"), ("timeout", "1"), ("timeout", "2")], "timeout"),
        ([("query", "INSERT DATA { <a:a> <a:b> <a:c> }")], "INSERT"),
        ([("query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")], "SERVICE"),
    ],
)
def test_a_request_that_cannot_be_is_400(
    client: httpx.Client, params: list[tuple[str, str | int | float | bool | None]], said: str
) -> None:
    document = problem(client.get("/sparql", params=params), 400)
    assert said in str(document["detail"])


@pytest.mark.parametrize(
    ("query", "said", "line", "column"),
    [
        ("SELECT *\nWHERE { ?s rdfs:label ?o }", "The prefix rdfs: is not declared", 2, 12),
        ("SELECT * { ?s ?p ?o", "ends too early. Expected here: , . ; { }", 1, 20),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "?s cannot stand here. Expected here: BY", 1, 30),
        ("SELCT ?s { ?s ?p ?o }", "SELCT cannot stand here", 1, 1),
        ('SELECT * { ?s ?p \n"å" ?o }', "?o cannot stand here", 2, 5),
        ("ASK { ?s ?p ?o }} # end", "} cannot stand here", 1, 17),
        ("SELECT ?n { ?s ?p ?o } GROUP BY ?s", "a variable that is unbound", 1, 35),
        ("SELECT *\nWHERE { ?s ?p }", "} cannot stand here", 2, 15),
    ],
)
def test_a_syntax_error_says_what_and_where(
    client: httpx.Client, query: str, said: str, line: int, column: int
) -> None:
    document = problem(ask(client, query), 400)
    assert said in f"{document['detail']} {document.get('advice', '')}"
    assert (document["line"], document["column"]) == (line, column)


def test_a_query_that_is_not_utf8_is_refused(client: httpx.Client) -> None:
    problem(client.get("/sparql?query=ASK%20%7B%7D%23%FF"), 400)
    for content_type in (DIRECT, FORM):
        body = b"query=ASK%7B%7D%23\xff" if content_type == FORM else b"ASK {} #\xff"
        response = client.post("/sparql", content=body, headers={"Content-Type": content_type})
        problem(response, 400)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "", "application/json", f"{DIRECT}; charset=utf-16"]
)
def test_415_for_another_media_type(client: httpx.Client, content_type: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    problem(client.post("/sparql", content=b"ASK {}", headers=headers), 415)


def test_a_compressed_body_is_refused(client: httpx.Client) -> None:
    headers = {"Content-Type": DIRECT, "Content-Encoding": "gzip"}
    problem(client.post("/sparql", content=b"\x1f\x8b", headers=headers), 415)


def test_updates_are_refused(client: httpx.Client) -> None:
    update = "INSERT DATA { <a:a> <a:b> <a:c> }"
    headers = {"Content-Type": "application/sparql-update"}
    problem(client.post("/sparql", data={"update": update}), 403)
    problem(client.post("/sparql", content=update, headers=headers), 403)
    problem(client.get("/sparql", params={"update": update}), 403)
    assert ask(client, "ASK { <a:a> ?p ?o }").json()["boolean"] is False


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_405_says_which_methods_there_are(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/sparql")
    problem(response, 405)
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_form_without_a_query_is_400(client: httpx.Client) -> None:
    assert "no query" in str(problem(client.post("/sparql", data={"q": "ASK {}"}), 400)["detail"])


def test_a_body_too_large_is_413(client: httpx.Client) -> None:
    body = b"#" * 400_000 + b"\nASK {}"
    response = client.post("/sparql", content=body, headers={"Content-Type": DIRECT})
    assert problem(response, 413)["limit"] == "body"


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("ASK {} #" + "x" * 70_000, "text"),
        ("ASK " + "{" * 70 + "}" * 70, "depth"),
        ("ASK {" + " ?s ?p ?o ." * 400 + "}", "patterns"),
    ],
)
def test_a_query_past_a_limit_is_told_which(client: httpx.Client, query: str, limit: str) -> None:
    response = client.post("/sparql", content=query, headers={"Content-Type": DIRECT})
    document = problem(response, 400)
    assert document["limit"] == limit
    assert document["value"]
    assert document["advice"]


# A person's browser


def test_a_browser_gets_a_form_and_a_table(client: httpx.Client) -> None:
    form = client.get("/sparql", headers={"Accept": "text/html"})
    assert form.status_code == 200
    assert "<textarea" in form.text
    assert "GRAPH ?source" in form.text
    page = ask(client, SOURCES, "text/html")
    assert "<table>" in page.text
    assert GRAPH in page.text


def test_a_browser_sees_what_was_wrong_beside_its_query(client: httpx.Client) -> None:
    page = ask(client, "SELECT * { ?s <script> }", "text/html")
    assert page.status_code == 400
    assert media_type(page) == "text/html"
    assert "does not parse" in page.text
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_every_answer_is_json_of_one_shape(client: httpx.Client) -> None:
    body = json.loads(ask(client, "SELECT ?a { VALUES ?a { 1 UNDEF } }").content)
    assert body["head"] == {"vars": ["a"]}
    assert len(body["results"]["bindings"]) == 2
