"""GraphML, for igraph, Gephi, yEd and Cytoscape."""

from __future__ import annotations

import io
from typing import Any, Final

from graph.network.computing.network_libraries import need
from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network


def write(network: Network) -> bytes:
    """The network as GraphML, an edge a tie."""
    graph: Any = network.to_networkx()
    written = io.BytesIO()
    # The writer of the standard library, wherever another one is installed too.
    need("networkx").write_graphml_xml(graph, written)
    return written.getvalue() + b"\n"


GRAPHML: Final = NetworkFormat("graphml", "application/graphml+xml", "GraphML", write)
