"""A home folder with few graphs, in which a server starts in no time."""

from __future__ import annotations

from pathlib import Path

from graph.data.shipped import shipped_graphs
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.prefixes import BASE

FEW_GRAPHS = (
    ONTOLOGY_GRAPH,
    f"{BASE}graph/source/sermersooq-aalborg-2019",
    f"{BASE}graph/source/kujalleq-aarhus-2016",
)


def few_graphs(folder: Path) -> Path:
    """Put the ontology and two sources into a folder."""
    shipped = shipped_graphs()
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.apply([Put(graph, shipped[graph]) for graph in FEW_GRAPHS], actor="test")
    return folder
