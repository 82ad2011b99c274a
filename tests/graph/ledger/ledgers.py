"""Lines and states that the ledger's tests share."""

from __future__ import annotations

from datetime import date, datetime

from graph.ledger import Ledger
from graph.ledger.short_names import graph_iri

GRAPHS = [graph_iri(f"source/{name}") for name in ("a", "b", "c")]
A, B, C = GRAPHS


def line(graph: str, n: int, value: str = '"x"') -> str:
    return f"<http://e.org/{n}> <http://e.org/p> {value} <{graph}> ."


def state(ledger: Ledger, as_of: int | datetime | date | None = None) -> dict[str, list[str]]:
    return {found.graph: ledger.lines(found.hash) for found in ledger.graphs(as_of)}
