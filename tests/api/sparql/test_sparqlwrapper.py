"""The endpoint asked by SPARQLWrapper, in every form, method and format that it knows."""

from __future__ import annotations

import warnings
from itertools import product
from typing import Final
from xml.dom.minidom import Document

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from SPARQLWrapper import Wrapper

from graph.engine.base import CSV, JSON, JSONLD, RDFXML, TSV, TURTLE, XML, Format
from graph.namespaces import VSK
from graph.prefixes import BASE
from tests.api.endpoint import media_type
from tests.api.serving import Server
from tests.api.sparql.test_clients import TABLE

SOURCE: Final = URIRef(BASE + "graph/source/sermersooq-aalborg-2019")
FORMS: Final = {
    "SELECT": f"SELECT ?class WHERE {{ <{SOURCE}> a ?class }}",
    "ASK": f"ASK {{ <{SOURCE}> a <{VSK.Source}> }}",
    "CONSTRUCT": f"CONSTRUCT WHERE {{ <{SOURCE}> a ?class }}",
    "DESCRIBE": f"DESCRIBE <{SOURCE}>",
}
METHODS: Final = {
    "get": (Wrapper.GET, Wrapper.URLENCODED),
    "form": (Wrapper.POST, Wrapper.URLENCODED),
    "direct": (Wrapper.POST, Wrapper.POSTDIRECTLY),
}
ROWS: Final[dict[str, Format]] = {
    Wrapper.XML: XML,
    Wrapper.JSON: JSON,
    Wrapper.CSV: CSV,
    Wrapper.TSV: TSV,
}
TRIPLES: Final[dict[str, Format]] = {
    Wrapper.XML: RDFXML,
    Wrapper.RDF: RDFXML,
    Wrapper.RDFXML: RDFXML,
    Wrapper.JSON: JSONLD,
    Wrapper.JSONLD: JSONLD,
    Wrapper.TURTLE: TURTLE,
    Wrapper.N3: TURTLE,
}
EVERY: Final = sorted(ROWS.keys() | TRIPLES.keys())
GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")


def ask(
    server: Server, form: str, method: str, name: str, *, only_accept: bool
) -> Wrapper.QueryResult:
    client = Wrapper.SPARQLWrapper(f"{server.origin}/sparql", returnFormat=name)
    client.setQuery(FORMS[form])
    verb, encoding = METHODS[method]
    client.setMethod(verb)
    client.setRequestMethod(encoding)
    client.setOnlyConneg(only_accept)
    return client.query()


@pytest.mark.parametrize("only_accept", [False, True])
@pytest.mark.parametrize(("form", "method", "name"), tuple(product(FORMS, METHODS, EVERY)))
def test_every_cell_is_answered_in_the_format_that_fits(
    server: Server, form: str, method: str, name: str, only_accept: bool
) -> None:
    fitting, usual = (TRIPLES, TURTLE) if form in GRAPHS else (ROWS, JSON)
    with warnings.catch_warnings():
        # It warns where it cannot say what it wants in Accept, and sends */*.
        warnings.filterwarnings("ignore", "Sending Accept header", RuntimeWarning)
        answer = ask(server, form, method, name, only_accept=only_accept)
    told = answer.info()["content-type"].split(";")[0]
    if not only_accept:
        assert told == fitting.get(name, usual).media_type
    if told == fitting.get(name, usual).media_type and name in fitting:
        says(form, answer.convert())
    else:
        assert told in {each.media_type for each in fitting.values()}
        assert answer.response.read()


def says(form: str, content: object) -> None:
    """Check that what SPARQLWrapper made of the answer holds what was asked."""
    if isinstance(content, Graph):
        assert (SOURCE, RDF.type, VSK.Source) in content
    elif isinstance(content, bytes):
        assert (b"true" if form == "ASK" else b"Source") in content
    elif isinstance(content, Document):
        assert ("true" if form == "ASK" else str(VSK.Source)) in content.toxml()
    else:
        assert isinstance(content, dict)
        assert content["boolean"] if form == "ASK" else content["results"]["bindings"]


def test_the_table_of_clients_says_so() -> None:
    told = TABLE["SPARQLWrapper"]
    assert set(told["methods"]) == METHODS.keys()
    for form in FORMS:
        known = TRIPLES if form in GRAPHS else ROWS
        assert set(told[form]) == {each.name for each in known.values()}


@pytest.mark.parametrize(
    ("asked", "rows", "triples"),
    [
        ({"format": "application/sparql-results+json"}, JSON, TURTLE),  # Virtuoso
        ({"format": "application/x-json+ld"}, JSON, JSONLD),
        ({"format": "text/rdf+n3"}, JSON, TURTLE),
        ({"output": "sparql"}, XML, TURTLE),  # Fuseki
        ({"output": "ttl"}, JSON, TURTLE),
        ({"output": "rdf/xml"}, JSON, RDFXML),
        ({"results": "tsv"}, TSV, TURTLE),
        ({"Accept": "application/sparql-results+xml"}, XML, TURTLE),  # RDF4J
        ({"Accept": "application/x-turtle"}, JSON, TURTLE),
        ({"format": "RDF XML"}, JSON, RDFXML),  # a plus sign that was not escaped
        ({"format": "spreadsheet"}, JSON, TURTLE),
        ({"format": "spreadsheet", "output": "csv"}, CSV, TURTLE),
    ],
)
def test_other_names_of_formats_are_known(
    client: httpx.Client, asked: dict[str, str], rows: Format, triples: Format
) -> None:
    for form, fitting in (("SELECT", rows), ("CONSTRUCT", triples)):
        answer = client.get("/sparql", params=asked | {"query": FORMS[form]})
        assert media_type(answer) == fitting.media_type


def test_a_name_that_nobody_knows_leaves_it_to_accept(client: httpx.Client) -> None:
    asked = {"query": FORMS["SELECT"], "format": "spreadsheet"}
    for accept in (CSV.media_type, "text/html"):
        answer = client.get("/sparql", params=asked, headers={"Accept": accept})
        assert media_type(answer) == accept
    refused = client.get("/sparql", params=asked, headers={"Accept": "image/png"})
    assert refused.status_code == 406
