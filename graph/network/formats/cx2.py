"""CX2, the JSON of Cytoscape and NDEx."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network, node_attributes, tie_attributes

_TYPES: Final = {str: "string", bool: "boolean", int: "long", float: "double"}
# CX2 calls the name and what an edge means by names of its own.
_RENAMED: Final = {"label": "name", "layer": "interaction"}


def write(network: Network) -> bytes:
    """The network as CX2, an edge a tie."""
    number = {iri: position for position, iri in enumerate(network.nodes)}
    nodes = [
        {"id": number[iri], "v": _values({"iri": iri} | node_attributes(agent, lang))}
        for lang in [network.selection.lang]
        for iri, agent in network.nodes.items()
    ]
    edges = [
        {
            "id": position,
            "s": number[tie.source],
            "t": number[tie.target],
            # An edge's own name would say the same as its interaction does in Cytoscape.
            "v": _values(tie_attributes(tie)),
        }
        for position, tie in enumerate(network.ties)
    ]
    about = _values({"name": network.about()["title"]} | network.about())
    aspects: list[tuple[str, Sequence[Any]]] = [
        ("attributeDeclarations", [_declared([about], nodes, edges)]),
        ("networkAttributes", [about]),
        ("nodes", nodes),
        ("edges", edges),
    ]
    document: list[Mapping[str, Any]] = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": [{"name": name, "elementCount": len(items)} for name, items in aspects]},
        *({name: items} for name, items in aspects),
        {"status": [{"success": True}]},
    ]
    return (json.dumps(document, ensure_ascii=False) + "\n").encode()


def _values(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {_RENAMED.get(name, name): value for name, value in attributes.items()}


def _declared(
    about: Iterable[Mapping[str, Any]], nodes: Sequence[Any], edges: Sequence[Any]
) -> Mapping[str, Any]:
    return {
        "networkAttributes": _types(about),
        "nodes": _types(node["v"] for node in nodes),
        "edges": _types(edge["v"] for edge in edges),
    }


def _types(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    known = {name: value for row in rows for name, value in row.items()}
    return {name: {"d": _TYPES[type(known[name])]} for name in sorted(known)}


CX2: Final = NetworkFormat("cx2", "application/json", "CX2 for Cytoscape and NDEx", write)
