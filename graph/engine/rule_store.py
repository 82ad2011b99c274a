"""The rules' view of an Oxigraph store: a working copy, so that the store itself stays as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pyoxigraph as ox

from graph.engine.dataset import merge
from graph.identifiers import DERIVED_GRAPH


class OxigraphRuleStore:
    """A ``graph.derivation.rules.RuleStore`` over everything in a store but its derived graph.

    The copy holds all graphs as one, which also spares each pattern the union over graphs; it goes
    with the object, so that steps on the way leave nothing behind in an index that frees nothing.

    Args:
        store: source, reference, curation and ontology graphs; it is read once and not changed.
            None for nothing yet.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        self._copy = ox.Store()
        if store is None:
            return
        mine = ox.NamedNode(DERIVED_GRAPH)
        everything = (ox.DefaultGraph(), *store.named_graphs())
        merge(store, (graph for graph in everything if graph != mine), self._copy)

    def select(self, sparql: str) -> Iterable[list[str]]:
        """Rows of a SELECT in the order of its variables: IRIs and lexical forms as text."""
        result = self._copy.query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        buffer = io.BytesIO()
        result.serialize(buffer, format=ox.QueryResultsFormat.CSV)
        rows = csv.reader(io.StringIO(buffer.getvalue().decode(), newline=""))
        next(rows)
        return rows

    def construct(self, sparql: str) -> list[str]:
        """N-Triples lines of a CONSTRUCT."""
        result = self._copy.query(sparql)
        if not isinstance(result, ox.QueryTriples):
            raise TypeError("not a CONSTRUCT query")
        buffer = io.BytesIO()
        result.serialize(buffer, format=ox.RdfFormat.N_TRIPLES)
        return buffer.getvalue().decode().split("\n")[:-1]

    def insert(self, lines: Iterable[str]) -> None:
        """Add N-Triples lines, to be seen by the queries that follow."""
        self._copy.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
