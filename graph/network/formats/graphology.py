"""The JSON that graphology and sigma read in a browser, with the place of each node."""

from __future__ import annotations

import json
from typing import Any, Final

from graph.network.formats.format import Format
from graph.network.layout import Layout, layout
from graph.network.measures.communities import community
from graph.network.model import Network, node_attributes, tie_attributes


def write(network: Network) -> bytes:
    """The network with a layout computed now."""
    return serialise(network, layout(network.simple))


def serialise(network: Network, places: Layout) -> bytes:
    """The network with nodes at their places; ``size`` grows with the degree.

    Args:
        network: the network.
        places: where each node lies.
    """
    graph = network.simple
    groups = dict(zip(graph.nodes, community(graph), strict=True))
    degrees = dict(zip(graph.nodes, graph.degrees, strict=True))
    lang = network.selection.lang
    nodes = [
        {
            "key": iri,
            "attributes": node_attributes(agent, lang)
            | {
                "x": round(places[iri][0], 5),
                "y": round(places[iri][1], 5),
                "size": round(2 + degrees[iri] ** 0.5, 2),
                "degree": degrees[iri],
                "community": groups[iri],
            },
        }
        for iri, agent in network.nodes.items()
    ]
    edges = [
        {
            "key": tie.identifier,
            "source": tie.source,
            "target": tie.target,
            "undirected": not tie.directed,
            "attributes": tie_attributes(tie),
        }
        for tie in network.ties
    ]
    document: dict[str, Any] = {
        "attributes": network.about(),
        "options": {"type": "mixed", "multi": True, "allowSelfLoops": False},
        "nodes": nodes,
        "edges": edges,
    }
    return (json.dumps(document, ensure_ascii=False) + "\n").encode()


GRAPHOLOGY: Final = Format("json", "application/json", "JSON for graphology and sigma", write)
