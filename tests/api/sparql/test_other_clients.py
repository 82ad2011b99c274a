"""The endpoint asked by a client that others wrote: rdflib's own SPARQL store."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow

from graph.namespaces import VSK
from graph.prefixes import BASE
from tests.api.serving import Server

SOURCE = URIRef(BASE + "graph/source/sermersooq-aalborg-2019")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def store(server: Server, method: str, form: str = "xml") -> SPARQLStore:
    return SPARQLStore(f"{server.origin}/sparql", method=method, returnFormat=form)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json"])
def test_rows_in_every_way_to_ask(server: Server, method: str, form: str) -> None:
    graph = Graph(store(server, method, form))
    assert (SOURCE, RDF.type, VSK.Source) in graph
    assert (SOURCE, RDF.type, VSK.Municipality) not in graph
    labels = set(graph.objects(VSK.Agreement, RDFS.label))
    assert {label.language for label in labels if isinstance(label, Literal)} == {"da", "en"}


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_one_graph_is_asked_by_its_name(server: Server, method: str) -> None:
    def triples(graph: Graph) -> int:
        (row,) = graph.query(COUNT)
        assert isinstance(row, ResultRow)
        return int(row.n)

    one = triples(Graph(store(server, method), identifier=SOURCE))
    everything = triples(Graph(store(server, method)))
    assert 0 < one < everything


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_a_graph_that_is_constructed(server: Server, method: str) -> None:
    text = f"CONSTRUCT WHERE {{ <{SOURCE}> a ?class }}"
    made = Graph(store(server, method)).query(text).graph
    assert made is not None
    assert (SOURCE, RDF.type, VSK.Source) in made
