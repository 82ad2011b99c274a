"""Documents as JSON-LD that is also plain JSON: short keys by our own context, which is inside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.plugins.serializers.jsonld import from_rdf

from graph.statements import Statement, Value
from ontology import ROOT


def write_jsonld(statements: Iterable[Statement], *, first: str) -> bytes:
    """JSON-LD of statements, without their graphs; each thing is one object.

    Args:
        statements: what the document says.
        first: IRI of the thing that comes first.
    """
    graph = Graph("SimpleMemory")  # it keeps no record of named graphs, and takes half the time
    for each in statements:
        graph.add((URIRef(each.subject), URIRef(each.predicate), _term(each.object)))
    written = from_rdf(graph, context(), auto_compact=False)  # type: ignore[no-untyped-call]
    things = written["@graph"] if "@graph" in written else [_without_context(written)]
    things.sort(key=lambda thing: (thing["id"] != first, thing["id"]))
    document = {"@context": context(), "@graph": things}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


@cache
def context() -> dict[str, Any]:
    """Our JSON-LD context, without the ``@context`` around it."""
    text = (ROOT / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def _without_context(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name != "@context"}


def _term(value: Value) -> URIRef | Literal:
    if value.kind == "uri":
        return URIRef(value.text)
    # Normalised, a literal would not be the one that the other formats have.
    datatype = URIRef(value.datatype) if value.datatype else None
    return Literal(value.text, value.lang or None, datatype, normalize=False)
