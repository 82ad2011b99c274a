"""Pajek NET: names, weights; what else is known stands in other formats."""

from __future__ import annotations

from typing import Any, Final

from graph.network.computing.network_libraries import need
from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network


def write(network: Network) -> bytes:
    """The network as Pajek NET, an edge a tie; a node is labelled by its IRI."""
    nx = need("networkx")
    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    graph.add_nodes_from(network.nodes)
    for tie in network.ties:
        graph.add_edge(tie.source, tie.target, weight=1)
    # The writer draws each node at 0.0 0.0; the layer and days have no place in the format.
    return ("\r\n".join(nx.generate_pajek(graph)) + "\r\n").encode()


PAJEK: Final = NetworkFormat("net", "text/vnd.pajek", "Pajek NET", write)
