"""The SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/).

The service is named by the endpoint's own address, which is where clients look for what is said
of it (Comunica 5 reads nothing of other subjects). There is no ``sd:inputFormat``: nothing is
taken in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rdflib.namespace import RDF, VOID

from graph.catalog.class_schema import Schema, fragment
from graph.catalog.triples import link, number
from graph.catalog.void import Counts, describe
from graph.engine.base import FORMATS, Engine
from graph.engine.geosparql_functions import FUNCTIONS
from graph.engine.results import rows
from graph.namespaces import ENTAILMENT, FORMAT, SD
from graph.statements import Statement
from queries.internal_queries import internal

# As https://www.w3.org/ns/formats/ names them.
_FORMATS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
}


async def graph_names(engine: Engine) -> list[str]:
    """IRIs of the named graphs.

    Raises:
        VenskabError: the engine could not answer.
    """
    return [row["graph"].value for row in await rows(engine, internal("names-of-graphs"))]


def service(
    endpoint: str, graphs: Sequence[str], counts: Counts | None, schema: Schema | None
) -> Iterator[Statement]:
    """The description of an endpoint.

    Args:
        endpoint: its address.
        graphs: the named graphs.
        counts: what they hold; None where it could not be counted.
        schema: which property leads from which class to what; None where it was not counted.
    """
    dataset = f"{endpoint}#dataset"
    yield link(endpoint, RDF.type, SD.Service)
    yield link(endpoint, SD.endpoint, endpoint)
    yield link(endpoint, SD.supportedLanguage, SD.SPARQL11Query)
    yield link(endpoint, SD.feature, SD.UnionDefaultGraph)
    yield link(endpoint, SD.defaultEntailmentRegime, ENTAILMENT.Simple)
    # Comunica sends no other function than those that are named.
    for function in FUNCTIONS:
        yield link(endpoint, SD.extensionFunction, function)
        yield link(function, RDF.type, SD.Function)
    for form in FORMATS:
        yield link(endpoint, SD.resultFormat, FORMAT[_FORMATS[form.name]])
    yield link(endpoint, SD.defaultDataset, dataset)
    # FROM and default-graph-uri choose among the same graphs.
    yield link(endpoint, SD.availableGraphs, dataset)
    yield from _dataset(dataset, f"{endpoint}#default-graph", graphs, counts)
    if counts is not None:
        data = f"{endpoint}#data"
        yield link(data, VOID.sparqlEndpoint, endpoint)
        yield from describe(counts, schema, data)


def _dataset(
    dataset: str, default: str, graphs: Iterable[str], counts: Counts | None
) -> Iterator[Statement]:
    yield link(dataset, RDF.type, SD.Dataset)
    yield link(dataset, SD.defaultGraph, default)
    yield link(default, RDF.type, SD.Graph)
    if counts is not None:
        yield number(default, VOID.triples, counts.whole.triples)
    for graph in graphs:
        named = f"{dataset}/{fragment(graph)}"
        yield link(dataset, SD.namedGraph, named)
        yield link(named, RDF.type, SD.NamedGraph)
        yield link(named, SD.name, graph)
        # No type here: Comunica estimates from each sd:Graph with a count as if its partitions,
        # of which it has none, told all that it holds.
        yield link(named, SD.graph, graph)
        if counts is not None:
            yield number(graph, VOID.triples, counts.graphs.get(graph, 0))
