"""``/sparql/words.json``: the prefixes and terms that the query editor completes with."""

from __future__ import annotations

from functools import cache

from fastapi.responses import JSONResponse
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from api.http import resource
from api.http.declared import ok
from graph.descriptions.vocabulary import ALIGNMENTS, ONTOLOGY, SHAPES_ADDRESS, documents
from graph.prefixes import PREFIXES

router = resource.router(
    tags=["SPARQL"],
)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


@router.get(
    "/sparql/words.json",
    operation_id="sparql-words",
    summary="Prefixes and terms that the query editor completes with",
    responses=ok(["application/json"]),
)
async def words() -> JSONResponse:
    """Prefixes with what they stand for, and the classes and properties that the data use."""
    told = {"prefixes": PREFIXES, "classes": _classes(), "properties": _properties()}
    return JSONResponse(told, headers={"Cache-Control": "max-age=3600"})


@cache
def _classes() -> list[str]:
    shapes = documents()[SHAPES_ADDRESS].graph()
    targets = set(shapes.objects(None, SH.targetClass)) | set(shapes.objects(None, SH["class"]))
    return _iris(targets | _typed(OWL.Class))


@cache
def _properties() -> list[str]:
    shapes = documents()[SHAPES_ADDRESS].graph()
    found: set[Node] = {*shapes.objects(None, SH.path), RDFS.label}
    for kind in _PROPERTIES:
        found |= _typed(kind)
    return _iris(found)


def _typed(kind: URIRef) -> set[Node]:
    graphs: list[Graph] = [documents()[address].graph() for address in (ONTOLOGY, ALIGNMENTS)]
    typed = {term for graph in graphs for term in graph.subjects(RDF.type, kind)}
    former = {term for graph in graphs for term in graph.subjects(OWL.deprecated)}
    return typed - former


def _iris(terms: set[Node]) -> list[str]:
    return sorted(str(term) for term in terms if isinstance(term, URIRef))
