"""The W3C's tests of the SPARQL 1.1 Service Description, by their names, against a server."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from graph.namespaces import SD
from tests.api.endpoint import media_type
from tests.shared import SHARED, shared
from tests.w3c.suite import SUITE

# Section 3 of the recommendation: what has the property, and what its value is.
SCHEMA = {
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", None),
    "feature": ("Service", None),
    "extensionFunction": ("Service", "Function"),
    "resultFormat": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "Dataset"),  # which is a class of graph collections
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", None),
}


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> Graph:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    return Graph().parse(data=response.content, format="turtle")


def test_the_manifest_names_the_tests_below() -> None:
    manifest = shared(f"{SUITE}/service-description/manifest.ttl").read_text(encoding="utf-8")
    for name in ("returns-rdf", "has-endpoint-triple", "conforms-to-schema"):
        assert f":{name} rdf:type mf:ServiceDescriptionTest" in manifest
    assert manifest.count("rdf:type mf:ServiceDescriptionTest") == 3


@pytest.mark.skipif(not (SHARED / SUITE).exists(), reason="the server holds the suite's data")
class TestDescription:
    def test_returns_rdf(self, client: httpx.Client) -> None:
        response = client.get("/sparql")
        assert response.status_code == 200
        assert media_type(response) == "text/turtle"
        assert len(Graph().parse(data=response.content, format="turtle")) > 0

    def test_has_endpoint_triple(self, client: httpx.Client, description: Graph) -> None:
        endpoint = URIRef(str(client.base_url.join("/sparql")))
        assert set(description.objects(None, SD.endpoint)) == {endpoint}

    def test_conforms_to_schema(self, description: Graph) -> None:
        used = {p for _, p, _ in description if str(p).startswith(str(SD))}
        assert {SD[name] for name in SCHEMA} == used
        for name, (domain, range_) in SCHEMA.items():
            for subject, value in description.subject_objects(SD[name]):
                assert (subject, RDF.type, SD[domain]) in description
                assert isinstance(value, URIRef)
                assert range_ is None or (value, RDF.type, SD[range_]) in description
