"""The question library as RDF, in the form of sib-swiss/sparql-examples.

Each question is a ``sh:SPARQLExecutable`` with its text, its wording in both languages, keywords
and the endpoint it is for, so that editors and catalogues of SPARQL examples can read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, XSD

from queries.library import Query, library
from queries.parameters import BASE

ENDPOINT: Final = BASE + "sparql"
QUERY: Final = Namespace(BASE + "query/")
SCHEMA: Final = Namespace("https://schema.org/")
LANGUAGES: Final = ("da", "en")

_PREFIX: Final = re.compile(r"^PREFIX[ \t]+([A-Za-z][\w-]*):[ \t]*<([^>]*)>", re.MULTILINE)
_PREFIXES: Final = QUERY["prefixes"]


def as_turtle(chosen: Mapping[str, Query] | None = None, *, endpoint: str = ENDPOINT) -> str:
    """Questions of the library as one Turtle document.

    Args:
        chosen: the questions by name; None takes all.
        endpoint: IRI of the SPARQL endpoint that the questions are put to.
    """
    told = library() if chosen is None else chosen
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("sh", SH), ("schema", SCHEMA), ("query", QUERY)):
        graph.bind(prefix, namespace)
    graph.bind("rdfs", RDFS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("owl", OWL)
    graph.bind("xsd", XSD)
    for query in told.values():
        _describe(graph, query, URIRef(endpoint))
    _declare(graph, told)
    return graph.serialize(format="turtle")


def sparql_of(query: Query, lang: str = "") -> str:
    """The SPARQL text of a question without its front matter.

    Args:
        query: the question.
        lang: language of the labels that it answers with; one that it has not is passed over.
    """
    choices = next((each.choices for each in query.parameters if each.name == "lang"), ())
    text = query.bind({"lang": lang}) if lang in choices else query.text
    lines = (line for line in text.splitlines() if not line.startswith("#+"))
    return "\n".join(lines).strip() + "\n"


def _describe(graph: Graph, query: Query, endpoint: URIRef) -> None:
    node, text = QUERY[query.name], Literal(sparql_of(query))
    graph.add((node, RDF.type, SH.SPARQLExecutable))
    if query.result == "graph":
        graph.add((node, RDF.type, SH.SPARQLConstructExecutable))
        graph.add((node, SH.construct, text))
    else:
        graph.add((node, RDF.type, SH.SPARQLSelectExecutable))
        graph.add((node, SH.select, text))
    for language in LANGUAGES:
        title, description = dict(query.title)[language], dict(query.description)[language]
        graph.add((node, RDFS.comment, Literal(title, lang=language)))
        graph.add((node, DCTERMS.description, Literal(description, lang=language)))
    for tag in query.tags:
        graph.add((node, SCHEMA.keywords, Literal(tag)))
    graph.add((node, SCHEMA.target, endpoint))
    graph.add((node, SH.prefixes, _PREFIXES))


def _declare(graph: Graph, queries: Mapping[str, Query]) -> None:
    """Declare every prefix that a question uses; all questions agree on what each stands for."""
    graph.add((_PREFIXES, RDF.type, OWL.Ontology))
    declared = {pair for query in queries.values() for pair in _PREFIX.findall(query.text)}
    for prefix, namespace in sorted(declared):
        node = QUERY[f"prefixes/{prefix}"]
        graph.add((_PREFIXES, SH.declare, node))
        graph.add((node, RDF.type, SH.PrefixDeclaration))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
