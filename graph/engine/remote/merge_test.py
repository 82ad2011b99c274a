"""Finds out where an engine's default graph comes from, by writing two graphs and asking."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Final

from graph.engine.remote.connection import Connection, Field
from graph.engine.remote.marker import Merge
from graph.prefixes import BASE

_LOG: Final = logging.getLogger("venskab.engine")


def merge_of(connection: Connection) -> Merge:
    """Where the default graph of an engine comes from, and so how the merge gets into it.

    Two graphs that say the same are one triple in their merge (SPARQL 1.1, section 13.1). An engine
    whose default graph holds nothing of named graphs is given the merge; one that finds one triple
    makes it itself; and where two are found, the merge is kept in a graph of its own when that can
    be asked beside all others.

    Raises:
        EngineUnavailable: the engine does not answer, or refuses.
    """
    name = f"{BASE}graph/trial/{secrets.token_hex(8)}"
    first, second = f"{name}/1", f"{name}/2"
    triple = f"<{name}> <{name}/is> <{name}/one>"
    graphs = " ".join(f"GRAPH <{graph}> {{ {triple} }}" for graph in (first, second))
    connection.update(f"INSERT DATA {{ {graphs} }}")
    try:
        found = _count(connection, triple)
        if found == 0:
            return "default"
        if found > 1 and _can_be_named(connection, triple, first, second):
            return "named"
    finally:
        connection.update(f"DROP SILENT GRAPH <{first}> ; DROP SILENT GRAPH <{second}>")
    if found > 1:
        _LOG.warning("This engine counts a triple twice that two graphs state.")
    return "union"


def _count(connection: Connection, pattern: str, fields: Sequence[Field] = ()) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    return int(connection.rows(query, fields)[0]["n"].value)


def _can_be_named(connection: Connection, triple: str, merge: str, other: str) -> bool:
    """True if one graph can be the default graph while others can be named."""
    fields = [("default-graph-uri", merge), ("named-graph-uri", other)]
    patterns = (triple, f"GRAPH ?g {{ {triple} }}")
    return all(_count(connection, pattern, fields) == 1 for pattern in patterns)
