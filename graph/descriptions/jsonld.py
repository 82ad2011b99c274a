"""Documents as JSON-LD that is also plain JSON: short keys by our own context, which is inside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from rdflib import Graph, Literal, URIRef
from rdflib.plugins.serializers.jsonld import Converter
from rdflib.plugins.shared.jsonld.context import Context

from graph.statements import Statement
from graph.terms import Term
from ontology import ROOT

_FRONT: Final = ("id", "type", "label")


def write_jsonld(
    statements: Iterable[Statement], *, first: str, keys: Mapping[str, Any] | None = None
) -> bytes:
    """JSON-LD of statements, without their graphs; each thing is one object.

    Args:
        statements: what the document says.
        first: IRI of the thing that comes first.
        keys: the context that makes the keys, with ``id`` and ``type``; None takes our own.
    """
    known, head = _own() if keys is None else _read(keys)
    graph = Graph("SimpleMemory")  # it keeps no record of named graphs, and takes half the time
    for each in statements:
        graph.add((URIRef(each.subject), URIRef(each.predicate), _term(each.object)))
    written = Converter(known, False, False).convert(graph)
    things = written.get("@graph", [written])
    # rdflib's IRIs are never equal to plain strings.
    things.sort(key=lambda thing: (str(thing["id"]) != first, str(thing["id"])))
    body = _indented([_tidy(thing) for thing in things])
    return f'{{\n "@context": {head},\n "@graph": {body}\n}}\n'.encode()


@cache
def _own() -> tuple[Context, str]:
    return _read(context())


def _read(keys: Mapping[str, Any]) -> tuple[Context, str]:
    """A context as rdflib has it, and as text: to read and write ours takes longer than a thing."""
    return Context(dict(keys)), _indented(keys)


def _indented(value: object) -> str:
    """JSON as it is written one level deep."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")


@cache
def context() -> dict[str, Any]:
    """Our JSON-LD context, without the ``@context`` around it."""
    text = (ROOT / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def _tidy(thing: dict[str, Any]) -> dict[str, Any]:
    """The same object in one order, so that a document is the same bytes each time."""
    thing.pop("@context", None)
    front = {name: index for index, name in enumerate(_FRONT)}
    names = sorted(thing, key=lambda name: (front.get(name, len(front)), name))
    return {
        name: sorted(thing[name], key=json.dumps) if isinstance(thing[name], list) else thing[name]
        for name in names
    }


def _term(value: Term) -> URIRef | Literal:
    if value.kind == "uri":
        return URIRef(value.value)
    # Normalised, a literal would not be the one that the other formats have.
    datatype = URIRef(value.datatype) if value.datatype else None
    return Literal(value.value, value.lang or None, datatype, normalize=False)
