"""The document that the network explorer of the web pages reads: drawn, measured, dated."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Final

from graph.network.formats.format import NetworkFormat
from graph.network.layout_cache import NodeLayout, drawn
from graph.network.shared_ties import drawn_graph, shared_relations
from graph.network.tie_facts import Agent
from graph.network.tie_network import Network, Tie
from graph.time.edtf_dates import Bounds
from queries.country_codes import ALPHA2_OF


def write(network: Network) -> bytes:
    """The network with places and measures worked out now."""
    lines = drawn_graph(network, shared_relations(network))
    return serialise(network, drawn(network.simple, lines=lines))


def serialise(network: Network, found: NodeLayout) -> bytes:
    """The network with its nodes at their places, an edge a tie.

    Args:
        network: the network.
        found: places and measures of its simple graph.
    """
    about = network.about()
    document = {
        "parameters": network.selection.parameters(),
        "generation": network.generation,
        "leftOut": [dataclasses.asdict(each) for each in network.left_out],
        "licence": about["licence"],
        "citation": about["citation"],
        "nodes": _nodes(network, found),
        "edges": [_edge(tie) for tie in network.ties],
        "shared": _shared(network, found),
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _nodes(network: Network, found: NodeLayout) -> list[dict[str, Any]]:
    graph = network.simple
    columns = (graph.nodes, graph.degrees, found.places, found.communities, found.betweenness)
    return [
        _node(network.nodes[iri], network.selection.lang)
        | {"x": x, "y": y, "community": group, "degree": degree, "betweenness": between}
        for iri, degree, (x, y), group, between in zip(*columns, strict=True)
    ]


def _shared(network: Network, found: NodeLayout) -> list[dict[str, Any]]:
    """The relations that make several ties: who followed whom, and where a chain is drawn."""
    hubs = iter(found.hubs)
    return [
        {
            "id": each.iri,
            "label": each.name,
            "sides": each.sides,
            "hub": next(hubs) if each.chain else None,
            "mergers": [
                {"from": merger.old, "to": merger.new, "when": _bounds(merger.when)}
                for merger in each.mergers
            ],
        }
        for each in shared_relations(network)
    ]


def _node(agent: Agent, lang: str) -> dict[str, Any]:
    return {
        "id": agent.iri,
        "label": agent.name(lang),
        "lang": agent.language(lang),
        "country": ALPHA2_OF.get(agent.country, agent.country),
        "point": agent.point,
        "population": agent.population,
    }


def _edge(tie: Tie) -> dict[str, Any]:
    return {
        "id": tie.identifier,
        "source": tie.source,
        "target": tie.target,
        "kinds": tie.kinds,
        "partnerships": [tie.relation],
        "areas": tie.areas,
        "first": _bounds(tie.first),
        "last": _bounds(tie.last),
        "certainty": "certain" if tie.certain else "possible",
        "tier": str(tie.tier),
        "sources": len(tie.sources),
        "evidence": tie.evidence,
    }


def _bounds(days: Bounds) -> dict[str, str | None]:
    return {
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
    }


EXPLORER: Final = NetworkFormat(
    "json", "application/json", "JSON for the network explorer: places, measures, days", write
)
